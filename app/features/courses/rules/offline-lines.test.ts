import { expect, test } from "vitest";
import { offlineLines } from "./offline-lines";

const minutes = (toldMs: number, creditedMs = toldMs) => ({
  outcome: "credited" as const,
  toldMs,
  creditedMs,
});

test("minutes are one line, checks are counted, and half a minute is none", () => {
  const right = { outcome: "right" as const, toldMs: 0, creditedMs: 0 };
  expect(offlineLines([minutes(400_000), minutes(320_000), right, right])).toEqual([
    { line: "credited", n: 2, told: 12, credited: 12 },
    { line: "right", n: 2, told: 0, credited: 0 },
  ]);
  expect(offlineLines([minutes(20_000)])).toEqual([]);
});

test("minutes that were not credited are explained", () => {
  expect(offlineLines([minutes(600_000, 240_000)]).map(({ line }) => line)).toEqual(["credited", "less"]);
});
