import { civilDate, dayMs, dbDate, yearOf } from "~/lib/dates";
import { db } from "~/platform/store.server";

export interface WorkerToday {
  /** The lesson to go on with: one under way, else the next of a course begun, else the first there is. */
  lesson: {
    course: string;
    courseTitle: string;
    courseTitleEn: string;
    slug: string;
    title: string;
    number: number;
    of: number;
    minutes: number;
    studiedMs: number;
    partner: { name: string; nameEn: string };
  } | null;
  session: {
    id: string;
    title: string;
    titleEn: string;
    startsAt: Date;
    endsAt: Date;
    venue: string;
    minutes: number;
    place: string;
  } | null;
  attempt: { id: string; form: string; answered: number; of: number; deadlineAt: Date } | null;
  /** Minutes of continuing education credited this year. */
  minutes: number;
  points: number;
}

/** What a community worker needs to see first. */
export async function workerToday(personId: string, now: Date): Promise<WorkerToday> {
  const year = yearOf(civilDate(now));
  const inYear = { gte: dbDate(`${year}-01-01`), lte: dbDate(`${year}-12-31`) };
  const [lesson, place, attempt, hours, points] = await Promise.all([
    nextLesson(personId),
    db().enrolment.findFirst({
      where: {
        personId,
        state: { in: ["seated", "waiting"] },
        session: { endsAt: { gt: now }, state: "open" },
      },
      orderBy: { session: { startsAt: "asc" } },
      include: { session: true },
    }),
    db().attempt.findFirst({
      where: { personId, submittedAt: null, deadlineAt: { gt: now } },
      orderBy: { startedAt: "desc" },
      include: { answers: { where: { NOT: { chosen: { isEmpty: true } } }, select: { position: true } } },
    }),
    db().hourCredit.aggregate({ where: { personId, endedOn: inYear }, _sum: { minutes: true } }),
    db().ledgerEntry.aggregate({
      where: { personId, kind: "points", occurredOn: inYear },
      _sum: { amount: true },
    }),
  ]);
  return {
    lesson,
    session: place && { ...place.session, place: place.state },
    attempt: attempt && {
      id: attempt.id,
      form: attempt.form,
      answered: attempt.answers.length,
      of: Array.isArray(attempt.paper) ? attempt.paper.length : 0,
      deadlineAt: attempt.deadlineAt,
    },
    minutes: hours._sum.minutes ?? 0,
    points: points._sum.amount ?? 0,
  };
}

async function nextLesson(personId: string): Promise<WorkerToday["lesson"]> {
  const courses = await db().course.findMany({
    // A retired course goes on for those who have begun it.
    where: {
      completions: { none: { personId } },
      OR: [{ state: "open" }, { state: "retired", lessons: { some: { studies: { some: { personId } } } } }],
    },
    orderBy: [{ position: "asc" }, { slug: "asc" }],
    include: {
      partner: true,
      lessons: {
        where: { publishedVersionId: { not: null } },
        orderBy: [{ position: "asc" }, { id: "asc" }],
        include: { published: { select: { title: true, minutes: true } }, studies: { where: { personId } } },
      },
    },
  });
  const open = courses.flatMap((course) => {
    const isDone = ({ studies: [study] }: (typeof course.lessons)[number]) => study?.completedAt != null;
    // As the catalogue counts: what was taken out counts for those alone who have done it.
    const counted = course.lessons.filter((each) => each.retiredAt === null || isDone(each));
    const at = counted.findIndex((each) => !isDone(each));
    const lesson = counted[at];
    if (!lesson) return [];
    const begun = Math.max(0, ...course.lessons.map((each) => each.studies[0]?.startedAt.getTime() ?? 0));
    return [{ course, lesson, at, of: counted.length, begun }];
  });
  const next = open.sort((a, b) => b.begun - a.begun || a.course.position - b.course.position)[0];
  if (!next) return null;
  const { course, lesson, at, of } = next;
  return {
    course: course.slug,
    courseTitle: course.title,
    courseTitleEn: course.titleEn,
    slug: lesson.slug,
    title: lesson.published?.title ?? lesson.slug,
    number: at + 1,
    of,
    minutes: lesson.published?.minutes ?? 0,
    studiedMs: lesson.studies[0]?.studiedMs ?? 0,
    partner: { name: course.partner.name, nameEn: course.partner.nameEn },
  };
}

/** What waits for a trainer: the sessions of these days, and texts that a reviewer sent back. */
export async function trainerToday(personId: string, now: Date) {
  const [sessions, drafts] = await Promise.all([
    db().trainingSession.findMany({
      where: { trainerId: personId, state: "open", endsAt: { gt: new Date(now.getTime() - dayMs) } },
      orderBy: { startsAt: "asc" },
      take: 5,
      include: { _count: { select: { attendances: true, enrolments: { where: { state: "seated" } } } } },
    }),
    db().lessonVersion.findMany({
      where: { authorId: personId, state: { in: ["draft", "changes-asked", "in-review"] } },
      orderBy: { savedAt: "desc" },
      take: 10,
      include: { lesson: { include: { course: true } } },
    }),
  ]);
  return {
    sessions: sessions.map(({ _count, ...row }) => ({
      id: row.id,
      title: row.title,
      titleEn: row.titleEn,
      startsAt: row.startsAt,
      seated: _count.enrolments,
      present: _count.attendances,
    })),
    drafts: drafts.map((row) => ({
      course: row.lesson.course.slug,
      lesson: row.lesson.slug,
      title: row.title,
      state: row.state,
    })),
  };
}

/** Texts that wait for a reviewer of these partner institutions. */
export async function reviewsWaiting(partners: readonly string[]) {
  const rows = await db().lessonVersion.findMany({
    where: { state: "in-review", lesson: { course: { partnerId: { in: [...partners] } } } },
    orderBy: { submittedAt: "asc" },
    include: { lesson: { include: { course: true } } },
  });
  return rows.map((row) => ({
    course: row.lesson.course.slug,
    courseTitle: row.lesson.course.title,
    courseTitleEn: row.lesson.course.titleEn,
    lesson: row.lesson.slug,
    title: row.title,
    number: row.number,
    submittedAt: row.submittedAt,
  }));
}
