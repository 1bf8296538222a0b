import { syllabusTopics, type SyllabusTopic } from "~/platform/mdx/syllabus-topics.server";
import { db } from "~/platform/store.server";
import {
  hourRange,
  isInCatalogue,
  progressState,
  searchRefusal,
  type ProgressState,
} from "./rules/catalogue";
import type { CourseKind } from "./rules/course";
import { containsAll, longestSearch, searchTerms } from "./rules/grams";
import { topicCode } from "./rules/topic";
import type { CatalogueFilter } from "./schema";
import { searchLessons, type Passage } from "./search-lessons.server";

export interface CourseLine {
  slug: string;
  kind: CourseKind;
  /** Shown only to those who are under way or done. */
  retired: boolean;
  title: string;
  titleEn: string;
  summary: string;
  summaryEn: string;
  partner: { code: string; name: string; nameEn: string };
  partnerPart: string;
  /** Stated minutes of all its lessons. */
  minutes: number;
  lessons: number;
  done: number;
  state: ProgressState;
  /** Minutes credited when the course was completed; null before. */
  creditedMinutes: number | null;
}

export interface CourseLesson {
  slug: string;
  title: string;
  minutes: number;
  /** Sections in the version that learners get, and how many of them were read; null where that is not known yet. */
  sections: { count: number; read: number } | null;
  started: boolean;
  completed: boolean;
  retired: boolean;
}

export interface CoursePage extends CourseLine {
  /** In order; the first has no title when lessons stand before the first chapter. */
  chapters: { title: string | null; lessons: CourseLesson[] }[];
  /** What it prepares for, in the order of the syllabus. */
  topics: (SyllabusTopic & { code: string })[];
}

const pageSize = 12;

/** The courses that a person may see, as the page asks for them; with a search also where lessons say it. */
export async function catalogue(personId: string, filter: CatalogueFilter) {
  const all = await readCourses(personId, {});
  const refusal = searchRefusal(filter.q, longestSearch);
  const terms = refusal ? [] : searchTerms(filter.q);
  const wanted = all.filter(
    ({ line, topics }) =>
      (!filter.topic || topics.includes(filter.topic)) &&
      (!filter.partner || line.partner.code === filter.partner) &&
      (!filter.hours || hourRange(line.minutes) === filter.hours) &&
      (!filter.kind || line.kind === filter.kind) &&
      (!filter.state || line.state === filter.state),
  );
  const lines = wanted
    .map(({ line }) => line)
    .filter((line) =>
      containsAll([line.title, line.titleEn, line.summary, line.summaryEn].join("\n"), terms),
    );
  if (filter.sort === "title") lines.sort((a, b) => a.title.localeCompare(b.title, "zh"));
  if (filter.sort === "shortest") lines.sort((a, b) => a.minutes - b.minutes);
  if (filter.sort === "longest") lines.sort((a, b) => b.minutes - a.minutes);
  const pages = Math.max(1, Math.ceil(lines.length / pageSize));
  const page = Math.min(filter.page, pages);
  const open = wanted.filter(({ line }) => !line.retired).map(({ id }) => id);
  return {
    courses: lines.slice((page - 1) * pageSize, page * pageSize),
    found: lines.length,
    page,
    pages,
    total: all.length,
    counts: countsOf(all.map(({ line }) => line.state)),
    choices: choicesOf(all),
    /** Why nothing was looked for: the filters alone narrow then. */
    refusal,
    hits: terms.length > 0 ? await searchLessons(terms, open, filter.hits) : null,
  };
}

export type Catalogue = Awaited<ReturnType<typeof catalogue>>;
export type { Passage };

function countsOf(states: readonly ProgressState[]): Record<"all" | ProgressState, number> {
  const count = (state: ProgressState) => states.filter((each) => each === state).length;
  return { all: states.length, new: count("new"), "under-way": count("under-way"), done: count("done") };
}

/** Topics and partners that lead to a course. */
function choicesOf(all: readonly ReadCourse[]) {
  const used = new Set(all.flatMap(({ topics }) => topics));
  return {
    topics: topicsOf(used),
    partners: [...new Map(all.map(({ line }) => [line.partner.code, line.partner])).values()],
  };
}

/** In the order of the syllabus. */
function topicsOf(codes: ReadonlySet<string>): CoursePage["topics"] {
  return [...syllabusTopics()]
    .filter(([code]) => codes.has(code))
    .map(([code, topic]) => ({ code, ...topic }));
}

/** One course as its page shows it, or null when this person sees none of this name. */
export async function coursePage(personId: string, slug: string): Promise<CoursePage | null> {
  const [course] = await readCourses(personId, { slug });
  if (!course) return null;
  const counts = await sectionCounts(course.lessons.map(({ id }) => id));
  const lessons = course.lessons.map(({ id, chapterId, version, read, ...lesson }) => {
    const count = counts.get(id);
    const known = count !== undefined && version !== "older";
    return {
      chapterId,
      lesson: { ...lesson, sections: known ? { count, read: Math.min(read, count) } : null },
    };
  });
  const inChapter = (id: string | null) =>
    lessons.filter(({ chapterId }) => chapterId === id).map(({ lesson }) => lesson);
  const chapters = [
    { title: null, lessons: inChapter(null) },
    ...course.chapters.map(({ id, title }) => ({ title, lessons: inChapter(id) })),
  ];
  return {
    ...course.line,
    chapters: chapters.filter((chapter) => chapter.lessons.length > 0),
    topics: topicsOf(new Set(course.topics)),
  };
}

/** How many sections published lessons have, as far as they have been read for the search. */
async function sectionCounts(lessonIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db().lesson.findMany({
    where: { id: { in: [...lessonIds] }, indexedAs: { not: "" } },
    select: { id: true, passages: { where: { section: { not: "" } }, select: { section: true } } },
  });
  return new Map(rows.map(({ id, passages }) => [id, new Set(passages.map(({ section }) => section)).size]));
}

interface ReadCourse {
  id: string;
  line: CourseLine;
  chapters: { id: string; title: string }[];
  lessons: (Omit<CourseLesson, "sections"> & {
    id: string;
    chapterId: string | null;
    /** Which version this person reads. */
    version: "published" | "older";
    read: number;
  })[];
  /** Codes of the syllabus. */
  topics: string[];
}

async function readCourses(personId: string, where: { slug?: string }): Promise<ReadCourse[]> {
  const courses = await db().course.findMany({
    where: { ...where, state: { not: "draft" } },
    orderBy: [{ position: "asc" }, { slug: "asc" }],
    include: {
      partner: { select: { code: true, name: true, nameEn: true } },
      chapters: { orderBy: [{ position: "asc" }, { id: "asc" }], select: { id: true, title: true } },
      completions: { where: { personId }, select: { minutes: true } },
      lessons: {
        // What was taken out stays with those who have begun it.
        where: {
          publishedVersionId: { not: null },
          OR: [{ retiredAt: null }, { studies: { some: { personId } } }],
        },
        orderBy: [{ position: "asc" }, { id: "asc" }],
        include: {
          published: { select: { title: true, minutes: true, topics: true } },
          studies: { where: { personId } },
        },
      },
    },
  });
  return courses.flatMap(({ id, partner, chapters, lessons: rows, completions, ...course }) => {
    const lessons = rows.map(({ published, studies: [study], ...lesson }) => ({
      id: lesson.id,
      chapterId: lesson.chapterId,
      slug: lesson.slug,
      title: published?.title ?? lesson.slug,
      minutes: published?.minutes ?? 0,
      started: study !== undefined,
      completed: study?.completedAt != null,
      retired: lesson.retiredAt !== null,
      version:
        study?.versionId && study.versionId !== lesson.publishedVersionId
          ? ("older" as const)
          : ("published" as const),
      read: study?.sectionsRead.length ?? 0,
    }));
    const named = rows.flatMap(({ retiredAt, published }) => (retiredAt ? [] : (published?.topics ?? [])));
    const credited = completions[0]?.minutes ?? null;
    const state = progressState({
      begun: lessons.some(({ started }) => started),
      credited: credited !== null,
    });
    if (!isInCatalogue({ state: course.state, progress: state, lessons: lessons.length })) return [];
    const counted = lessons.filter(({ retired, completed }) => !retired || completed);
    const line: CourseLine = {
      slug: course.slug,
      kind: course.kind as CourseKind,
      retired: course.state === "retired",
      title: course.title,
      titleEn: course.titleEn,
      summary: course.summary,
      summaryEn: course.summaryEn,
      partner,
      partnerPart: course.partnerPart,
      minutes: counted.reduce((sum, { minutes }) => sum + minutes, 0),
      lessons: counted.length,
      done: counted.filter(({ completed }) => completed).length,
      state,
      creditedMinutes: credited,
    };
    const codes = [...new Set(named)].flatMap((each) => topicCode(each, syllabusTopics()) ?? []);
    return [{ id, line, chapters, lessons, topics: [...new Set(codes)] }];
  });
}
