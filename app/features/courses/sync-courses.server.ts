import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { now } from "~/platform/clock.server";
import { enqueue } from "~/platform/jobs.server";
import { log } from "~/platform/log.server";
import { compileLesson } from "~/platform/mdx/compile.server";
import { readFrontMatter } from "~/platform/mdx/front-matter";
import { problemText } from "~/platform/mdx/problem-text";
import type { ReceivedFile } from "~/platform/multipart.server";
import { db, type Tx } from "~/platform/store.server";
import { lock, transact } from "~/platform/transact.server";
import { receiveBytes } from "~/platform/uploads.server";
import {
  readCourses,
  sourceHash,
  type CourseFolder,
  type LessonFile,
  type MediaFile,
} from "./course-files.server";
import { shelveFile } from "./course-shelf.server";
import { hasUnreadLessons } from "./lesson-index.server";
import { folderOutline } from "./rules/course-folder";
import { positionsOf } from "./rules/outline";
import { courseLock, coursesLock } from "./write-course.server";

export interface Synced {
  courses: number;
  /** Versions that were published. */
  published: number;
  /** Files that were added to courses. */
  files: number;
  /** What an operator has to look at: lessons whose file is gone or broken, files that were changed under their name. */
  reports: string[];
}

/**
 * Brings `content/courses` into the store; the same files twice change nothing. What somebody has written in the browser
 * stays: a lesson with an author's text, and title, chapters and order of a course that was edited. A lesson whose file
 * is gone stays too, and is reported.
 */
export async function syncCourses(root?: string): Promise<Synced> {
  const { courses, findings } = await readCourses(root);
  const first = findings[0];
  if (first) throw new Error(`${first.file}:${first.line}:${first.column} ${first.message}`);
  const synced: Synced = { courses: courses.length, published: 0, files: 0, reports: [] };
  for (const folder of courses) {
    const done = await syncCourse(folder);
    synced.published += done?.published ?? 0;
    synced.files += done?.files ?? 0;
    synced.reports.push(...(done?.reports ?? []));
  }
  for (const report of synced.reports) log.warn(report);
  // Also when the pipeline has changed since the lessons were read.
  if (await hasUnreadLessons()) await transact((tx) => enqueue(tx, "index-lessons", {}, { key: "all" }));
  return synced;
}

type Done = Omit<Synced, "courses">;

async function syncCourse(folder: CourseFolder): Promise<Done | null> {
  const { slug, partner: code } = folder.course;
  const partner = await db().unit.findUnique({ where: { code } });
  // Without its partner institution a course cannot be shown as built with it: it waits until HR has added the unit.
  if (!partner) return null;
  const known = await db().course.findUnique({ where: { slug }, select: { id: true, partnerId: true } });
  if (known && known.partnerId !== partner.id)
    return {
      published: 0,
      files: 0,
      reports: [`content/courses/${slug}: another institution has a course of this name`],
    };
  const broken = known ? await brokenLessons(known.id, folder) : new Map<string, string>();
  const { fresh, changed } = await mediaToAdd(known?.id, folder);
  const received: { name: string; file: ReceivedFile; discard: () => Promise<void> }[] = [];
  try {
    for (const { name, file } of fresh) {
      const called = folder.course.fileNames?.[name] ?? name;
      received.push({ name, ...(await receiveBytes(createReadStream(file), called, "course")) });
    }
    const files = received.filter(({ file }) => file.refusal === null);
    const work = (tx: Tx) => writeCourse(tx, folder, partner.id, new Set(broken.keys()), files);
    const { published, missing } = await transact(work, { isolation: "ReadCommitted" });
    return {
      published,
      files: files.length,
      reports: [
        ...broken.values(),
        ...missing.map(
          (lesson) => `content/courses/${slug}: no file of the lesson ${lesson} any more; it stays as it is`,
        ),
        ...changed.map(
          (name) =>
            `content/courses/${slug}/files/${name} was changed: it needs another name, published texts show the one before`,
        ),
        ...received.flatMap(({ name, file }) =>
          file.refusal ? [`content/courses/${slug}/files/${name} is not taken: ${file.refusal}`] : [],
        ),
      ],
    };
  } finally {
    for (const { discard } of received) await discard();
  }
}

/**
 * Lessons whose file is new to a store that has the course, and does not compile: the text that learners have stays.
 * Texts of a course that comes whole are taken as they are: `content check` has seen them before they were delivered.
 */
async function brokenLessons(courseId: string, { lessons }: CourseFolder): Promise<Map<string, string>> {
  const broken = new Map<string, string>();
  for (const { slug, source, file } of await lessonsToPublish(db(), courseId, lessons)) {
    const result = await compileLesson(source);
    const problem = result.ok ? undefined : result.problems[0];
    if (problem)
      broken.set(
        slug,
        `${file}:${problem.line}:${problem.column} ${problemText(problem, "en")}: not published`,
      );
  }
  return broken;
}

/** Lessons whose newest text is neither the file's nor an author's. */
async function lessonsToPublish(
  store: Pick<Tx, "lesson">,
  courseId: string,
  files: readonly LessonFile[],
): Promise<(LessonFile & { next: number })[]> {
  const rows = await store.lesson.findMany({
    where: { courseId },
    select: {
      slug: true,
      versions: {
        orderBy: { number: "desc" },
        take: 1,
        select: { number: true, sourceHash: true, authorId: true },
      },
    },
  });
  return files.flatMap((file) => {
    const newest = rows.find(({ slug }) => slug === file.slug)?.versions[0];
    const stays = newest && (newest.authorId !== null || newest.sourceHash === sourceHash(file.source));
    return stays ? [] : [{ ...file, next: (newest?.number ?? 0) + 1 }];
  });
}

/** The files that the course does not have yet, and the names of those that it has with other bytes. */
async function mediaToAdd(
  courseId: string | undefined,
  { media }: CourseFolder,
): Promise<{ fresh: MediaFile[]; changed: string[] }> {
  if (media.length === 0) return { fresh: [], changed: [] };
  const rows = courseId ? await db().courseFile.findMany({ where: { courseId, addedById: null } }) : [];
  const taken = courseId
    ? await db().courseFile.findMany({ where: { courseId }, select: { name: true } })
    : [];
  const uploads = await db().upload.findMany({ where: { id: { in: rows.map(({ uploadId }) => uploadId) } } });
  const hashes = new Map(uploads.map(({ id, sha256 }) => [id, sha256]));
  const changed: string[] = [];
  for (const { file, name } of media) {
    const kept = hashes.get(rows.find((row) => row.name === name)?.uploadId ?? "");
    if (kept !== undefined && kept !== (await hashOf(file))) changed.push(name);
  }
  return { fresh: media.filter(({ name }) => !taken.some((row) => row.name === name)), changed };
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

async function writeCourse(
  tx: Tx,
  folder: CourseFolder,
  partnerId: string,
  broken: ReadonlySet<string>,
  files: readonly { name: string; file: ReceivedFile }[],
): Promise<{ published: number; missing: string[] }> {
  await lock(tx, coursesLock);
  const { slug, kind, title, titleEn, summary, summaryEn, partnerPart, position } = folder.course;
  const text = { kind, title, titleEn, summary, summaryEn, partnerPart, position, partnerId };
  const before = await tx.course.findUnique({ where: { slug } });
  const course = before ?? (await tx.course.create({ data: { slug, ...text } }));
  await lock(tx, courseLock(course.id));
  const isFiles = course.editedAt === null;
  if (isFiles && Object.entries(text).some(([key, value]) => course[key as keyof typeof text] !== value))
    await tx.course.update({ where: { id: course.id }, data: text });
  const missing = await writeLessons(tx, course.id, folder, isFiles);
  let published = 0;
  for (const lesson of await lessonsToPublish(tx, course.id, folder.lessons))
    if (!broken.has(lesson.slug) && (await publish(tx, course.id, lesson))) published += 1;
  // Uploads are locked last.
  const at = now();
  for (const { name, file } of files)
    await shelveFile(tx, { courseId: course.id, file, actorId: null, at, name });
  return { published, missing };
}

/** Makes lessons that are new; chapters, order and what was taken out are the file's as long as nobody has edited the course. */
async function writeLessons(
  tx: Tx,
  courseId: string,
  { course, lessons: files }: CourseFolder,
  isFiles: boolean,
): Promise<string[]> {
  const slugs = files.map(({ slug }) => slug);
  const rows = await tx.lesson.findMany({
    where: { courseId },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    include: { versions: { where: { authorId: { not: null } }, take: 1, select: { id: true } } },
  });
  const gone = rows.filter(({ slug }) => !slugs.includes(slug));
  const missing = gone.filter(({ versions, retiredAt }) => versions.length === 0 && retiredAt === null);
  if (!isFiles) {
    const fresh = slugs.filter((slug) => !rows.some((row) => row.slug === slug));
    const last = Math.max(0, ...rows.map(({ position }) => position));
    for (const [at, slug] of fresh.entries())
      await tx.lesson.create({ data: { courseId, slug, position: last + 1 + at } });
    return missing.map(({ slug }) => slug);
  }
  const chapterIds = await writeChapters(
    tx,
    courseId,
    (course.chapters ?? []).map(({ title }) => title),
  );
  const places = positionsOf(folderOutline(course, slugs)).lessons.map(({ id, chapterId, position }) => ({
    slug: id,
    position,
    chapterId: chapterId === null ? null : (chapterIds[Number(chapterId)] ?? null),
  }));
  for (const place of places) {
    const row = rows.find(({ slug }) => slug === place.slug);
    const isOut = course.retired?.includes(place.slug) ?? false;
    const retiredAt = isOut ? (row?.retiredAt ?? now()) : null;
    if (!row) await tx.lesson.create({ data: { courseId, ...place, retiredAt } });
    else if (
      row.position !== place.position ||
      row.chapterId !== place.chapterId ||
      row.retiredAt?.getTime() !== retiredAt?.getTime()
    )
      await tx.lesson.update({ where: { id: row.id }, data: { ...place, retiredAt } });
  }
  for (const [at, { id, position }] of gone.entries())
    if (position !== slugs.length + 1 + at)
      await tx.lesson.update({ where: { id }, data: { position: slugs.length + 1 + at } });
  await removeChaptersBut(tx, courseId, chapterIds);
  return missing.map(({ slug }) => slug);
}

/** The chapters of a course by their order in its file; returns their ids. */
async function writeChapters(tx: Tx, courseId: string, titles: readonly string[]): Promise<string[]> {
  const rows = await tx.chapter.findMany({
    where: { courseId },
    orderBy: [{ position: "asc" }, { id: "asc" }],
  });
  const ids: string[] = [];
  for (const [at, title] of titles.entries()) {
    const row = rows[at];
    const data = { title, position: at + 1 };
    if (!row) ids.push((await tx.chapter.create({ data: { courseId, ...data } })).id);
    else {
      ids.push(row.id);
      if (row.title !== title || row.position !== data.position)
        await tx.chapter.update({ where: { id: row.id }, data });
    }
  }
  return ids;
}

/** A lesson whose file is gone may still stand in one of them: it then has none. */
async function removeChaptersBut(tx: Tx, courseId: string, kept: readonly string[]): Promise<void> {
  await tx.chapter.deleteMany({ where: { courseId, id: { notIn: [...kept] } } });
}

async function publish(tx: Tx, courseId: string, file: LessonFile & { next: number }): Promise<boolean> {
  const { id: lessonId } = await tx.lesson.findUniqueOrThrow({
    where: { courseId_slug: { courseId, slug: file.slug } },
  });
  await lock(tx, `lesson:${lessonId}`);
  // An author may have begun to write on it before the lock was there.
  if ((await tx.lessonVersion.count({ where: { lessonId, number: { gte: file.next } } })) > 0) return false;
  const read = readFrontMatter(file.source);
  if (!read.ok) throw new Error(`${file.file}: its front matter does not parse`);
  const { title, minutes, topics = [] } = read.meta;
  const at = now();
  const version = await tx.lessonVersion.create({
    data: {
      ...{ lessonId, number: file.next, state: "published", title, minutes, topics },
      ...{ source: file.source, sourceHash: sourceHash(file.source), savedAt: at, publishedAt: at },
    },
  });
  await tx.lesson.update({ where: { id: lessonId }, data: { publishedVersionId: version.id } });
  return true;
}
