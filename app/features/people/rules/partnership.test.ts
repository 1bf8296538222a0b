import { expect, test } from "vitest";
import { partnershipRefusal, type PartnershipRefusal } from "./partnership";

const base = {
  startsOn: "2026-09-01",
  endsOn: null,
  partnerClosedOn: null,
  hostClosedOn: null,
  taken: false,
  today: "2026-11-23",
};

test.each([
  ["one that lasts", {}, null],
  ["one of a day", { endsOn: "2026-09-01" }, null],
  ["one that ends before it starts", { endsOn: "2026-08-31" }, "ends-before"],
  ["one of a partner that is closed", { partnerClosedOn: "2026-11-22" }, "closed"],
  ["one of a partner on its last day", { partnerClosedOn: "2026-11-23" }, null],
  ["one in a unit that is closed", { hostClosedOn: "2026-10-01" }, "unit-closed"],
  ["one that outlives its unit", { hostClosedOn: "2026-10-01", endsOn: "2026-10-02" }, "unit-closed"],
  ["one that ended with its unit", { hostClosedOn: "2026-10-01", endsOn: "2026-10-01" }, null],
  ["one that is there", { taken: true }, "taken"],
  ["one of another century", { startsOn: "0206-09-01" }, "too-long"],
  ["one of a year with a typing error", { startsOn: "2206-09-01" }, "too-long"],
] as [string, Partial<Parameters<typeof partnershipRefusal>[0]>, PartnershipRefusal | null][])(
  "%s",
  (_, change, refusal) => expect(partnershipRefusal({ ...base, ...change })).toBe(refusal),
);
