import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { addDays } from "~/lib/dates";
import {
  agreementRefusal,
  agreementState,
  coverage,
  endRefusal,
  lastDay,
  type AgreementPeriod,
} from "./agreement";

const today = "2026-11-23";
const agreement = (startsOn: string, endsOn: string, endedOn: string | null = null): AgreementPeriod => ({
  startsOn,
  endsOn,
  endedOn,
});

describe("one agreement", () => {
  it.each([
    ["starts tomorrow", agreement("2026-11-24", "2027-11-23"), "coming"],
    ["starts today", agreement("2026-11-23", "2027-11-22"), "valid"],
    ["has 91 days left", agreement("2025-01-01", addDays(today, 91)), "valid"],
    ["has 90 days left", agreement("2025-01-01", addDays(today, 90)), "ending"],
    ["ends today", agreement("2025-01-01", today), "ending"],
    ["ended yesterday", agreement("2025-01-01", "2026-11-22"), "ended"],
    ["was ended early", agreement("2025-01-01", "2029-12-31", "2026-11-22"), "ended"],
    ["was ended early as of today", agreement("2025-01-01", "2029-12-31", today), "ending"],
  ] as const)("that %s is %s", (_, period, state) => expect(agreementState(period, today)).toBe(state));
});

describe("a partner", () => {
  it.each([
    ["without any", [], "none", null, null],
    ["with one ahead", [agreement("2027-01-01", "2029-12-31")], "none", null, "2027-01-01"],
    ["with one that holds", [agreement("2025-01-01", "2027-12-31")], "valid", "2027-12-31", null],
    ["with one that ends soon", [agreement("2025-01-01", "2026-12-31")], "ending", "2026-12-31", null],
    [
      "whose next follows without a gap",
      [agreement("2027-01-01", "2029-12-31"), agreement("2025-01-01", "2026-12-31")],
      "valid",
      "2029-12-31",
      null,
    ],
    [
      "whose next leaves a day",
      [agreement("2025-01-01", "2026-12-31"), agreement("2027-01-02", "2029-12-31")],
      "ending",
      "2026-12-31",
      "2027-01-02",
    ],
    ["whose last is over", [agreement("2023-01-01", "2025-12-31")], "ended", "2025-12-31", null],
    [
      "whose last was ended",
      [agreement("2025-01-01", "2028-12-31", "2026-06-30")],
      "ended",
      "2026-06-30",
      null,
    ],
  ] as [string, AgreementPeriod[], string, string | null, string | null][])(
    "%s",
    (_, agreements, state, until, resumesOn) =>
      expect(coverage(agreements, today)).toMatchObject({ state, until, resumesOn }),
  );

  it("is covered exactly on the days of its agreements, in whatever order they are given", () => {
    const periods = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 120 })), { maxLength: 6 })
      .map((gaps) => {
        let at = addDays(today, -150);
        return gaps.map(([gap, length]) => {
          const startsOn = addDays(at, gap);
          at = addDays(startsOn, length);
          return agreement(startsOn, addDays(at, -1));
        });
      });
    fc.assert(
      fc.property(periods, fc.integer(), (agreements, turn) => {
        const turned = [...agreements.slice(turn % 3), ...agreements.slice(0, turn % 3)];
        const found = coverage(turned, today);
        const holds = agreements.some((each) => each.startsOn <= today && lastDay(each) >= today);
        expect(found.state === "valid" || found.state === "ending").toBe(holds);
        expect(found).toEqual(coverage(agreements, today));
      }),
    );
  });
});

describe("entering one", () => {
  const base = {
    agreement: { signedOn: "2026-11-20", startsOn: "2026-12-01", endsOn: "2029-11-30" },
    ended: false,
    partnerClosedOn: null,
    numberTaken: false,
    others: [] as AgreementPeriod[],
    today,
  };
  const dates = (signedOn: string, startsOn: string, endsOn: string) => ({
    agreement: { signedOn, startsOn, endsOn },
  });
  test.each([
    ["is possible", {}, null],
    ["of one day too", dates("2026-11-23", "2026-12-01", "2026-12-01"), null],
    ["that was signed after its first day", dates("2026-11-20", "2026-11-01", "2027-10-31"), null],
    ["is not with a number that another has", { numberTaken: true }, "number-taken"],
    ["that ends before it starts", dates("2026-11-20", "2026-12-01", "2026-11-30"), "ends-before"],
    ["that is signed tomorrow", dates("2026-11-24", "2026-12-01", "2029-11-30"), "signed-ahead"],
    ["that was signed when it was over", dates("2026-11-01", "2025-01-01", "2025-12-31"), "signed-late"],
    ["of 31 years", dates("2026-11-20", "2026-12-01", "2057-11-30"), "too-long"],
    ["that shares a day with another", { others: [agreement("2025-01-01", "2026-12-01")] }, "overlap"],
    ["inside another", { others: [agreement("2026-01-01", "2030-12-31")] }, "overlap"],
    ["around another", { others: [agreement("2027-01-01", "2027-12-31")] }, "overlap"],
    ["on the day after another", { others: [agreement("2025-01-01", "2026-11-30")] }, null],
    ["before another", { others: [agreement("2029-12-01", "2030-12-31")] }, null],
    [
      "after one that was ended early",
      { others: [agreement("2025-01-01", "2030-12-31", "2026-11-30")] },
      null,
    ],
    ["that was ended itself", { ended: true }, "ended"],
    ["of a partner that is closed", { partnerClosedOn: "2026-11-22" }, "closed"],
  ] as [string, Partial<typeof base>, string | null][])("%s", (_, change, refusal) =>
    expect(agreementRefusal({ ...base, ...change })).toBe(refusal),
  );
});

describe("ending one early", () => {
  const running = agreement("2026-01-01", "2027-12-31");
  test.each([
    ["today", running, today, null],
    ["on a day to come", running, "2027-12-30", null],
    ["in hindsight", running, "2026-01-01", null],
    ["before it began", running, "2025-12-31", "outside"],
    ["on its last day", running, "2027-12-31", "outside"],
    ["twice", { ...running, endedOn: "2026-06-30" }, today, "already-ended"],
    ["when it is over", agreement("2024-01-01", "2025-12-31"), "2025-06-30", "over"],
  ] as [string, AgreementPeriod, string, string | null][])("%s", (_, period, day, refusal) =>
    expect(endRefusal(period, day, today)).toBe(refusal),
  );
});
