import type { Tx } from "~/platform/store.server";
import { readFrontMatter } from "~/platform/mdx/front-matter";
import { sourceHash } from "./course-files.server";
import {
  freeSlug,
  isReservedCourse,
  isReservedLesson,
  mostChapters,
  mostLessons,
  openRefusal,
  takeOutRefusal,
  type ChapterRefusal,
  type CourseKind,
  type CourseRefusal,
  type CourseState,
  type LessonRefusal,
  type OpenRefusal,
  type TakeOutRefusal,
} from "./rules/course";
import {
  outlineOf,
  positionsOf,
  withChapterAt,
  withLessonAt,
  type Outline,
  type Place,
} from "./rules/outline";

/** Names of courses are given under this lock. */
export const coursesLock = "courses";
/** What belongs to one course (its text, chapters, order, files) is written under this lock, before `lesson:<id>`. */
export const courseLock = (courseId: string) => `course:${courseId}`;

export interface CourseText {
  kind: CourseKind;
  title: string;
  titleEn: string;
  summary: string;
  summaryEn: string;
  partnerPart: string;
}

/** Who wrote when: from then on the course's file no longer decides its text and order. */
export interface Editing {
  actorId: string;
  at: Date;
}

const edited = ({ actorId, at }: Editing) => ({ editedAt: at, editedById: actorId });

/**
 * Makes a draft of a course. `id` comes with the form: the same twice is one course. `slug` is a wish that must be
 * free, or a beginning to count on from. Null when the id is another institution's.
 */
export async function makeCourse(
  tx: Tx,
  asked: Editing & {
    id: string;
    partnerId: string;
    slug: { wanted: string } | { from: string };
    text: CourseText;
    position?: number;
  },
): Promise<{ slug: string; isNew: boolean } | { refusal: CourseRefusal } | null> {
  const { id, partnerId, text } = asked;
  const known = await tx.course.findUnique({ where: { id } });
  if (known) return known.partnerId === partnerId ? { slug: known.slug, isNew: false } : null;
  const rows = await tx.course.findMany({ select: { slug: true, position: true } });
  const taken = new Set(rows.map((row) => row.slug));
  const isTaken = (each: string) => taken.has(each) || isReservedCourse(each);
  if ("wanted" in asked.slug && isTaken(asked.slug.wanted)) return { refusal: "slug-taken" };
  const slug = "wanted" in asked.slug ? asked.slug.wanted : freeSlug(asked.slug.from, isTaken);
  const position = asked.position ?? Math.max(0, ...rows.map((row) => row.position)) + 1;
  await tx.course.create({
    data: { id, slug, partnerId, position, state: "draft", ...text, ...edited(asked) },
  });
  return { slug, isNew: true };
}

export async function courseText(tx: Tx, courseId: string): Promise<CourseText> {
  const { kind, title, titleEn, summary, summaryEn, partnerPart } = await tx.course.findUniqueOrThrow({
    where: { id: courseId },
  });
  return { kind: kind as CourseKind, title, titleEn, summary, summaryEn, partnerPart };
}

/** Returns the names of what became another; empty when all was so before. */
export async function changeCourse(
  tx: Tx,
  { courseId, text, ...by }: Editing & { courseId: string; text: CourseText },
): Promise<string[]> {
  const before = await tx.course.findUniqueOrThrow({ where: { id: courseId } });
  const changed = Object.entries(text).flatMap(([key, value]) =>
    before[key as keyof CourseText] === value ? [] : [key],
  );
  if (changed.length > 0)
    await tx.course.update({ where: { id: courseId }, data: { ...text, ...edited(by) } });
  return changed;
}

/** Published lessons that are in the course. */
async function publishedIn(tx: Tx, courseId: string): Promise<number> {
  return tx.lesson.count({ where: { courseId, retiredAt: null, publishedVersionId: { not: null } } });
}

/** Opens a course, or retires it. `isNew` is false when it was so before. */
export async function setState(
  tx: Tx,
  courseId: string,
  to: "open" | "retired",
): Promise<{ isNew: boolean } | { refusal: OpenRefusal }> {
  const { state } = await tx.course.findUniqueOrThrow({ where: { id: courseId } });
  if (state === to) return { isNew: false };
  const refusal = to === "open" ? openRefusal(await publishedIn(tx, courseId)) : null;
  if (refusal) return { refusal };
  await tx.course.update({ where: { id: courseId }, data: { state: to } });
  return { isNew: true };
}

type Change<Refusal = never> = { isNew: boolean } | { refusal: Refusal };

/** Null when the id is another course's chapter. */
export async function addChapter(
  tx: Tx,
  { courseId, id, title, ...by }: Editing & { courseId: string; id: string; title: string },
): Promise<Change<ChapterRefusal> | null> {
  const known = await tx.chapter.findUnique({ where: { id } });
  if (known) return known.courseId === courseId ? { isNew: false } : null;
  const rows = await tx.chapter.findMany({ where: { courseId }, select: { position: true } });
  if (rows.length >= mostChapters) return { refusal: "full" };
  const position = Math.max(0, ...rows.map((row) => row.position)) + 1;
  await tx.chapter.create({ data: { id, courseId, title, position } });
  await tx.course.update({ where: { id: courseId }, data: edited(by) });
  return { isNew: true };
}

/** `was` is the name that the author saw. Null without such a chapter in the course. */
export async function renameChapter(
  tx: Tx,
  { courseId, id, was, title, ...by }: Editing & { courseId: string; id: string; was: string; title: string },
): Promise<Change<ChapterRefusal> | null> {
  const chapter = await tx.chapter.findFirst({ where: { id, courseId } });
  if (!chapter) return null;
  if (chapter.title === title) return { isNew: false };
  if (chapter.title !== was) return { refusal: "renamed" };
  await tx.chapter.update({ where: { id }, data: { title } });
  await tx.course.update({ where: { id: courseId }, data: edited(by) });
  return { isNew: true };
}

/** Only a chapter without lessons is removed; one that is gone already is gone. */
export async function removeChapter(
  tx: Tx,
  { courseId, id, ...by }: Editing & { courseId: string; id: string },
): Promise<Change<ChapterRefusal>> {
  if (!(await tx.chapter.findFirst({ where: { id, courseId } }))) return { isNew: false };
  if ((await tx.lesson.count({ where: { chapterId: id } })) > 0) return { refusal: "not-empty" };
  await tx.chapter.delete({ where: { id } });
  await tx.course.update({ where: { id: courseId }, data: edited(by) });
  return { isNew: true };
}

async function readOutline(tx: Tx, courseId: string): Promise<Outline> {
  const [lessons, chapters] = [
    await tx.lesson.findMany({ where: { courseId }, select: { id: true, chapterId: true, position: true } }),
    await tx.chapter.findMany({ where: { courseId }, select: { id: true, position: true } }),
  ];
  return outlineOf(lessons, chapters);
}

/** Writes those rows that an outline changes; returns whether there were any. */
export async function writeOutline(
  tx: Tx,
  courseId: string,
  outline: Outline,
  by: Editing,
): Promise<boolean> {
  const rows = {
    lessons: await tx.lesson.findMany({
      where: { courseId },
      select: { id: true, chapterId: true, position: true },
    }),
    chapters: await tx.chapter.findMany({ where: { courseId }, select: { id: true, position: true } }),
  };
  const wanted = positionsOf(outline);
  let changed = false;
  for (const { id, chapterId, position } of wanted.lessons) {
    const was = rows.lessons.find((row) => row.id === id);
    if (!was || (was.chapterId === chapterId && was.position === position)) continue;
    await tx.lesson.update({ where: { id }, data: { chapterId, position } });
    changed = true;
  }
  for (const { id, position } of wanted.chapters) {
    if (rows.chapters.find((row) => row.id === id)?.position === position) continue;
    await tx.chapter.update({ where: { id }, data: { position } });
    changed = true;
  }
  if (changed) await tx.course.update({ where: { id: courseId }, data: edited(by) });
  return changed;
}

/** Null without such a lesson or chapter in the course. */
export async function placeLesson(
  tx: Tx,
  { courseId, id, place, ...by }: Editing & { courseId: string; id: string; place: Place },
): Promise<Change | null> {
  const outline = withLessonAt(await readOutline(tx, courseId), id, place);
  return outline && { isNew: await writeOutline(tx, courseId, outline, by) };
}

export async function placeChapter(
  tx: Tx,
  { courseId, id, index, ...by }: Editing & { courseId: string; id: string; index: number },
): Promise<Change | null> {
  const outline = withChapterAt(await readOutline(tx, courseId), id, index);
  return outline && { isNew: await writeOutline(tx, courseId, outline, by) };
}

/** Takes a lesson out of its course, or back into it. Null without such a lesson. */
export async function keepLesson(
  tx: Tx,
  { courseId, id, keep, ...by }: Editing & { courseId: string; id: string; keep: boolean },
): Promise<Change<TakeOutRefusal> | null> {
  const lesson = await tx.lesson.findFirst({ where: { id, courseId }, include: { course: true } });
  if (!lesson) return null;
  if (keep === (lesson.retiredAt === null)) return { isNew: false };
  if (!keep) {
    const left = (await publishedIn(tx, courseId)) - (lesson.publishedVersionId ? 1 : 0);
    const refusal = takeOutRefusal({ state: lesson.course.state as CourseState, left });
    // A lesson that nobody reads yet may go at any time.
    if (refusal && lesson.publishedVersionId) return { refusal };
  }
  await tx.lesson.update({ where: { id }, data: { retiredAt: keep ? null : by.at } });
  await tx.course.update({ where: { id: courseId }, data: edited(by) });
  return { isNew: true };
}

/**
 * Makes a lesson with its first draft at the end of a chapter. `id` comes with the form: the same twice is one lesson.
 * `source` must have front matter that parses. Null when id or chapter belong to another course.
 */
export async function makeLesson(
  tx: Tx,
  asked: Editing & {
    courseId: string;
    id: string;
    chapterId: string | null;
    slug: { wanted: string } | { from: string };
    /** Made only for a lesson that is new. */
    source: () => Promise<string>;
  },
): Promise<{ slug: string; versionId: string; isNew: boolean } | { refusal: LessonRefusal } | null> {
  const { courseId, id, chapterId, actorId, at } = asked;
  const known = await tx.lesson.findUnique({ where: { id }, include: { versions: { take: 1 } } });
  if (known) {
    const own = known.courseId === courseId;
    return own ? { slug: known.slug, versionId: known.versions[0]?.id ?? "", isNew: false } : null;
  }
  if (chapterId && !(await tx.chapter.findFirst({ where: { id: chapterId, courseId } }))) return null;
  const rows = await tx.lesson.findMany({ where: { courseId }, select: { slug: true } });
  if (rows.length >= mostLessons) return { refusal: "full" };
  const taken = new Set(rows.map((row) => row.slug));
  const isTaken = (each: string) => taken.has(each) || isReservedLesson(each);
  if ("wanted" in asked.slug && isTaken(asked.slug.wanted)) return { refusal: "slug-taken" };
  const slug = "wanted" in asked.slug ? asked.slug.wanted : freeSlug(asked.slug.from, isTaken);
  await tx.lesson.create({ data: { id, courseId, slug, chapterId, position: rows.length + 1 } });
  // The end of a chapter is not the end of the course.
  await writeOutline(tx, courseId, await readOutline(tx, courseId), asked);
  const versionId = await makeFirstVersion(tx, { lessonId: id, source: await asked.source(), actorId, at });
  await tx.course.update({ where: { id: courseId }, data: edited(asked) });
  return { slug, versionId, isNew: true };
}

async function makeFirstVersion(
  tx: Tx,
  { lessonId, source, actorId, at }: Editing & { lessonId: string; source: string },
): Promise<string> {
  const read = readFrontMatter(source);
  if (!read.ok) throw new Error("the front matter of a new lesson does not parse");
  const { title, minutes, topics = [] } = read.meta;
  const { id } = await tx.lessonVersion.create({
    data: {
      ...{ lessonId, number: 1, state: "draft", title, minutes, topics, source },
      ...{ sourceHash: sourceHash(source), authorId: actorId, savedAt: at },
    },
  });
  await tx.lessonSave.create({
    data: { versionId: id, revision: 1, authorId: actorId, source, savedAt: at },
  });
  return id;
}
