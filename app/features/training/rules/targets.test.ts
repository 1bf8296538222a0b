import { expect, it } from "vitest";
import { standing } from "./targets";

const year = { year: 2026, target: 20, done: 14, due: 5 };

it.each([
  ["23 November of 2026: 17.9 of 20", "2026-11-23", { paceTenths: 179, missing: 1, daysLeft: 38 }],
  ["the first day counts as passed", "2026-01-01", { paceTenths: 1, missing: 1, daysLeft: 364 }],
  ["the last day asks for the whole target", "2026-12-31", { paceTenths: 200, missing: 1, daysLeft: 0 }],
  ["after the year nothing more is asked", "2027-02-01", { paceTenths: 200, missing: 1, daysLeft: 0 }],
  ["before the year nothing is asked", "2025-12-31", { paceTenths: 0, missing: 1, daysLeft: 365 }],
])("%s", (_, today, expected) => expect(standing({ ...year, today })).toEqual(expected));

it("asks for 896 of 1,000 person-times on 23 November 2026", () => {
  expect(standing({ year: 2026, today: "2026-11-23", target: 1000, done: 706, due: 260 })).toMatchObject({
    paceTenths: 8959,
    missing: 34,
  });
});

it("counts 366 days in a leap year", () => {
  expect(standing({ ...year, year: 2028, today: "2028-02-29" }).daysLeft).toBe(306);
});
