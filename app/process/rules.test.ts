import { describe, expect, it } from "vitest";
import { operate } from "./operate.server";
import { ruleSets } from "./rules";

const typed = (text: string) => ({ env: {}, cwd: ".", readInput: async () => text });
const ask = (argv: string[], input: unknown = {}) => operate(argv, typed(JSON.stringify(input)));

/** A case that each rule set answers, as an auditor would type it. */
const cases: Record<string, { input: unknown; answer: unknown }> = {
  "courses.minutes": {
    input: {
      lessons: [
        {
          statedMinutes: 1,
          beats: ["08:00:00", "08:00:30", "08:00:30", "08:01:00"].map((time) => ({
            at: `2026-11-23T${time}Z`,
            device: "phone",
          })),
        },
      ],
    },
    answer: {
      lessons: [{ studiedMs: 60_000, refusedBeats: 0, statedMinutes: 1, refusal: null }],
      minutes: 1,
    },
  },
  "courses.review": {
    input: { state: "in-review", act: "approve", own: true },
    answer: { refusal: "own-text" },
  },
  "courses.place-comment": {
    input: { comment: { line: 9, quote: "当天报告" }, blocks: [{ line: 11, quote: "当天报告" }] },
    answer: { kind: "moved", line: 11 },
  },
  "courses.law-age": {
    input: { today: "2026-11-23", checkedOn: "2026-01-01", validUntil: "2026-10-31" },
    answer: { concern: "expired" },
  },
  "exchange.read-cell": {
    input: { kind: "people", column: "joinedOn", text: "２０２６年1月5日" },
    answer: { value: "2026-01-05", cleaned: "2026年1月5日" },
  },
  "people.id-number": {
    input: { idNumber: "11010519491231002X" },
    answer: { bornOn: "1949-12-31", gender: "female" },
  },
  "exams.draw": {
    input: {
      blueprint: { parts: [{ kind: "single", count: 1 }], topics: [{ id: "t", weight: 1 }] },
      pool: [{ id: "q", kind: "single", topic: "t", options: ["A"] }],
      seed: "s",
    },
    answer: [{ id: "q", kind: "single", order: ["A"] }],
  },
  "exams.save": {
    input: { submittedAt: null, deadlineAt: "2026-11-23T08:00:00Z", now: "2026-11-23T08:01:00Z" },
    answer: { refusal: "too-late" },
  },
  "exams.score": {
    input: {
      scheme: { id: "official-2022", single: 2, exact: 4, partial: 1, passPercent: 60 },
      items: [{ kind: "multiple", answer: ["A", "B", "C", "D"], chosen: ["A", "B", "C"] }],
    },
    answer: { items: [3], halfMarks: 3, maxHalfMarks: 4, passed: true },
  },
  "incentives.evaluate": {
    input: {
      policies: [
        {
          version: "p1",
          effectiveFrom: "2026-01-01",
          effectiveTo: null,
          rules: [{ id: "r", on: "k", points: 8 }],
        },
      ],
      events: [{ id: "e", kind: "k", at: "2026-11-23T08:00:00+08:00", on: "2026-11-23" }],
    },
    answer: {
      awards: [{ eventId: "e", rule: "r", policyVersion: "p1", points: 8, uncapped: 8, cappedBy: null }],
      entries: [
        {
          key: "e/r/0",
          eventId: "e",
          rule: "r",
          amount: 8,
          reverses: null,
          policyVersion: "p1",
          occurredOn: "2026-11-23",
          uncapped: 8,
          cappedBy: null,
        },
      ],
    },
  },
  "incentives.rank": {
    input: {
      people: [
        { id: "a", points: 1 },
        { id: "b", points: 2 },
      ],
      around: "b",
    },
    answer: [
      { id: "b", points: 2, rank: 1 },
      { id: "a", points: 1, rank: 2 },
    ],
  },
  "people.agreement": {
    input: {
      today: "2026-11-23",
      agreements: [{ startsOn: "2024-01-01", endsOn: "2026-12-31" }],
      enter: { signedOn: "2026-11-20", startsOn: "2026-12-31", endsOn: "2029-12-31" },
    },
    answer: {
      state: "ending",
      until: "2026-12-31",
      daysLeft: 38,
      resumesOn: null,
      refusal: "overlap",
    },
  },
  "people.correction": {
    input: { field: "bornOn", wanted: "1981年2月8日", today: "2026-11-23" },
    answer: { kept: "1981-02-08", refusal: null, applied: true },
  },
  "people.erasure": {
    input: { leftOn: "2023-11-23", legalHold: "", erased: false, today: "2026-11-23" },
    answer: { refusal: "kept", keptUntil: "2026-11-23" },
  },
  "people.employment": {
    input: {
      today: "2026-11-24",
      joinedOn: "2020-01-01",
      posts: [{ unitId: "a", title: "t", startsOn: "2020-01-01" }],
      act: { act: "transfer", unitId: "a", unit: { openedOn: "2020-01-01" }, title: "t", from: "2026-12-01" },
    },
    answer: { refusal: "same-post" },
  },
  "people.master": {
    input: { today: "2026-11-24", name: "李明", bornOn: "2027-01-01" },
    answer: { findings: [{ part: "basics", row: null, field: "bornOn", refusal: "future" }] },
  },
  "people.lock-out": {
    input: {
      failures: [0, 1, 2, 3, 4].map((second) => `2026-11-23T08:00:0${second}Z`),
      now: "2026-11-23T08:10:03Z",
    },
    answer: { failedCount: 5, lockedUntil: Date.parse("2026-11-23T08:10:04Z"), locked: true },
  },
  "people.password": {
    input: { password: "RainW0123!", employeeNo: "W0123" },
    answer: { refusal: "own-words" },
  },
  "people.roles": {
    input: { held: ["system-admin"], wanted: "auditor" },
    answer: { refusal: "office" },
  },
  "people.unit-history": {
    input: {
      today: "2026-11-23",
      units: [{ id: "d", code: "district", kind: "district" }],
      periods: [
        { unitId: "d", startsOn: "2020-01-01", endsOn: null, name: "区", nameEn: "District", parentId: null },
      ],
      act: { act: "rename", unitId: "d", name: "新区", nameEn: "New", day: "2026-11-24" },
    },
    answer: { refusal: "future" },
  },
  "training.attendance": {
    input: { state: "open", now: "2026-11-23T05:39:59Z", startsAt: "2026-11-23T06:00:00Z", seated: true },
    answer: { refusal: "too-early" },
  },
  "training.seats": {
    input: { capacity: 1, acts: ["a", "b"].map((person) => ({ person, act: "enrol" })) },
    answer: { seated: ["a"], waiting: ["b"] },
  },
  "training.targets": {
    input: { year: 2026, today: "2026-11-23", target: 20, done: 14, due: 5 },
    answer: { paceTenths: 179, missing: 1, daysLeft: 38 },
  },
};

describe("rules", () => {
  it("lists every rule set with its version", async () => {
    const { code, out } = await ask(["rules", "list"]);
    expect(code).toBe(0);
    for (const [name, { version }] of Object.entries(ruleSets))
      expect(out).toMatch(new RegExp(`^${name} +${version} `, "m"));
  });

  it("has a case for each", () => expect(Object.keys(cases).sort()).toEqual(Object.keys(ruleSets).sort()));

  for (const [name, { input, answer }] of Object.entries(cases)) {
    it(`${name} answers, and gives the schema of its input`, async () => {
      const { code, out } = await ask(["rules", name], input);
      expect([code, JSON.parse(out ?? "")]).toEqual([0, answer]);
      expect(JSON.parse((await ask(["rules", name, "--schema"])).out ?? "")).toMatchObject({
        type: "object",
      });
    });
  }
});

describe("a wrong call", () => {
  it.each([
    [[], 2, /^Usage/],
    [["nonsense"], 2, /unknown command: nonsense/],
    [["rules", "nonsense"], 2, /no rule set nonsense/],
    [["rules", "toString"], 2, /no rule set toString/],
    [["rules", "list", "more"], 2, /too many arguments/],
    [["--nonsense"], 2, /nonsense/],
    [["rules", "exams.score"], 1, /does not fit exams.score/],
  ] as [string[], number, RegExp][])("%j ends with %i and says why", async (argv, code, says) => {
    const outcome = await ask(argv, { items: "x" });
    expect(outcome.code).toBe(code);
    expect(outcome.err).toMatch(says);
    expect(outcome.err).not.toMatch(/ at .*:\d+:\d+/);
  });

  it("tells that the input is not JSON", async () => {
    expect(await operate(["rules", "exams.score"], typed("{"))).toEqual({
      code: 1,
      err: "the input is not JSON\n",
    });
  });
});
