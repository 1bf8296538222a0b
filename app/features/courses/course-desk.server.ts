import { db } from "~/platform/store.server";
import type { CourseKind, CourseState } from "./rules/course";
import { outlineOf, stepsOf, type Place } from "./rules/outline";
import type { VersionState } from "./rules/review";

export interface DeskLesson {
  id: string;
  slug: string;
  /** Of the newest text. */
  title: string;
  minutes: number;
  number: number;
  state: VersionState;
  /** The number that learners read; null before the first publication. */
  published: number | null;
  retired: boolean;
  /** How many people have begun it. */
  learners: number;
  /** Where one step up and down leads. */
  steps: { up: Place | null; down: Place | null };
}

export interface DeskChapter {
  id: string;
  title: string;
  lessons: DeskLesson[];
}

export interface CourseDesk {
  id: string;
  slug: string;
  kind: CourseKind;
  title: string;
  titleEn: string;
  summary: string;
  summaryEn: string;
  partner: { id: string; code: string; name: string; nameEn: string };
  partnerPart: string;
  state: CourseState;
  /** Lessons without a chapter, which stand first. */
  loose: DeskLesson[];
  chapters: DeskChapter[];
  /** People who have begun and not completed it, and those who have. */
  learners: { underWay: number; done: number };
}

/** A course of one of these institutions as its authors see it; null when they have none of this name. */
export async function courseDesk(slug: string, partners: readonly string[]): Promise<CourseDesk | null> {
  const course = await db().course.findFirst({
    where: { slug, partnerId: { in: [...partners] } },
    include: {
      partner: { select: { id: true, code: true, name: true, nameEn: true } },
      chapters: { orderBy: [{ position: "asc" }, { id: "asc" }] },
      lessons: {
        orderBy: [{ position: "asc" }, { id: "asc" }],
        include: {
          published: { select: { number: true } },
          versions: {
            orderBy: { number: "desc" },
            take: 1,
            select: { title: true, minutes: true, number: true, state: true },
          },
          _count: { select: { studies: true } },
        },
      },
    },
  });
  if (!course) return null;
  const { id, partner, kind, state, title, titleEn, summary, summaryEn, partnerPart } = course;
  const outline = outlineOf(course.lessons, course.chapters);
  const lessons = new Map<string, DeskLesson>();
  for (const lesson of course.lessons) {
    const [newest] = lesson.versions;
    if (!newest) continue;
    lessons.set(lesson.id, {
      id: lesson.id,
      slug: lesson.slug,
      title: newest.title,
      minutes: newest.minutes,
      number: newest.number,
      state: newest.state as VersionState,
      published: lesson.published?.number ?? null,
      retired: lesson.retiredAt !== null,
      learners: lesson._count.studies,
      steps: stepsOf(outline, lesson.id),
    });
  }
  const shown = (ids: readonly string[]) => ids.flatMap((each) => lessons.get(each) ?? []);
  const titles = new Map(course.chapters.map((chapter) => [chapter.id, chapter.title]));
  return {
    ...{ id, slug, title, titleEn, summary, summaryEn, partner, partnerPart },
    kind: kind as CourseKind,
    state: state as CourseState,
    loose: shown(outline.loose),
    chapters: outline.chapters.map((chapter) => ({
      id: chapter.id,
      title: titles.get(chapter.id) ?? "",
      lessons: shown(chapter.lessons),
    })),
    learners: await courseLearners(id),
  };
}

/** How many people study a course now, and how many have completed it. */
async function courseLearners(courseId: string): Promise<{ underWay: number; done: number }> {
  const [row] = await db().$queryRaw<{ under_way: number; done: number }[]>`
    select
      (select count(distinct s.person_id)::int from lesson_study s join lesson l on l.id = s.lesson_id
        where l.course_id = ${courseId}::uuid and not exists
          (select 1 from course_completion c where c.course_id = l.course_id and c.person_id = s.person_id))
        as under_way,
      (select count(*)::int from course_completion c where c.course_id = ${courseId}::uuid) as done`;
  return { underWay: row?.under_way ?? 0, done: row?.done ?? 0 };
}

/** Whose course it is, for acts that only need to know that. */
export async function courseOf(
  slug: string,
  partners: readonly string[],
): Promise<{ id: string; partnerId: string } | null> {
  return db().course.findFirst({
    where: { slug, partnerId: { in: [...partners] } },
    select: { id: true, partnerId: true },
  });
}
