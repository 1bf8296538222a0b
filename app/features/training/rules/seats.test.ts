import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leaveRefusal, promotions, replay, seat, type Asked } from "./seats";

const free: Asked = {
  state: "open",
  now: 0,
  startsAt: 1000,
  capacity: 2,
  seated: 1,
  waiting: 0,
  own: null,
  overlap: null,
};

describe("seat", () => {
  it.each([
    ["a free seat is given", {}, { place: "seated" }],
    ["a full session puts one on the waiting list", { seated: 2 }, { place: "waiting" }],
    ["nobody overtakes those who wait", { waiting: 1 }, { place: "waiting" }],
    ["a planned session takes nobody", { state: "planned" }, { refusal: "not-open" }],
    ["a cancelled session takes nobody", { state: "cancelled" }, { refusal: "not-open" }],
    ["nobody enrols at the very start", { now: 1000 }, { refusal: "started" }],
    ["twice is once", { own: "seated" }, { refusal: "already" }],
    ["an overlap is refused", { overlap: "急救" }, { refusal: "overlap" }],
  ] as [string, Partial<Asked>, object][])("%s", (_, change, given) => {
    expect(seat({ ...free, ...change })).toEqual(given);
  });
});

describe("leaveRefusal", () => {
  it.each([
    ["a place can be given back before the start", { own: "waiting" }, null],
    ["not after the start", { own: "seated", now: 1000 }, "started"],
    ["not without a place", {}, "not-enrolled"],
    ["not once somebody was marked as present", { own: "seated", attended: true }, "signed-in"],
  ] as [string, Partial<Asked & { attended: boolean }>, string | null][])("%s", (_, change, refusal) => {
    expect(leaveRefusal({ ...free, attended: false, ...change })).toBe(refusal);
  });
});

describe("promotions", () => {
  it.each([
    [10, 9, 3, 1],
    [10, 10, 3, 0],
    [10, 12, 3, 0],
    [10, 2, 3, 3],
  ])("capacity %i, seated %i, waiting %i: %i move up", (capacity, seated, waiting, up) => {
    expect(promotions(capacity, seated, waiting)).toBe(up);
  });
});

const acts = fc.array(
  fc.record({ person: fc.constantFrom("a", "b", "c", "d", "e"), act: fc.constantFrom("enrol", "withdraw") }),
  { maxLength: 60 },
);

describe("replay", () => {
  it("never seats more than the capacity, never leaves a seat free while somebody waits, never has one twice", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4 }), acts, (capacity, list) => {
        const { seated, waiting } = replay(capacity, list as Parameters<typeof replay>[1]);
        expect(seated.length).toBeLessThanOrEqual(capacity);
        if (waiting.length) expect(seated.length).toBe(capacity);
        expect(new Set([...seated, ...waiting]).size).toBe(seated.length + waiting.length);
      }),
    );
  });

  it("moves up in the order of asking", () => {
    const list = ["a", "b", "c"].map((person) => ({ person, act: "enrol" as const }));
    expect(replay(1, [...list, { person: "a", act: "withdraw" }])).toEqual({ seated: ["b"], waiting: ["c"] });
  });
});
