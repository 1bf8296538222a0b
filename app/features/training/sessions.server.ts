import type { Prisma } from "~/platform/generated/prisma/client";
import { db } from "~/platform/store.server";
import { seat, type SeatRefusal } from "./rules/seats";

export interface SessionRow {
  id: string;
  state: string;
  title: string;
  titleEn: string;
  startsAt: Date;
  endsAt: Date;
  venue: string;
  capacity: number;
  minutes: number;
  partner: { name: string; nameEn: string };
  /** Null when that person has no account here. */
  trainer: { name: string } | null;
  seated: number;
  waiting: number;
  /** What the person has here. */
  own: "seated" | "waiting" | null;
  attended: boolean;
}

const include = (personId: string) =>
  ({
    partner: { select: { name: true, nameEn: true } },
    trainer: { select: { name: true } },
    enrolments: { where: { personId } },
    attendances: { where: { personId }, select: { id: true } },
    _count: {
      select: { enrolments: { where: { state: "seated" } } },
    },
  }) satisfies Prisma.TrainingSessionInclude;

/** Sessions that end at or after `from`, or before it (newest first), as a person sees them. */
export async function sessions(
  personId: string,
  from: Date,
  which: "coming" | "past",
): Promise<SessionRow[]> {
  const rows = await db().trainingSession.findMany({
    where: {
      state: { in: ["open", "cancelled"] },
      endsAt: which === "coming" ? { gte: from } : { lt: from },
    },
    orderBy: { startsAt: which === "coming" ? "asc" : "desc" },
    take: 100,
    include: include(personId),
  });
  const waiting = await waitingCounts(rows.map((row) => row.id));
  return rows.map((row) => asRow(row, waiting.get(row.id) ?? 0));
}

/** One session as a person sees it, with why enrolling is not possible; null when there is none. */
export async function session(
  personId: string,
  id: string,
  now: Date,
): Promise<
  (SessionRow & { refusal: SeatRefusal | null; overlap: string | null; place: "seated" | "waiting" }) | null
> {
  const row = await db().trainingSession.findUnique({ where: { id }, include: include(personId) });
  if (!row || row.state === "planned") return null;
  const waiting = (await waitingCounts([id])).get(id) ?? 0;
  const shown = asRow(row, waiting);
  const overlap = await overlapping(db(), personId, row);
  const given = seat({
    ...shown,
    now: now.getTime(),
    startsAt: row.startsAt.getTime(),
    overlap,
  });
  return {
    ...shown,
    overlap,
    refusal: "refusal" in given ? given.refusal : null,
    place: "place" in given ? given.place : "waiting",
  };
}

/** The title of another session in which the person has a place at the same time. */
export async function overlapping(
  tx: Pick<ReturnType<typeof db>, "trainingSession">,
  personId: string,
  asked: { id: string; startsAt: Date; endsAt: Date },
): Promise<string | null> {
  const other = await tx.trainingSession.findFirst({
    where: {
      id: { not: asked.id },
      state: "open",
      startsAt: { lt: asked.endsAt },
      endsAt: { gt: asked.startsAt },
      enrolments: { some: { personId, state: { in: ["seated", "waiting"] } } },
    },
  });
  return other?.title ?? null;
}

type Loaded = Prisma.TrainingSessionGetPayload<{ include: ReturnType<typeof include> }>;

function asRow(row: Loaded, waiting: number): SessionRow {
  const { enrolments, attendances, _count, ...rest } = row;
  const own = enrolments[0]?.state;
  return {
    ...rest,
    seated: _count.enrolments,
    waiting,
    own: own === "seated" || own === "waiting" ? own : null,
    attended: attendances.length > 0,
  };
}

async function waitingCounts(ids: string[]): Promise<Map<string, number>> {
  const rows = await db().enrolment.groupBy({
    by: ["sessionId"],
    where: { sessionId: { in: ids }, state: "waiting" },
    _count: true,
  });
  return new Map(rows.map((row) => [row.sessionId, row._count]));
}
