import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { awards, evaluate, type Event, type Policy, type PostedEntry } from "./evaluate";

const policy: Policy = {
  version: "points-2026.1",
  effectiveFrom: "2026-01-01",
  effectiveTo: "2026-12-31",
  rules: [
    { id: "check", on: "lesson.passed", points: 8, when: {} },
    { id: "mock", on: "mock.passed", points: 40, when: { official: true } },
    { id: "no-show", on: "training.missed", points: -10, when: {} },
  ],
  caps: [
    { id: "check-day", rules: ["check"], over: "day", points: 20 },
    { id: "all-month", rules: ["check", "mock"], over: "month", points: 50 },
  ],
};

function event(id: string, kind: string, on = "2026-11-23", more: Partial<Event> = {}): Event {
  return { id, kind, on, at: `${on}T02:00:00.000Z`, facts: {}, cancels: null, ...more };
}
const total = (entries: { amount: number }[]) => entries.reduce((sum, entry) => sum + entry.amount, 0);

describe("awards", () => {
  it.each([
    ["an event earns its rule", [event("a", "lesson.passed")], [8]],
    ["an unknown event earns nothing", [event("a", "login")], []],
    ["before the policy nothing is earned", [event("a", "lesson.passed", "2025-12-31")], []],
    ["on its last day it is", [event("a", "lesson.passed", "2026-12-31")], [8]],
    ["after it nothing is earned", [event("a", "lesson.passed", "2027-01-01")], []],
    ["a condition that fails earns nothing", [event("a", "mock.passed")], []],
    [
      "a condition that holds earns",
      [event("a", "mock.passed", "2026-11-23", { facts: { official: true } })],
      [40],
    ],
    ["a deduction knows no cap", [event("a", "training.missed")], [-10]],
    [
      "an event that would pass a cap earns what is left below it",
      ["a", "b", "c", "d"].map((id) => event(id, "lesson.passed")),
      [8, 8, 4, 0],
    ],
    [
      "the next day has its own cap",
      [event("a", "lesson.passed"), event("b", "lesson.passed"), event("c", "lesson.passed", "2026-11-24")],
      [8, 8, 8],
    ],
  ] as [string, Event[], number[]][])("%s", (_, events, points) => {
    expect(awards([policy], events).map((award) => award.points)).toEqual(points);
  });

  it("names the tightest cap", () => {
    const mock = event("m", "mock.passed", "2026-11-22", { facts: { official: true } });
    const list = [mock, event("a", "lesson.passed"), event("b", "lesson.passed")];
    expect(awards([policy], list).map((award) => [award.points, award.cappedBy])).toEqual([
      [40, null],
      [8, null],
      [2, "all-month"],
    ]);
  });
});

describe("evaluate", () => {
  it("posts nothing twice", () => {
    const events = [event("a", "lesson.passed")];
    const first = evaluate([policy], events, []).entries;
    expect(first).toMatchObject([{ key: "a/check/0", amount: 8, policyVersion: "points-2026.1" }]);
    expect(evaluate([policy], [...events, ...events], first).entries).toEqual([]);
  });

  it("adjusts a later event when an earlier one arrives late, and edits nothing", () => {
    const late = event("late", "lesson.passed", "2026-11-23", { at: "2026-11-23T01:00:00.000Z" });
    const known = ["b", "c", "d"].map((id) => event(id, "lesson.passed"));
    const posted = evaluate([policy], known, []).entries;
    const { entries } = evaluate([policy], [...known, late], posted);
    // Known first: b 8, c 8, d 4. With the late one before them: late 8, b 8, c 4, d 0.
    expect(entries.map(({ key, amount }) => [key, amount])).toEqual([
      ["late/check/0", 8],
      ["c/check/1", -4],
      ["d/check/1", -4],
    ]);
    expect(total(posted) + total(entries)).toBe(20);
  });

  it("takes back exactly what an event earned and frees no room under the cap", () => {
    const events = ["a", "b", "c"].map((id) => event(id, "lesson.passed"));
    const posted = evaluate([policy], events, []).entries;
    const cancel = event("x", "cancelled", "2026-11-24", { cancels: "a" });
    const { entries } = evaluate([policy], [...events, cancel], posted);
    expect(entries).toMatchObject([{ key: "reverse/a/check/0", amount: -8, reverses: "a/check/0" }]);
    expect(evaluate([policy], [...events, cancel], [...posted, ...entries]).entries).toEqual([]);
  });

  it("reverses an event that was cancelled before anything was posted", () => {
    const events = [event("a", "lesson.passed"), event("x", "cancelled", "2026-11-24", { cancels: "a" })];
    expect(total(evaluate([policy], events, []).entries)).toBe(0);
  });

  it("gives the same balance for any order, duplication and batching of the events", () => {
    const kinds = fc.constantFrom("lesson.passed", "mock.passed", "training.missed", "login");
    const list = fc.uniqueArray(
      fc.record({
        id: fc.string({ minLength: 1, maxLength: 3 }),
        kind: kinds,
        day: fc.integer({ min: 20, max: 24 }),
      }),
      { selector: (each) => each.id, maxLength: 14 },
    );
    fc.assert(
      fc.property(
        list,
        fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
        fc.integer({ min: 1, max: 5 }),
        (drawn, keys, size) => {
          const events = drawn.map(({ id, kind, day }, i) =>
            event(id, kind, `2026-11-${day}`, { facts: { official: i % 2 === 0 } }),
          );
          const cancels = events
            .slice(0, 2)
            .map(({ id }) => event(`cancel ${id}`, "cancelled", "2026-11-25", { cancels: id }));
          const all = [...events, ...cancels];
          const atOnce = total(evaluate([policy], all, []).entries);
          const mixed = [...all, ...all]
            .map((each, i) => ({ each, key: keys[i % keys.length] ?? 0 }))
            .sort((a, b) => a.key - b.key)
            .map(({ each }) => each);
          const posted: PostedEntry[] = [];
          for (let known = size; known < mixed.length + size; known += size) {
            posted.push(...evaluate([policy], mixed.slice(0, known), posted).entries);
          }
          expect(total(posted)).toBe(atOnce);
          expect(new Set(posted.map((entry) => entry.key)).size).toBe(posted.length);
        },
      ),
    );
  });
});
