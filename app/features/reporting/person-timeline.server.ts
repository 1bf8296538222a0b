import { civilDate, fromDbDate } from "~/lib/dates";
import { db } from "~/platform/store.server";
import type { TimelineKind } from "./rules/timeline";

/** One thing that happened, on a day; names in both languages where the store has both. */
export type TimelineEvent = { key: string; on: string; kind: TimelineKind } & (
  | { what: "joined" | "left" }
  | { what: "post"; title: string; name: string; nameEn: string }
  | { what: "graduated"; level: string; name: string; major: string }
  | { what: "appraised"; year: number; grade: string }
  | { what: "course"; name: string; nameEn: string; minutes: number }
  | { what: "session"; name: string; nameEn: string; minutes: number }
  | { what: "attempt"; marks: number; of: number; passed: boolean }
  | { what: "hours"; minutes: number; source: string }
  | { what: "certificate"; level: string }
  | { what: "registered"; until: string }
  | { what: "points"; amount: number; rule: string }
);

const most = 200;

/**
 * What happened to somebody, newest first, of these kinds: at most 200 things of each. What is entered ahead (a post, a
 * last day) is on it too. Whether the reader may see this person at all is the caller's question.
 */
export async function personTimeline(
  personId: string,
  kinds: readonly TimelineKind[],
): Promise<TimelineEvent[]> {
  const read: Record<TimelineKind, (personId: string) => Promise<TimelineEvent[]>> = {
    employment,
    education,
    appraisal,
    course,
    session,
    attempt,
    hours,
    certificate,
    points,
  };
  const found = await Promise.all(kinds.map((kind) => read[kind](personId)));
  return found.flat().sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : a.key < b.key ? 1 : -1));
}

async function employment(personId: string): Promise<TimelineEvent[]> {
  const kind = "employment";
  const { joinedOn, leftOn, posts } = await db().person.findUniqueOrThrow({
    where: { id: personId },
    include: { posts: { include: { unit: { select: { name: true, nameEn: true } } } } },
  });
  return [
    { key: "joined", on: fromDbDate(joinedOn), kind, what: "joined" },
    ...posts.map(({ id, startsOn, title, unit }): TimelineEvent => ({
      ...{ key: `post:${id}`, on: fromDbDate(startsOn), kind, what: "post", title },
      ...unit,
    })),
    ...(leftOn ? [{ key: "left", on: fromDbDate(leftOn), kind, what: "left" } as const] : []),
  ];
}

async function education(personId: string): Promise<TimelineEvent[]> {
  const rows = await db().education.findMany({ where: { personId } });
  return rows.map(({ id, graduatedOn, level, school, major }) => ({
    ...{ key: `education:${id}`, on: fromDbDate(graduatedOn), kind: "education", what: "graduated" },
    ...{ level, name: school, major },
  }));
}

async function appraisal(personId: string): Promise<TimelineEvent[]> {
  const rows = await db().appraisal.findMany({ where: { personId } });
  // A year is appraised when it is over.
  return rows.map(({ year, grade }) => ({
    ...{ key: `appraisal:${year}`, on: `${year}-12-31`, kind: "appraisal", what: "appraised" },
    ...{ year, grade },
  }));
}

async function course(personId: string): Promise<TimelineEvent[]> {
  const rows = await db().courseCompletion.findMany({
    where: { personId },
    include: { course: { select: { title: true, titleEn: true } } },
    orderBy: { completedAt: "desc" },
    take: most,
  });
  return rows.map(({ courseId, completedAt, minutes, course: { title, titleEn } }) => ({
    ...{ key: `course:${courseId}`, on: civilDate(completedAt), kind: "course", what: "course" },
    ...{ name: title, nameEn: titleEn, minutes },
  }));
}

async function session(personId: string): Promise<TimelineEvent[]> {
  const rows = await db().attendance.findMany({
    where: { personId },
    include: { session: { select: { title: true, titleEn: true, startsAt: true } } },
    orderBy: { session: { startsAt: "desc" } },
    take: most,
  });
  return rows.map(({ id, minutes, session: { title, titleEn, startsAt } }) => ({
    ...{ key: `session:${id}`, on: civilDate(startsAt), kind: "session", what: "session" },
    ...{ name: title, nameEn: titleEn, minutes },
  }));
}

async function attempt(personId: string): Promise<TimelineEvent[]> {
  const rows = await db().attempt.findMany({
    where: { personId, submittedAt: { not: null } },
    include: { scores: { orderBy: { version: "desc" }, take: 1 } },
    orderBy: { submittedAt: "desc" },
    take: most,
  });
  return rows.flatMap(({ id, submittedAt, scores: [score] }): TimelineEvent[] => {
    if (!submittedAt || !score) return [];
    const { halfMarks, maxHalfMarks, passed } = score;
    const marks = { marks: halfMarks / 2, of: maxHalfMarks / 2, passed };
    return [{ key: `attempt:${id}`, on: civilDate(submittedAt), kind: "attempt", what: "attempt", ...marks }];
  });
}

async function hours(personId: string): Promise<TimelineEvent[]> {
  const rows = await db().hourCredit.findMany({
    where: { personId },
    orderBy: { endedOn: "desc" },
    take: most,
  });
  return rows.map(({ id, endedOn, minutes, source }) => ({
    ...{ key: `hours:${id}`, on: fromDbDate(endedOn), kind: "hours", what: "hours", minutes, source },
  }));
}

async function certificate(personId: string): Promise<TimelineEvent[]> {
  const kind = "certificate";
  const rows = await db().certificate.findMany({ where: { personId }, include: { registrations: true } });
  return rows.flatMap(({ id, issuedOn, level, registrations }): TimelineEvent[] => [
    { key: `certificate:${id}`, on: fromDbDate(issuedOn), kind, what: "certificate", level },
    ...registrations.map(({ id: registration, startsOn, endsOn }): TimelineEvent => ({
      ...{ key: `registration:${registration}`, on: fromDbDate(startsOn), kind, what: "registered" },
      until: fromDbDate(endsOn),
    })),
  ]);
}

async function points(personId: string): Promise<TimelineEvent[]> {
  const rows = await db().ledgerEntry.findMany({
    where: { personId, kind: "points" },
    orderBy: [{ occurredOn: "desc" }, { seq: "desc" }],
    take: most,
  });
  return rows.map(({ id, occurredOn, amount, rule }) => ({
    ...{ key: `points:${id}`, on: fromDbDate(occurredOn), kind: "points", what: "points", amount, rule },
  }));
}

/** What somebody's leaving would take: places after a day and the people who would move up into them, and devices. */
export async function leavingConsequences(personId: string, dayAfter: Date) {
  const places = await db().enrolment.findMany({
    where: { personId, state: { in: ["seated", "waiting"] }, session: { startsAt: { gte: dayAfter } } },
    select: {
      state: true,
      session: { select: { _count: { select: { enrolments: { where: { state: "waiting" } } } } } },
    },
  });
  const roles = await db().roleGrant.count({ where: { personId, endedAt: null } });
  const sessions = await db().session.count({ where: { accountId: personId } });
  const promoted = places.filter(
    ({ state, session: { _count } }) => state === "seated" && _count.enrolments > 0,
  );
  return { seats: places.length, promoted: promoted.length, roles, sessions };
}
