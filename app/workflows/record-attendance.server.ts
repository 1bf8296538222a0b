import { unitOn } from "~/features/people/unit-tree.server";
import { recordAttendance as record, sessionOf } from "~/features/training/roster.server";
import type { AttendanceRefusal } from "~/features/training/rules/attendance";
import { civilDate, dbDate } from "~/lib/dates";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import type { Tx } from "~/platform/store.server";
import { lock, transact } from "~/platform/transact.server";
import { bookAttendances } from "./book-attendance.server";

/**
 * A trainer marks somebody as present: one 人次, the session's minutes and its points, together. Marking twice changes
 * nothing. Null when this trainer teaches no such session.
 */
export async function recordAttendance(asked: {
  trainerId: string;
  sessionId: string;
  personId: string;
  requestId: string;
}): Promise<{ refusal: AttendanceRefusal | null; isNew: boolean } | null> {
  const { trainerId, sessionId, personId, requestId } = asked;
  const work = async (tx: Tx): Promise<{ refusal: AttendanceRefusal | null; isNew: boolean } | null> => {
    // The lock under which seats are given back: nobody is marked on a seat that goes in the same moment.
    await lock(tx, `session:${sessionId}`);
    const at = now();
    const session = await sessionOf(tx, trainerId, sessionId);
    if (!session) return null;
    // The day of the session decides, not that of the marking: a roll that comes in late books the same unit and year.
    const { startsAt, minutes } = session;
    const unitId = await unitOn(tx, personId, dbDate(civilDate(startsAt)));
    if (!unitId) return { refusal: "not-seated", isNew: false };
    const recorded = await record(tx, { session, personId, unitId, recordedBy: trainerId, at });
    if ("refusal" in recorded) return { refusal: recorded.refusal, isNew: false };
    if (!recorded.isNew) return { refusal: null, isNew: false };
    const recordedNow = {
      personId,
      unitId,
      session,
      minutes,
      method: "roster",
      recordedBy: trainerId,
    } as const;
    const points = (await bookAttendances(tx, [recordedNow], at)).get(personId) ?? 0;
    await audit(tx, {
      actorId: trainerId,
      action: "attendance.record",
      subject: `session:${sessionId}`,
      detail: { person: personId, minutes, points },
      requestId,
    });
    return { refusal: null, isNew: true };
  };
  return transact(work, { isolation: "ReadCommitted" });
}
