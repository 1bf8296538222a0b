import { expect, it } from "vitest";
import { erasureRefusal, keptUntil, type Leaver } from "./erasure";

const left: Leaver = { leftOn: "2023-11-23", legalHold: "", erased: false };

it.each([
  ["somebody who works here stays", { ...left, leftOn: null }, "2026-11-24", "works-here"],
  ["the last day of three years is still kept", left, "2026-11-23", "kept"],
  ["the day after, the identity may go", left, "2026-11-24", null],
  ["somebody whose last day lies ahead stays", { ...left, leftOn: "2026-12-31" }, "2026-11-24", "kept"],
  ["a legal hold stands against it", { ...left, legalHold: "劳动争议" }, "2030-01-01", "legal-hold"],
  ["nobody is erased twice", { ...left, erased: true }, "2030-01-01", "erased"],
] as [string, Leaver, string, ReturnType<typeof erasureRefusal>][])("%s", (_, leaver, today, refusal) => {
  expect(erasureRefusal(leaver, today)).toBe(refusal);
});

it("keeps a day longer what would end on a leap day that is not there", () => {
  expect(keptUntil("2024-02-29")).toBe("2027-03-01");
});
