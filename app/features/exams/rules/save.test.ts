import { expect, it } from "vitest";
import { cleanChoice, graceMs, saveRefusal } from "./save";

it.each([
  ["an open attempt takes answers", null, 999, null],
  ["at the deadline too", null, 1000, null],
  ["and within the grace", null, 1000 + graceMs, null],
  ["not after it", null, 1001 + graceMs, "too-late"],
  ["not after it was handed in", 500, 600, "submitted"],
] as [string, number | null, number, string | null][])("%s", (_, submittedAt, now, refusal) => {
  expect(saveRefusal({ submittedAt, deadlineAt: 1000 }, now)).toBe(refusal);
});

it.each([
  ["single", ["B", "A"], ["A"]],
  ["multiple", ["C", "A", "C"], ["A", "C"]],
  ["multiple", ["Z"], []],
  ["single", [], []],
] as const)("%s choice of %j is kept as %j", (kind, chosen, kept) => {
  expect(cleanChoice(kind, ["A", "B", "C", "D"], chosen)).toEqual(kept);
});
