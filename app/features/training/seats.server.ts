import { civilDate, fromDbDate } from "~/lib/dates";
import type { Tx } from "~/platform/store.server";
import { lock } from "~/platform/transact.server";
import { leaveRefusal, promotions, seat, type LeaveRefusal, type SeatRefusal } from "./rules/seats";
import { overlapping } from "./sessions.server";

export type Place = "seated" | "waiting";

/**
 * Gives somebody a seat or a place on the waiting list. The session's lock lets one after the other decide, so that no
 * seat is given twice. Null when there is no such session.
 */
export async function takePlace(
  tx: Tx,
  sessionId: string,
  personId: string,
  at: Date,
): Promise<{ place: Place } | { refusal: SeatRefusal } | null> {
  // One act of a person after the other, too: of two sessions at the same time, the second sees the first.
  await lockPlaces(tx, personId);
  const state = await placeState(tx, sessionId, personId);
  if (!state) return null;
  const { session, counts, own } = state;
  // Nobody takes a place after the last day of work.
  const { leftOn } = await tx.person.findUniqueOrThrow({ where: { id: personId } });
  if (leftOn && civilDate(session.startsAt) > fromDbDate(leftOn)) return { refusal: "not-open" };
  const given = seat({
    state: session.state,
    now: at.getTime(),
    startsAt: session.startsAt.getTime(),
    capacity: session.capacity,
    ...counts,
    own,
    overlap: await overlapping(tx, personId, session),
  });
  if ("refusal" in given) return given;
  const data = { state: given.place, enrolledAt: at };
  // Somebody who comes back queues anew: the old row goes, so that `seq` is the order of asking.
  await tx.enrolment.deleteMany({ where: { sessionId, personId } });
  await tx.enrolment.create({ data: { sessionId, personId, ...data } });
  return given;
}

/** Gives a place back and moves the first of the waiting up. Returns who moved up; null when there is no such session. */
export async function givePlaceBack(
  tx: Tx,
  sessionId: string,
  personId: string,
  at: Date,
): Promise<{ promoted: string[] } | { refusal: LeaveRefusal } | null> {
  const state = await placeState(tx, sessionId, personId);
  if (!state) return null;
  const { session, own } = state;
  const attended = (await tx.attendance.count({ where: { sessionId, personId } })) > 0;
  const refusal = leaveRefusal({ own, attended, now: at.getTime(), startsAt: session.startsAt.getTime() });
  if (refusal) return { refusal };
  await tx.enrolment.update({
    where: { sessionId_personId: { sessionId, personId } },
    data: { state: "withdrawn" },
  });
  const waiting = await tx.enrolment.findMany({
    where: { sessionId, state: "waiting" },
    orderBy: { seq: "asc" },
  });
  const seated = await tx.enrolment.count({ where: { sessionId, state: "seated" } });
  const promoted = waiting
    .slice(0, promotions(session.capacity, seated, waiting.length))
    .map((row) => row.personId);
  await tx.enrolment.updateMany({
    where: { sessionId, personId: { in: promoted } },
    data: { state: "seated" },
  });
  return { promoted };
}

/** Nobody takes a place for this person until the transaction ends. Before any session's lock. */
export const lockPlaces = (tx: Tx, personId: string) => lock(tx, `places:${personId}`);

/** Sessions from a moment on in which somebody has a place, in the order in which several may be locked. */
export async function placesFrom(tx: Tx, personId: string, from: Date): Promise<string[]> {
  const rows = await tx.enrolment.findMany({
    where: { personId, state: { in: ["seated", "waiting"] }, session: { startsAt: { gte: from } } },
    orderBy: { sessionId: "asc" },
    select: { sessionId: true },
  });
  return rows.map((row) => row.sessionId);
}

async function placeState(tx: Tx, sessionId: string, personId: string) {
  await lock(tx, `session:${sessionId}`);
  const session = await tx.trainingSession.findUnique({ where: { id: sessionId } });
  if (!session || session.state === "planned") return null;
  const mine = await tx.enrolment.findUnique({ where: { sessionId_personId: { sessionId, personId } } });
  const seated = await tx.enrolment.count({ where: { sessionId, state: "seated" } });
  const waiting = await tx.enrolment.count({ where: { sessionId, state: "waiting" } });
  const own: Place | null = mine?.state === "seated" || mine?.state === "waiting" ? mine.state : null;
  return { session, own, counts: { seated, waiting } };
}
