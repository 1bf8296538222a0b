import { shanghai } from "~/lib/dates";
import type { Prisma } from "~/platform/generated/prisma/client";
import type { Tx } from "~/platform/store.server";

export interface HeldSession {
  /** Null for one that is not known yet. */
  id: string | null;
  code: string;
  title: string;
  titleEn: string;
  /** "face-to-face", "online" or "blended". */
  kind: string;
  /** "YYYY-MM-DD" and "HH:MM" in Shanghai. */
  day: string;
  startsAt: string;
  endsAt: string;
  venue: string;
  capacity: number;
  minutes: number;
  partnerId: string;
  /** Undefined leaves a known one as it is. */
  trainerId: string | null | undefined;
}

/** Enters sessions that were held before they were known here, and corrects known ones. */
export async function saveHeldSessions(tx: Tx, sessions: readonly HeldSession[]): Promise<void> {
  const rows = sessions.map(({ day, startsAt, endsAt, ...session }) => ({
    ...{ ...session, startsAt: shanghai(day, startsAt), endsAt: shanghai(day, endsAt) },
  }));
  await tx.trainingSession.createMany({
    data: rows.flatMap(({ id, ...row }) => (id === null ? [{ ...row, state: "open" }] : [])),
  });
  for (const { id, ...row } of rows)
    if (id !== null) await tx.trainingSession.update({ where: { id }, data: { ...row, state: "open" } });
}

/**
 * Records attendances of sessions that were held, each once, with the place that goes with it. The caller holds the
 * sessions' locks and knows that none of them is recorded.
 */
export async function recordHeld(
  tx: Tx,
  attendances: readonly Omit<Prisma.AttendanceCreateManyInput, "method">[],
): Promise<void> {
  await tx.attendance.createMany({ data: attendances.map((row) => ({ ...row, method: "import" })) });
  await tx.enrolment.createMany({
    data: attendances.map(({ sessionId, personId, signedInAt }) => ({
      ...{ sessionId, personId, state: "seated", enrolledAt: signedInAt },
    })),
    skipDuplicates: true,
  });
}
