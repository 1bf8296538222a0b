import type { Tx } from "~/platform/store.server";
import { cleanFileName } from "~/platform/file-name";
import type { ReceivedFile } from "~/platform/multipart.server";
import { lock } from "~/platform/transact.server";
import { newId } from "~/platform/new-id";
import { shelveFile } from "../course-shelf.server";
import type { Outline } from "../rules/outline";
import { saveDraft } from "../workshop.server";
import { changeCourse, makeCourse, makeLesson, writeOutline, type Editing } from "../write-course.server";
import type { ImportPlan } from "./plan-import.server";
import type { ReadPackage } from "./read-package.server";

/**
 * Writes a package into its course, or into a new one. Texts become drafts: what learners read changes with a review only.
 * `received` are the files that are new. Call it under the course's lock, with a plan without findings.
 */
export async function applyPackage(
  tx: Tx,
  asked: Editing & {
    read: ReadPackage;
    plan: ImportPlan;
    partnerId: string;
    received: ReadonlyMap<string, ReceivedFile>;
  },
): Promise<string> {
  const { read, plan, partnerId, received, actorId, at } = asked;
  const by = { actorId, at };
  const { kind, title, titleEn, summary, summaryEn, partnerPart, position } = read.course;
  const text = { kind, title, titleEn, summary, summaryEn, partnerPart };
  const courseId = plan.courseId ?? newId();
  if (plan.courseId) await changeCourse(tx, { courseId, text, ...by });
  else {
    const made = await makeCourse(tx, {
      ...{ id: courseId, partnerId, slug: { wanted: plan.slug }, text, position },
      ...by,
    });
    if (!made || "refusal" in made) throw new Error("the address of a new course was free a moment ago");
  }
  for (const lesson of read.lessons) await applyLesson(tx, courseId, lesson, by);
  await applyOutline(tx, courseId, read, by);
  for (const { name } of read.files) {
    const file = received.get(name);
    if (!file) continue;
    const called = cleanFileName(read.course.fileNames?.[name] ?? name, file.kind ?? undefined);
    await shelveFile(tx, { courseId, file: { ...file, name: called }, actorId, at, name });
  }
  return courseId;
}

async function applyLesson(tx: Tx, courseId: string, lesson: { slug: string; source: string }, by: Editing) {
  const { slug, source } = lesson;
  const known = await tx.lesson.findUnique({ where: { courseId_slug: { courseId, slug } } });
  if (!known) {
    const asked = { courseId, id: newId(), chapterId: null, slug: { wanted: slug }, ...by };
    const made = await makeLesson(tx, { ...asked, source: async () => source });
    if (!made || "refusal" in made) throw new Error(`the lesson ${slug} was free a moment ago`);
    return;
  }
  await lock(tx, `lesson:${known.id}`);
  const newest = await tx.lessonVersion.findFirstOrThrow({
    where: { lessonId: known.id },
    orderBy: { number: "desc" },
  });
  if (newest.source === source) return;
  const basis = { versionId: newest.id, revision: newest.revision };
  const saved = await saveDraft(tx, {
    ...{ lessonId: known.id, authorId: by.actorId, source, basis, kind: "hand", at: by.at },
  });
  if ("refusal" in saved) throw new Error(`the lesson ${slug} cannot be written: ${saved.refusal}`);
}

/** Chapters keep their rows by their title; lessons that the package does not have stand at the end of theirs. */
async function applyOutline(tx: Tx, courseId: string, { course, lessons }: ReadPackage, by: Editing) {
  const rows = await tx.lesson.findMany({
    where: { courseId },
    orderBy: [{ position: "asc" }, { id: "asc" }],
  });
  const ids = new Map(rows.map((row) => [row.slug, row.id]));
  const packed = new Set(lessons.map(({ slug }) => slug));
  const others = rows.filter((row) => !packed.has(row.slug));
  const before = await tx.chapter.findMany({
    where: { courseId },
    orderBy: [{ position: "asc" }, { id: "asc" }],
  });
  const free = [...before];
  const chapters: { id: string; lessons: string[] }[] = [];
  for (const [index, { title, lessons: slugs }] of (course.chapters ?? []).entries()) {
    const at = free.findIndex((row) => row.title === title);
    const row = at < 0 ? undefined : free.splice(at, 1)[0];
    const id = row?.id ?? newId();
    if (!row) await tx.chapter.create({ data: { id, courseId, title, position: index + 1 } });
    const kept = others.filter((other) => other.chapterId === id).map((other) => other.id);
    chapters.push({ id, lessons: [...slugs.flatMap((slug) => ids.get(slug) ?? []), ...kept] });
  }
  const placed = new Set(chapters.flatMap((chapter) => chapter.lessons));
  const rest = [...lessons.flatMap(({ slug }) => ids.get(slug) ?? []), ...others.map(({ id }) => id)];
  const outline: Outline = { loose: rest.filter((id) => !placed.has(id)), chapters };
  await writeOutline(tx, courseId, outline, by);
  await tx.chapter.deleteMany({ where: { id: { in: free.map(({ id }) => id) } } });
  const retired = new Set(course.retired ?? []);
  for (const row of rows) {
    if (!packed.has(row.slug) || retired.has(row.slug) === (row.retiredAt !== null)) continue;
    await tx.lesson.update({
      where: { id: row.id },
      data: { retiredAt: retired.has(row.slug) ? by.at : null },
    });
  }
  await tx.course.update({ where: { id: courseId }, data: { editedAt: by.at, editedById: by.actorId } });
}
