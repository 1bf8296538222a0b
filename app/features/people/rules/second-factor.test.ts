import { expect, it } from "vitest";
import { needsSecondFactor, stepAt, stepRefusal } from "./second-factor";

it.each([
  [[], false],
  [["worker", "trainer", "reviewer", "unit-head"], false],
  [["worker", "hr"], true],
  [["system-admin"], true],
  [["security-admin"], true],
  [["auditor"], true],
] as const)("%j must have a second factor: %s", (roles, needed) => {
  expect(needsSecondFactor(roles)).toBe(needed);
});

it("steps are 30 seconds", () => {
  expect([0, 29_999, 30_000].map(stepAt)).toEqual([0, 0, 1]);
});

it.each([
  ["this step", 100, 0, null],
  ["the one before", 99, 0, null],
  ["the one after", 101, 0, null],
  ["two before", 98, 0, "wrong"],
  ["two after", 102, 0, "wrong"],
  ["no step", null, 0, "wrong"],
  ["the same again", 100, 100, "used"],
  ["one before the last", 99, 100, "used"],
  ["the next after the last", 101, 100, null],
] as const)("%s", (_, step, lastStep, refusal) => {
  expect(stepRefusal(step, lastStep, 100 * 30_000 + 12_345)).toBe(refusal);
});
