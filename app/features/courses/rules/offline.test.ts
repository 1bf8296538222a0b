import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { creditBeat, type Studied } from "./minutes";
import { contactKeptMs, creditOffline, gapBefore, type OfflineReport, type Span } from "./offline";

const minute = 60_000;
const at = Date.UTC(2026, 10, 24, 10);
const ago = (minutes: number) => at - minutes * minute;
const span = (from: number, to: number): Span => ({ from: ago(from), to: ago(to) });
const report = (key: string, since: number, told: number, lesson = "a"): OfflineReport => ({
  key,
  lesson,
  since: ago(since),
  toldMs: told * minute,
});
const left = { a: 45 * minute, b: 45 * minute };

const cases: [what: string, free: Span[], reports: OfflineReport[], minutes: number[]][] = [
  ["what was read since the last contact", [span(60, 0)], [report("1", 60, 12)], [12]],
  ["never more than the time since the last contact", [span(10, 0)], [report("1", 10, 40)], [10]],
  ["never more than is left of the lesson's stated minutes", [span(90, 0)], [report("1", 90, 80)], [45]],
  [
    "a contact that the device invents gives no time that was counted",
    [span(5, 0)],
    [report("1", 90, 40)],
    [5],
  ],
  ["a report that comes twice counts once", [span(60, 0)], [report("1", 60, 9), report("1", 60, 9)], [9]],
  [
    "two devices share the same real time",
    [span(30, 0)],
    [report("1", 30, 30), report("2", 30, 30, "b")],
    [30, 0],
  ],
  ["time between beats of another device is free", [span(60, 40), span(20, 0)], [report("1", 60, 35)], [35]],
  ["time before its contact is not a report's", [span(60, 0)], [report("1", 20, 40)], [20]],
  [
    "two lessons one after the other",
    [span(60, 0)],
    [report("2", 30, 20, "b"), report("1", 60, 25)],
    [20, 25],
  ],
  [
    "two reports of a lesson share its minutes",
    [span(90, 0)],
    [report("1", 90, 30), report("2", 90, 30)],
    [30, 15],
  ],
  ["nothing of a lesson that is not known", [span(60, 0)], [report("1", 60, 9, "other")], [0]],
  ["nothing that was never told", [span(60, 0)], [report("1", 60, -9)], [0]],
  ["a contact in the future gives nothing", [span(60, -60)], [report("1", -10, 9)], [0]],
];

describe("offline minutes", () => {
  test.each(cases)("%s", (_, free, reports, minutes) => {
    const { credited } = creditOffline({ at, free, reports, leftMs: left });
    expect(reports.map(({ key }) => (credited[key] ?? 0) / minute)).toEqual(
      reports.map(({ key }) => minutes[reports.findIndex((each) => each.key === key)]),
    );
  });

  test("a contact of more than thirty days ago is forgotten", () => {
    const since = at - contactKeptMs - 60 * minute;
    const reports = [{ key: "1", lesson: "a", since, toldMs: 20 * minute }];
    const ancient = [{ from: since, to: since + 30 * minute }];
    expect(creditOffline({ at, free: ancient, reports, leftMs: left }).credited["1"]).toBe(0);
  });

  test("what is left of the time is what nothing has taken", () => {
    const { free } = creditOffline({ at, free: [span(60, 0)], reports: [report("1", 50, 20)], leftMs: left });
    expect(free).toEqual([span(60, 50), span(30, 0)]);
  });

  test.each([
    ["a long pause leaves what the beat has not counted", ago(30), minute, span(30, 1)],
    ["the first beat leaves all the time before it", null, 0, { from: 0, to: at }],
    ["a beat in time leaves nothing", ago(0.5), minute / 2, null],
    ["a second more than a beat counts is not worth a row", at - 61_000, minute, null],
  ])("%s", (_, last, credited, gap) => expect(gapBefore(last, at, credited)).toEqual(gap));
});

const spans = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 })), { maxLength: 6 })
  .map((lengths) => {
    let from = ago(240);
    return lengths.map(([pause, length]) => {
      const made = { from: from + pause * minute, to: from + (pause + length) * minute };
      from = made.to;
      return made;
    });
  })
  .map((made) => made.filter(({ to }) => to <= at));
const told = fc.uniqueArray(
  fc.record({
    key: fc.string({ minLength: 1, maxLength: 4 }),
    lesson: fc.constantFrom("a", "b"),
    since: fc.integer({ min: 0, max: 260 }).map(ago),
    toldMs: fc.integer({ min: 0, max: 200 * minute }),
  }),
  { selector: ({ key }) => key, maxLength: 8 },
);
const sum = (all: number[]) => all.reduce((before, each) => before + each, 0);
const length = (all: Span[]) => sum(all.map(({ from, to }) => to - from));
const total = (credited: Record<string, number>) => sum(Object.values(credited));

describe("laws of offline minutes", () => {
  test("never more than the free time since the contact, than was told, and than a lesson has left", () => {
    fc.assert(
      fc.property(spans, told, (free, reports) => {
        const { credited, free: rest } = creditOffline({ at, free, reports, leftMs: left });
        for (const { key, toldMs, since } of reports) {
          expect(credited[key]).toBeLessThanOrEqual(toldMs);
          expect(credited[key]).toBeLessThanOrEqual(Math.max(0, at - since));
        }
        for (const lesson of ["a", "b"] as const) {
          const own = reports.filter((each) => each.lesson === lesson);
          expect(sum(own.map(({ key }) => credited[key] ?? 0))).toBeLessThanOrEqual(left[lesson]);
        }
        // Nothing is counted twice: what was credited is exactly what is gone from the free time.
        expect(length(rest) + total(credited)).toBe(length(free));
      }),
    );
  });

  test("any order and any repetition give the same minutes", () => {
    fc.assert(
      fc.property(spans, told, fc.infiniteStream(fc.nat()), (free, reports, seed) => {
        const mixed = [...reports, ...reports]
          .map((each) => ({ each, by: seed.next().value }))
          .sort((a, b) => a.by - b.by)
          .map(({ each }) => each);
        expect(creditOffline({ at, free, reports: mixed, leftMs: left })).toEqual(
          creditOffline({ at, free, reports, leftMs: left }),
        );
      }),
    );
  });

  test("one by one in any order they take the same time as all at once, while no lesson is used up", () => {
    const wide = { a: 1e9, b: 1e9 };
    fc.assert(
      fc.property(spans, told, fc.infiniteStream(fc.nat()), (free, reports, seed) => {
        const mixed = reports.map((each) => ({ each, by: seed.next().value })).sort((a, b) => a.by - b.by);
        let rest = free;
        for (const { each } of mixed)
          rest = creditOffline({ at, free: rest, reports: [each], leftMs: wide }).free;
        expect(length(rest)).toBe(length(creditOffline({ at, free, reports, leftMs: wide }).free));
      }),
    );
  });

  test("beats and offline reports together never count more than has passed", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 900_000 }), { maxLength: 20 }),
        told,
        (pauses, reports) => {
          let studied: Studied = { studiedMs: 0, lastBeatAt: null, deviceId: null };
          const free: Span[] = [];
          let clock = ago(240);
          for (const pause of pauses) {
            clock += pause;
            const after = creditBeat(studied, { at: clock, deviceId: "phone", claim: true });
            if (after === "held-elsewhere") throw new Error("one device alone");
            const gap = gapBefore(studied.lastBeatAt, clock, after.studiedMs - studied.studiedMs);
            if (gap && studied.lastBeatAt !== null) free.push(gap);
            studied = after;
          }
          const { credited } = creditOffline({ at: clock, free, reports, leftMs: { a: 1e9, b: 1e9 } });
          expect(studied.studiedMs + total(credited)).toBeLessThanOrEqual(clock - ago(240));
        },
      ),
    );
  });
});
