import { expect, it } from "vitest";
import { inForce } from "./notice";

const versions = [
  { effectiveOn: "2027-01-01", version: "2027.1" },
  { effectiveOn: "2026-09-01", version: "2026.1" },
];

it.each([
  ["2026-08-31", "2026.1"],
  ["2026-12-31", "2026.1"],
  ["2027-01-01", "2027.1"],
])("on %s the version %s is in force", (today, version) => {
  expect(inForce(versions, today)?.version).toBe(version);
});

it("is none of none", () => expect(inForce([], "2026-01-01")).toBeUndefined());
