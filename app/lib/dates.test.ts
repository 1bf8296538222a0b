import { describe, expect, it } from "vitest";
import {
  addDays,
  civilDate,
  daysBetween,
  formatDay,
  formatMoment,
  formatSeconds,
  formatTime,
  shanghai,
} from "./dates";
import { quarterOf } from "./quarter";

it.each([
  ["2026-11-22T15:59:59.999Z", "2026-11-22"],
  ["2026-11-22T16:00:00.000Z", "2026-11-23"],
  ["2026-12-31T16:00:00.000Z", "2027-01-01"],
])("%s is %s in Shanghai", (instant, date) => expect(civilDate(new Date(instant))).toBe(date));

it("turns a wall clock in Shanghai into an instant and back", () => {
  const at = shanghai("2026-11-23", "14:03");
  expect(at.toISOString()).toBe("2026-11-23T06:03:00.000Z");
  expect([formatTime(at), formatSeconds(at)]).toEqual(["14:03", "14:03:00"]);
});

it.each([
  ["2026-02-28", 1, "2026-03-01"],
  ["2028-02-28", 1, "2028-02-29"],
  ["2026-01-01", -1, "2025-12-31"],
])("%s and %i days is %s", (date, days, result) => {
  expect(addDays(date, days)).toBe(result);
  expect(daysBetween(date, result)).toBe(days);
});

describe("formats", () => {
  const at = shanghai("2026-11-23", "14:00");
  it.each([
    ["zh", "2026年11月23日 周一 14:00", "2026年11月23日"],
    ["en", "Mon 23 Nov 2026, 14:00", "23 Nov 2026"],
  ] as const)("%s", (language, moment, day) => {
    expect(formatMoment(at, language)).toBe(moment);
    expect(formatDay("2026-11-23", language)).toBe(day);
  });
});

it.each([
  ["2026-01-01", 1, "2026-01-01", "2026-03-31"],
  ["2026-06-30", 2, "2026-04-01", "2026-06-30"],
  ["2026-11-23", 4, "2026-10-01", "2026-12-31"],
])("%s lies in quarter %i", (date, number, from, to) => {
  expect(quarterOf(date)).toMatchObject({ year: 2026, number, from, to });
});
