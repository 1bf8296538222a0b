import type { TrainingSession } from "~/platform/generated/prisma/client";
import { civilDate, dbDate } from "~/lib/dates";
import { onDay } from "~/platform/on-day.server";
import { db, type Tx } from "~/platform/store.server";
import { attendanceRefusal, type AttendanceRefusal } from "./rules/attendance";

export interface Roster {
  id: string;
  title: string;
  titleEn: string;
  startsAt: Date;
  endsAt: Date;
  venue: string;
  capacity: number;
  /** Why nobody can be marked yet. */
  refusal: AttendanceRefusal | null;
  people: { personId: string; name: string; unit: string; unitEn: string; signedInAt: Date | null }[];
  waiting: number;
}

/**
 * The roster of a session that this trainer teaches, with everybody's unit of the session's day; null when there is
 * none.
 */
export async function roster(trainerId: string, sessionId: string, now: Date): Promise<Roster | null> {
  const taught = await db().trainingSession.findFirst({ where: { id: sessionId, trainerId } });
  if (!taught) return null;
  const day = onDay(dbDate(civilDate(taught.startsAt)));
  const session = await db().trainingSession.findUniqueOrThrow({
    where: { id: sessionId },
    include: {
      attendances: true,
      enrolments: {
        where: { state: { in: ["seated", "waiting"] } },
        orderBy: { seq: "asc" },
        include: {
          person: {
            include: {
              posts: {
                where: day,
                orderBy: { startsOn: "desc" },
                take: 1,
                include: { unit: { include: { versions: { where: day } } } },
              },
            },
          },
        },
      },
    },
  });
  const signedIn = new Map(session.attendances.map((row) => [row.personId, row.signedInAt]));
  const seated = session.enrolments.filter((row) => row.state === "seated");
  const marking = {
    state: session.state,
    now: now.getTime(),
    startsAt: session.startsAt.getTime(),
    seated: true,
  };
  return {
    id: session.id,
    title: session.title,
    titleEn: session.titleEn,
    startsAt: session.startsAt,
    endsAt: session.endsAt,
    venue: session.venue,
    capacity: session.capacity,
    refusal: attendanceRefusal(marking),
    people: seated.map(({ personId, person }) => {
      const unit = person.posts[0]?.unit;
      const { name = "", nameEn = "" } = unit?.versions[0] ?? unit ?? {};
      return {
        personId,
        name: person.name,
        unit: name,
        unitEn: nameEn,
        signedInAt: signedIn.get(personId) ?? null,
      };
    }),
    waiting: session.enrolments.length - seated.length,
  };
}

/** A session that this trainer teaches, or null. */
export function sessionOf(tx: Tx, trainerId: string, sessionId: string): Promise<TrainingSession | null> {
  return tx.trainingSession.findFirst({ where: { id: sessionId, trainerId } });
}

/** Records that somebody with a seat was there, once: `isNew` is false when it had been recorded before. */
export async function recordAttendance(
  tx: Tx,
  asked: { session: TrainingSession; personId: string; unitId: string; recordedBy: string; at: Date },
): Promise<{ isNew: boolean } | { refusal: AttendanceRefusal }> {
  const { session, personId, unitId, recordedBy, at } = asked;
  const sessionId = session.id;
  const own = await tx.enrolment.findUnique({ where: { sessionId_personId: { sessionId, personId } } });
  const refusal = attendanceRefusal({
    state: session.state,
    now: at.getTime(),
    startsAt: session.startsAt.getTime(),
    seated: own?.state === "seated",
  });
  if (refusal) return { refusal };
  const { minutes } = session;
  const evidence = { method: "roster", minutes, signedInAt: at, recordedBy };
  const { count } = await tx.attendance.createMany({
    data: [{ sessionId, personId, unitId, ...evidence }],
    skipDuplicates: true,
  });
  return { isNew: count === 1 };
}
