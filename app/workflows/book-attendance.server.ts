import { creditHours } from "~/features/certification/credit-hours.server";
import { lockPoints, postEvents, type VerifiedEvent } from "~/features/incentives/post-event.server";
import { creditedMinutes } from "~/features/training/rules/attendance";
import { civilDate, dbDate } from "~/lib/dates";
import type { Tx } from "~/platform/store.server";

/** An attendance that has just been recorded. */
export interface Recorded {
  personId: string;
  /** Where the person worked on the day of the session. */
  unitId: string;
  session: { id: string; title: string; startsAt: Date; endsAt: Date; minutes: number };
  /** Minutes of presence. */
  minutes: number;
  method: "roster" | "import";
  recordedBy: string;
}

/**
 * What follows from attendances, however they were recorded: the minutes and the points, under keys that make the same
 * attendance count once. Of somebody who was there for less than half of the session nothing is credited. Returns the
 * points gained by person.
 */
export async function bookAttendances(
  tx: Tx,
  recorded: readonly Recorded[],
  at: Date,
): Promise<Map<string, number>> {
  const events = new Map<string, VerifiedEvent[]>();
  const hours: Parameters<typeof creditHours>[1][] = [];
  for (const { personId, unitId, session, minutes: present, method, recordedBy } of recorded) {
    const minutes = creditedMinutes(present, session.minutes);
    if (minutes === 0) continue;
    const key = `session:${session.id}:${personId}`;
    const evidence = { session: session.title, minutes, recordedBy };
    const endedOn = dbDate(civilDate(session.endsAt));
    hours.push({ personId, source: "session", key, minutes, endedOn, evidence, at });
    const event: VerifiedEvent = {
      ...{ id: key, personId, unitId, kind: "session.attended", occurredAt: session.startsAt },
      ...{ facts: { method }, evidence },
    };
    events.set(personId, [...(events.get(personId) ?? []), event]);
  }
  await creditHours(tx, ...hours);
  const points = new Map<string, number>();
  await lockPoints(tx, [...events.keys()]);
  for (const [personId, own] of events) points.set(personId, await postEvents(tx, personId, own, at));
  return points;
}
