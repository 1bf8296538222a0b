import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chosenOf, gradeCheck, normalAnswer } from "~/platform/mdx/check-grade";
import type { CheckKey } from "~/platform/mdx/lesson-body";

const why = { A: "甲", B: "乙", C: "丙" };
const single: CheckKey = { type: "single", correct: ["B"], why };
const multiple: CheckKey = { type: "multiple", correct: ["A", "C"], why };
const ordering: CheckKey = { type: "ordering", correct: ["C", "A", "B"], why };
const fill: CheckKey = { type: "fill", correct: ["三十日", "30 日"], why: { right: "对", wrong: "错" } };

test.each<[string, CheckKey, string[], boolean]>([
  ["the right option", single, ["B"], true],
  ["a wrong option", single, ["A"], false],
  ["nothing", single, [], false],
  ["both options of a single choice", single, ["A", "B"], false],
  ["the right option twice", single, ["B", "B"], true],
  ["all right ones in any order", multiple, ["C", "A"], true],
  ["some of the right ones", multiple, ["A"], false],
  ["one too many", multiple, ["A", "B", "C"], false],
  ["an option that does not exist beside the right ones", multiple, ["A", "C", "Z"], true],
  ["the prototype's own", multiple, ["constructor", "__proto__"], false],
  ["the right order", ordering, ["C", "A", "B"], true],
  ["the order shown", ordering, ["A", "B", "C"], false],
  ["an order with a gap", ordering, ["C", "A"], false],
  ["an order with a repetition", ordering, ["C", "A", "A", "B"], true],
  ["an accepted answer", fill, ["三十日"], true],
  ["one in full width with blanks", fill, [" ３０　日。"], true],
  ["another answer", fill, ["三十五日"], false],
  ["an empty answer", fill, ["  "], false],
  ["a sign alone", fill, ["。"], false],
])("%s", (_, key, chosen, right) => {
  expect(gradeCheck(key, chosen)).toBe(right);
});

test("what is kept can be stored: known keys once, text without control characters", () => {
  expect(chosenOf(multiple, ["C", "A", "C", "toString"])).toEqual(["A", "C"]);
  expect(chosenOf(ordering, ["C", "A", "C"])).toEqual(["C", "A"]);
  expect(chosenOf(fill, ["三\u0000十\ud800 日", "二"])).toEqual(["三 十  日"]);
  expect(chosenOf(fill, ["长".repeat(500)])[0]).toHaveLength(200);
});

describe("normalAnswer", () => {
  test.each([
    ["ＡＢＣ", "abc"],
    [" 30 日 ", "30日"],
    ["３０％。", "30%"],
    ["“人民调解”", "人民调解"],
    ["三十", "三十"],
    ["A.B.", "a.b"],
  ])("%s → %s", (text, wanted) => expect(normalAnswer(text)).toBe(wanted));

  test("compared twice is compared once", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(normalAnswer(normalAnswer(text))).toBe(normalAnswer(text));
      }),
    );
  });
});
