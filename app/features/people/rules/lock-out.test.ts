import { expect, it } from "vitest";
import { afterFailure, isLocked, lockMs, type LockState } from "./lock-out";

const clean: LockState = { failedCount: 0, lockedUntil: null };

it.each([
  ["the first failure locks nothing", clean, { failedCount: 1, lockedUntil: null }],
  ["nor does the fourth", { failedCount: 3, lockedUntil: null }, { failedCount: 4, lockedUntil: null }],
  ["the fifth locks", { failedCount: 4, lockedUntil: null }, { failedCount: 5, lockedUntil: 1000 + lockMs }],
  [
    "after the lock the count starts anew",
    { failedCount: 5, lockedUntil: 900 },
    { failedCount: 1, lockedUntil: null },
  ],
] as [string, LockState, LockState][])("%s", (_, before, after) => {
  expect(afterFailure(before, 1000)).toEqual(after);
});

it("holds until the very end", () => {
  expect(isLocked({ failedCount: 5, lockedUntil: 1000 }, 999)).toBe(true);
  expect(isLocked({ failedCount: 5, lockedUntil: 1000 }, 1000)).toBe(false);
  expect(isLocked(clean, 0)).toBe(false);
});
