import { describe, expect, it } from "vitest";
import { charstring, type OutlineStep } from "./charstring";

const move = (...args: number[]): OutlineStep => ({ command: "moveTo", args });
const line = (...args: number[]): OutlineStep => ({ command: "lineTo", args });
const curve = (...args: number[]): OutlineStep => ({ command: "bezierCurveTo", args });
const close: OutlineStep = { command: "closePath", args: [] };
const n = (value: number) => value + 139;

describe("a charstring", () => {
  it("of nothing ends at once, with its width when that is another than the usual one", () => {
    expect([...charstring([], null)]).toEqual([14]);
    expect([...charstring([], 20)]).toEqual([n(20), 14]);
  });

  it("says lines across and up by turns, and leaves out the one that closes", () => {
    const square = [move(10, 20), line(60, 20), line(60, 70), line(10, 70), line(10, 20), close];
    expect([...charstring(square, null)]).toEqual([n(10), n(20), 21, n(50), n(50), n(-50), 6, 14]);
  });

  it("says slanting lines two by two", () => {
    const bent = [move(0, 0), line(1, 2), line(4, 6), line(0, 9), close];
    expect([...charstring(bent, null)]).toEqual([n(0), n(0), 21, n(1), n(2), n(3), n(4), n(-4), n(3), 5, 14]);
  });

  it.each([
    ["any", [1, 2, 4, 6, 9, 12], [n(1), n(2), n(3), n(4), n(5), n(6), 8]],
    ["across, then up", [1, 0, 4, 6, 4, 12], [n(1), n(3), n(6), n(6), 31]],
    ["up, then across", [0, 2, 4, 6, 9, 6], [n(2), n(4), n(4), n(5), 30]],
    ["across, then across", [1, 0, 4, 6, 9, 6], [n(1), n(3), n(6), n(5), 27]],
    ["up, then up", [0, 2, 4, 6, 4, 12], [n(2), n(4), n(4), n(6), 26]],
  ])("bends %s with the fewest numbers", (_, args, said) => {
    expect([...charstring([move(0, 0), curve(...args), close], null)]).toEqual([n(0), n(0), 21, ...said, 14]);
  });

  it.each([
    [107, [246]],
    [108, [247, 0]],
    [1131, [250, 255]],
    [1132, [28, 4, 108]],
    [-107, [32]],
    [-108, [251, 0]],
    [-1131, [254, 255]],
    [-1132, [28, 251, 148]],
  ])("writes %i as the format does", (value, bytes) => {
    expect([...charstring([move(value, 0)], null)]).toEqual([...bytes, n(0), 21, 14]);
  });

  it("gives an operator 48 numbers at most", () => {
    const stairs = Array.from({ length: 100 }, (_, at) =>
      line(Math.ceil((at + 1) / 2), Math.floor((at + 1) / 2)),
    );
    const bytes = [...charstring([move(0, 0), ...stairs, close], null)].slice(3);
    const runs = bytes
      .join(" ")
      .split(/ (?:6|7)(?: |$)/)
      .map((run) => run.split(" ").length);
    expect(Math.max(...runs)).toBeLessThanOrEqual(48);
  });
});
