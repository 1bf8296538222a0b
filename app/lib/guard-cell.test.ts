import { describe, expect, it } from "vitest";
import { guardCell, unguardCell } from "./guard-cell";

describe("a cell of a CSV file", () => {
  it.each([
    ["=1+1", "'=1+1"],
    ["+8613800000000", "'+8613800000000"],
    ["-2", "'-2"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "'\t=1"],
    ["\r=1", "'\r=1"],
    ["\n=1", "'\n=1"],
    ["＝1+1", "'＝1+1"],
    ["何秀兰", "何秀兰"],
    ["2026-11-23", "2026-11-23"],
    ["'quoted'", "'quoted'"],
    ["", ""],
  ])("%j is written as %j", (text, written) => {
    expect(guardCell(text)).toBe(written);
    expect(unguardCell(written)).toBe(text);
  });
});
