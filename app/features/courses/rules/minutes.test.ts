import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { courseMinutes, creditBeat, lessonRefusal, missingMs, replay, type Studied } from "./minutes";

const fresh: Studied = { studiedMs: 0, lastBeatAt: null, deviceId: null };
const phone = { deviceId: "phone", claim: false };

describe("creditBeat", () => {
  it("credits nothing for the first beat", () => {
    expect(creditBeat(fresh, { at: 1000, deviceId: "phone", claim: true })).toEqual({
      studiedMs: 0,
      lastBeatAt: 1000,
      deviceId: "phone",
    });
  });

  it.each([
    ["the time since the last beat", 30_000, 30_000],
    ["at most 60 seconds after a pause", 600_000, 60_000],
    ["nothing for a repeated beat", 0, 0],
    ["nothing for a clock that went back", -5_000, 0],
  ])("credits %s", (_, passed, credited) => {
    const after = creditBeat(
      { studiedMs: 0, lastBeatAt: 10_000, deviceId: "phone" },
      { ...phone, at: 10_000 + passed },
    );
    expect(after).toMatchObject({ studiedMs: credited });
  });

  it("refuses a device that another has taken over from, until it asks for the lesson again", () => {
    const held: Studied = { studiedMs: 0, lastBeatAt: 0, deviceId: "tablet" };
    expect(creditBeat(held, { ...phone, at: 30_000 })).toBe("held-elsewhere");
    expect(creditBeat(held, { ...phone, at: 30_000, claim: true })).toMatchObject({
      deviceId: "phone",
      studiedMs: 30_000,
    });
  });
});

const beats = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 3_600_000 }),
    deviceId: fc.constantFrom("a", "b"),
    claim: fc.boolean(),
  }),
  { maxLength: 40 },
);

describe("replay", () => {
  it("never credits more than the real time between first and last beat", () => {
    fc.assert(
      fc.property(beats, (list) => {
        const times = list.map((beat) => beat.at);
        const real = list.length ? Math.max(...times) - Math.min(...times) : 0;
        expect(replay(list).studiedMs).toBeLessThanOrEqual(real);
      }),
    );
  });

  it("gives the same minutes for any order and duplication of one device's beats", () => {
    fc.assert(
      fc.property(beats, fc.infiniteStream(fc.nat(9)), (list, order) => {
        const own = list.map((beat) => ({ ...beat, deviceId: "a" }));
        const mixed = [...own, ...own]
          .map((beat) => ({ beat, key: order.next().value as number }))
          .sort((x, y) => x.key - y.key)
          .map(({ beat }) => beat);
        expect(replay(mixed).studiedMs).toBe(replay(own).studiedMs);
      }),
    );
  });
});

describe("lessonRefusal", () => {
  const done = { studiedMs: 6 * 60_000, statedMinutes: 10, checks: 2, checksPassed: 2 };
  it.each([
    ["60 % of the stated time and all checks are enough", done, null],
    ["a millisecond less is not", { ...done, studiedMs: done.studiedMs - 1 }, "time-short"],
    ["an open check keeps it open", { ...done, checksPassed: 1 }, "checks-open"],
    ["a lesson without checks asks for time alone", { ...done, checks: 0, checksPassed: 0 }, null],
  ])("%s", (_, work, refusal) => expect(lessonRefusal(work)).toBe(refusal));

  it("tells how much time is missing", () => {
    expect(missingMs({ studiedMs: 0, statedMinutes: 10 })).toBe(360_000);
    expect(missingMs({ studiedMs: 900_000, statedMinutes: 10 })).toBe(0);
  });
});

describe("courseMinutes", () => {
  it.each([
    ["caps each lesson at its stated time", [[900_000, 10]], 10],
    [
      "adds lessons before rounding down",
      [
        [90_000, 10],
        [90_000, 10],
      ],
      3,
    ],
    ["rounds down", [[119_999, 10]], 1],
    ["credits nothing for nothing", [], 0],
  ] as [string, [number, number][], number][])("%s", (_, lessons, minutes) => {
    expect(courseMinutes(lessons.map(([studiedMs, statedMinutes]) => ({ studiedMs, statedMinutes })))).toBe(
      minutes,
    );
  });
});
