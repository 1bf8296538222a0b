import { expect, it } from "vitest";
import { attendanceRefusal, opensBeforeMs, type Marking } from "./attendance";

const due: Marking = { state: "open", now: 10_000_000, startsAt: 10_000_000, seated: true };

it.each([
  ["somebody with a seat can be marked at the start", {}, null],
  ["and from 20 minutes before", { now: due.startsAt - opensBeforeMs }, null],
  ["a millisecond earlier is too early", { now: due.startsAt - opensBeforeMs - 1 }, "too-early"],
  ["nobody without a seat", { seated: false }, "not-seated"],
  ["nobody in a cancelled session", { state: "cancelled" }, "cancelled"],
] as [string, Partial<Marking>, string | null][])("%s", (_, change, refusal) => {
  expect(attendanceRefusal({ ...due, ...change })).toBe(refusal);
});
