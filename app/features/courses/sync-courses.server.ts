import { now } from "~/platform/clock.server";
import { readFrontMatter } from "~/platform/mdx/front-matter";
import { transact } from "~/platform/transact.server";
import type { Tx } from "~/platform/store.server";
import { readCourses, sourceHash, type CourseFolder, type LessonFile } from "./course-files.server";

/**
 * Brings `content/courses` into the store; the same files twice change nothing. A lesson that somebody has written
 * on in the browser is left alone: the file then is an older text, not a newer one.
 */
export async function syncCourses(): Promise<{ courses: number; published: number }> {
  const { courses, findings } = await readCourses();
  const first = findings[0];
  if (first) throw new Error(`${first.file}: ${String(first.problem)}`);
  let published = 0;
  for (const folder of courses) published += await transact((tx) => syncCourse(tx, folder));
  return { courses: courses.length, published };
}

async function syncCourse(tx: Tx, { course, lessons }: CourseFolder): Promise<number> {
  const { slug, partner: code, ...rest } = course;
  const partner = await tx.unit.findUnique({ where: { code } });
  // Without its partner institution a course cannot be shown as built with it: it waits until HR has added the unit.
  if (!partner) return 0;
  const data = { ...rest, partnerId: partner.id };
  const { id: courseId } = await tx.course.upsert({
    where: { slug },
    create: { slug, ...data },
    update: data,
  });
  let published = 0;
  for (const lesson of lessons) published += await syncLesson(tx, courseId, lesson);
  return published;
}

async function syncLesson(tx: Tx, courseId: string, file: LessonFile): Promise<number> {
  const { slug, position, source } = file;
  const { id: lessonId } = await tx.lesson.upsert({
    where: { courseId_slug: { courseId, slug } },
    create: { courseId, slug, position },
    update: { position },
  });
  const newest = await tx.lessonVersion.findFirst({ where: { lessonId }, orderBy: { number: "desc" } });
  const hash = sourceHash(source);
  if (newest && (newest.sourceHash === hash || newest.authorId !== null)) return 0;
  const meta = readFrontMatter(source);
  if (!meta.ok) throw new Error(`${file.file}: its front matter does not parse`);
  const at = now();
  const version = await tx.lessonVersion.create({
    data: {
      lessonId,
      number: (newest?.number ?? 0) + 1,
      state: "published",
      title: meta.meta.title,
      minutes: meta.meta.minutes,
      source,
      sourceHash: hash,
      savedAt: at,
      publishedAt: at,
    },
  });
  await tx.lesson.update({ where: { id: lessonId }, data: { publishedVersionId: version.id } });
  return 1;
}
