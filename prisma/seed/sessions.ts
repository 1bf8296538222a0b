import { addDays, dbDate, minuteMs, shanghai } from "~/lib/dates";
import { shuffled } from "~/lib/random";
import type { Prisma } from "~/platform/generated/prisma/client";
import { aSession } from "../../tests/factories/training";
import { arranged, held } from "./district";
import { seededId } from "./ids";
import type { DemoEvent } from "./ledger.server";
import type { DemoPeople } from "./people";

/** How many different people came to the year's sessions. */
const regulars = 431;

const trainerOf: Record<string, string> = {
  "uni-shili-social": "T0001",
  "uni-shili-vocational": "T0002",
  "uni-shili-normal": "T0003",
};

/** 14 sessions held with 706 attendances of 431 people, and five arranged with 260 seats taken. */
export function trainingRows(people: DemoPeople, random: () => number) {
  const sessions: Prisma.TrainingSessionCreateManyInput[] = [];
  const enrolments: Prisma.EnrolmentCreateManyInput[] = [];
  const attendances: Prisma.AttendanceCreateManyInput[] = [];
  const hours: Prisma.HourCreditCreateManyInput[] = [];
  const events: DemoEvent[] = [];
  const [first, ...others] = people.workers;
  if (!first) throw new Error("the demonstration has no workers");
  // The worker of the sign-in page has come three times, so the others share the rest.
  const pool = [...shuffled(others, random).slice(0, regulars - 1)];
  const firstComes = new Set([2, 8, 10]);
  let turn = 0;

  const add = (at: Date, [title, titleEn, partner, venue]: readonly string[], capacity: number) => {
    const id = seededId(random);
    const trainerId = people.byNumber.get(trainerOf[partner ?? ""] ?? "") ?? "";
    const partnerId = people.unitByCode.get(partner ?? "") ?? "";
    const code = `2026-${String(sessions.length + 1).padStart(2, "0")}`;
    const row = aSession({ id, code, title, titleEn, venue, startsAt: at, partnerId, trainerId, capacity });
    sessions.push(row);
    return { row, id, trainerId };
  };
  /** Everybody of the pool in turn, then again: each comes at least once, nobody twice to one session. */
  const next = (count: number) =>
    Array.from({ length: count }, () => pool[turn++ % pool.length] as (typeof pool)[number]);

  held.forEach(([day, title, titleEn, partner, venue, came], i) => {
    const at = shanghai(day, "14:00");
    const { row, id, trainerId } = add(at, [title, titleEn, partner, venue], came + 4);
    const present = firstComes.has(i) ? [first, ...next(came - 1)] : next(came);
    for (const { id: personId, unitId } of present) {
      const minutes = row.minutes;
      const common = { sessionId: id, personId };
      enrolments.push({
        ...common,
        state: "seated",
        enrolledAt: new Date(at.getTime() - 5 * 24 * 60 * minuteMs),
      });
      attendances.push({
        ...common,
        id: seededId(random),
        unitId,
        method: "roster",
        minutes,
        signedInAt: at,
        recordedBy: trainerId,
      });
      const key = `session:${id}:${personId}`;
      const evidence = { session: title, minutes, recordedBy: trainerId };
      const endedOn = dbDate(day);
      hours.push({
        id: seededId(random),
        personId,
        source: "session",
        minutes,
        endedOn,
        evidence,
        key,
        postedAt: at,
      });
      events.push({
        id: key,
        personId,
        unitId,
        kind: "session.attended",
        occurredAt: at,
        facts: { method: "roster" },
        evidence,
      });
    }
    for (const { id: personId } of next(2)) {
      enrolments.push({ sessionId: id, personId, state: "seated", enrolledAt: shanghai(addDays(day, -4)) });
    }
  });
  for (const [day, time, title, titleEn, partner, venue, seats] of arranged) {
    const full = day === "2026-11-24";
    const { id } = add(shanghai(day, time), [title, titleEn, partner, venue], full ? seats : seats + 6);
    for (const { id: personId } of next(seats)) {
      enrolments.push({
        sessionId: id,
        personId,
        state: "seated",
        enrolledAt: shanghai("2026-11-20", "10:00"),
      });
    }
    if (!full) continue;
    for (const { id: personId } of next(3)) {
      enrolments.push({
        sessionId: id,
        personId,
        state: "waiting",
        enrolledAt: shanghai("2026-11-21", "10:00"),
      });
    }
  }
  return { sessions, enrolments, attendances, hours, events };
}
