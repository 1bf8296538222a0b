import { describe, expect, it } from "vitest";
import { marksText, scoreItem, scorePaper, type Scheme } from "./score";

const scheme: Scheme = { id: "official-2022", single: 2, exact: 4, partial: 1, passPercent: 60 };
const letters = ["A", "B", "C", "D", "E"];
const subsets = Array.from({ length: 32 }, (_, bits) => letters.filter((_, i) => bits & (1 << i)));

describe("multiple choice, every answer key and every subset of five options", () => {
  for (const answer of subsets.filter((set) => set.length >= 2 && set.length <= 4)) {
    it(`key ${answer.join("")}`, () => {
      for (const chosen of subsets) {
        const wrong = chosen.filter((option) => !answer.includes(option)).length;
        const right = chosen.length - wrong;
        const marks = wrong > 0 ? 0 : right === answer.length ? 2 : right * 0.5;
        expect([chosen, scoreItem({ kind: "multiple", answer, chosen }, scheme)]).toEqual([
          chosen,
          marks * 2,
        ]);
      }
    });
  }

  it("a full set of five options always earns nothing", () => {
    for (const answer of subsets.filter((set) => set.length >= 2 && set.length <= 4)) {
      expect(scoreItem({ kind: "multiple", answer, chosen: letters }, scheme)).toBe(0);
    }
  });

  it.each([
    ["three of four right options", ["A", "B", "C"], ["A", "B", "C", "D"], 3],
    ["one of two right options", ["A"], ["A", "B"], 1],
    ["an option named twice counts once", ["A", "A"], ["A", "B"], 1],
  ])("%s", (_, chosen, answer, halfMarks) => {
    expect(scoreItem({ kind: "multiple", answer, chosen }, scheme)).toBe(halfMarks);
  });
});

describe("single choice", () => {
  it.each([
    [["B"], 2],
    [["A"], 0],
    [[], 0],
    [["A", "B"], 0],
  ])("key B, chosen %j: %i half marks", (chosen, halfMarks) => {
    expect(scoreItem({ kind: "single", answer: ["B"], chosen }, scheme)).toBe(halfMarks);
  });
});

describe("scorePaper", () => {
  const item = (right: boolean) => ({
    kind: "single" as const,
    answer: ["A"],
    chosen: right ? ["A"] : ["B"],
  });
  it("passes at exactly 60 %", () => {
    const paper = [...Array<boolean>(3).fill(true), ...Array<boolean>(2).fill(false)].map(item);
    expect(scorePaper(paper, scheme)).toMatchObject({ halfMarks: 6, maxHalfMarks: 10, passed: true });
  });
  it("fails half a mark below", () => {
    const part = { kind: "multiple" as const, answer: ["A", "B"], chosen: ["A"] };
    // 15 singles and 5 multiples: 25 marks, 15 to pass; 13 right + 3 halves = 14.5
    const paper = [
      ...Array.from({ length: 15 }, (_, i) => item(i < 13)),
      ...Array.from({ length: 5 }, (_, i) => (i < 3 ? part : { ...part, chosen: [] })),
    ];
    expect(scorePaper(paper, scheme)).toMatchObject({ halfMarks: 29, maxHalfMarks: 50, passed: false });
  });
});

it.each([
  [0, "0"],
  [3, "1.5"],
  [37, "18.5"],
  [50, "25"],
])("%i half marks read %s", (halfMarks, text) => expect(marksText(halfMarks)).toBe(text));
