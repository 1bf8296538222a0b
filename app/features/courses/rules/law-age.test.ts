import { expect, it } from "vitest";
import { lawConcern, type LawConcern } from "./law-age";

const today = "2026-11-23";

it.each([
  ["a law without a last day is no concern", "2026-11-01", null, null],
  ["nor one that is in force for long", "2026-11-01", "2027-06-30", null],
  ["one whose last day was yesterday has run out", "2026-11-01", "2026-11-22", "expired"],
  ["on its last day it is still in force", "2026-11-01", today, "ending"],
  ["it is told 30 days ahead", "2026-11-01", "2026-12-23", "ending"],
  ["and not earlier", "2026-11-01", "2026-12-24", null],
  ["one that was checked a year ago is fresh", "2025-11-23", null, null],
  ["a day more is too long", "2025-11-22", null, "stale"],
  ["what has run out is more urgent than when it was checked", "2020-01-01", "2021-01-01", "expired"],
] as [string, string, string | null, LawConcern | null][])("%s", (_, checkedOn, validUntil, concern) => {
  expect(lawConcern({ checkedOn, validUntil }, today)).toBe(concern);
});
