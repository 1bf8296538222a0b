import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sameChecks, type CheckText } from "./carry-over";

const check: CheckText = {
  id: "report",
  type: "single",
  stem: "先做什么？",
  options: [
    { key: "A", html: "先报告" },
    { key: "B", html: "先问家长" },
  ],
  correct: ["A"],
};
const options = (...html: string[]) => html.map((each, index) => ({ key: "AB"[index] ?? "", html: each }));

describe("a passed check carries over", () => {
  test.each<[string, Partial<CheckText>, boolean]>([
    ["when nothing of it was changed", {}, true],
    ["not when its question was changed", { stem: "首先做什么？" }, false],
    ["not when an option was changed", { options: options("先报告", "先问邻居") }, false],
    ["not when an option came in", { options: [...check.options, { key: "C", html: "再看看" }] }, false],
    ["not when the options changed places", { options: options("先问家长", "先报告") }, false],
    ["not when another answer is right", { correct: ["B"] }, false],
    ["not when it became another kind", { type: "multiple" }, false],
    ["not under another id", { id: "report-2" }, false],
  ])("%s", (_, change, carries) => {
    expect(sameChecks([check], [{ ...check, ...change }])).toEqual(carries ? ["report"] : []);
  });
});

const anyCheck = fc.record<CheckText>({
  id: fc.constantFrom("a", "b", "c"),
  type: fc.constantFrom("single", "fill"),
  stem: fc.constantFrom("一", "二"),
  options: fc.constantFrom(options("甲", "乙"), options("乙", "甲")),
  correct: fc.constantFrom(["A"], ["B"]),
});
const lesson = fc.uniqueArray(anyCheck, { selector: ({ id }) => id });

test("whatever the versions: only checks of both carry over, and all do when nothing was changed", () => {
  fc.assert(
    fc.property(lesson, lesson, (before, after) => {
      const ids = (checks: readonly CheckText[]) => checks.map(({ id }) => id);
      const kept = sameChecks(before, after);
      expect(kept.every((id) => ids(before).includes(id) && ids(after).includes(id))).toBe(true);
      expect(sameChecks(after, after)).toEqual(ids(after));
      expect([...sameChecks(after, before)].sort()).toEqual([...kept].sort());
    }),
  );
});
