import type { Tx } from "~/platform/store.server";
import { db } from "~/platform/store.server";
import { readFrontMatter } from "~/platform/mdx/front-matter";
import type { TheirText } from "./draft-keeper";
import { sourceHash } from "./course-files.server";
import { planSave, type SaveKind, type SaveRefusal } from "./rules/draft";
import { writeRefusal, type VersionState, type WriteRefusal } from "./rules/review";

export interface Desk {
  lessonId: string;
  slug: string;
  course: { slug: string; title: string; titleEn: string };
  partner: { id: string; name: string; nameEn: string };
  /** The newest version: what one writes on, or what a next draft starts from. */
  version: {
    id: string;
    number: number;
    state: VersionState;
    title: string;
    source: string;
    revision: number;
    authorId: string | null;
    author: string | null;
    savedAt: Date;
  };
  /** Its place among the lessons of the course, from 1. */
  place: number;
  /** What lessons of the course may show, newest first. */
  files: string[];
  /** The text that learners have now. */
  published: { number: number; source: string } | null;
  decisions: { verdict: string; note: string; decidedAt: Date; number: number }[];
}

/** What lies on the desk for one lesson; null when there is none (or it belongs to another institution). */
export async function lessonDesk(
  courseSlug: string,
  slug: string,
  partners: readonly string[],
): Promise<Desk | null> {
  const lesson = await db().lesson.findFirst({
    where: {
      slug,
      course: { slug: courseSlug, partnerId: { in: [...partners] } },
    },
    include: {
      published: { select: { number: true, source: true } },
      versions: { orderBy: { number: "desc" }, take: 1 },
      course: { include: { partner: true } },
    },
  });
  const newest = lesson?.versions[0];
  if (!lesson || !newest) return null;
  const decisions = await db().reviewDecision.findMany({
    where: { version: { lessonId: lesson.id } },
    orderBy: { decidedAt: "desc" },
    take: 10,
    include: { version: { select: { number: true } } },
  });
  const { course } = lesson;
  const names = await authorNames([newest.authorId]);
  const files = await db().courseFile.findMany({
    where: { courseId: course.id, removedAt: null },
    orderBy: [{ addedAt: "desc" }, { name: "asc" }],
    select: { name: true },
  });
  return {
    lessonId: lesson.id,
    slug: lesson.slug,
    course: { slug: course.slug, title: course.title, titleEn: course.titleEn },
    partner: { id: course.partnerId, name: course.partner.name, nameEn: course.partner.nameEn },
    version: {
      id: newest.id,
      number: newest.number,
      state: newest.state as VersionState,
      title: newest.title,
      source: newest.source,
      revision: newest.revision,
      authorId: newest.authorId,
      author: names.get(newest.authorId ?? "") ?? null,
      savedAt: newest.savedAt,
    },
    place: await db().lesson.count({
      where: { courseId: course.id, retiredAt: null, position: { lte: lesson.position } },
    }),
    files: files.map(({ name }) => name),
    published: lesson.published,
    decisions: decisions.map((row) => ({
      verdict: row.verdict,
      note: row.note,
      decidedAt: row.decidedAt,
      number: row.version.number,
    })),
  };
}

/** The lesson's id alone; null when there is none (or it belongs to another institution). */
export async function lessonAtDesk(
  courseSlug: string,
  slug: string,
  partners: readonly string[],
): Promise<string | null> {
  const lesson = await db().lesson.findFirst({
    where: { slug, course: { slug: courseSlug, partnerId: { in: [...partners] } }, versions: { some: {} } },
    select: { id: true },
  });
  return lesson?.id ?? null;
}

/** The newest text of a lesson and whose it is, for somebody whose own text meets it. */
export async function theirText(lessonId: string): Promise<TheirText> {
  const newest = await db().lessonVersion.findFirstOrThrow({
    where: { lessonId },
    orderBy: { number: "desc" },
  });
  const { id: versionId, number, revision, source, authorId, savedAt } = newest;
  const names = await authorNames([authorId]);
  const author = names.get(authorId ?? "") ?? null;
  return { versionId, number, revision, source, author, savedAt: savedAt.toISOString() };
}

/** The names of those who wrote something, by id. */
export async function authorNames(ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const known = [...new Set(ids.filter((id): id is string => id !== null))];
  const people = await db().person.findMany({
    where: { id: { in: known } },
    select: { id: true, name: true },
  });
  return new Map(people.map(({ id, name }) => [id, name]));
}

export interface Saved {
  versionId: string;
  number: number;
  revision: number;
  savedAt: Date;
  /** False when the store had it already. */
  isNew: boolean;
}

/**
 * Saves a text as the lesson's draft and puts into history what `planSave` says; the first save after a publication
 * opens the next number. `basis` names what the text was based on, so that a second tab cannot overwrite a newer text.
 * A text whose front matter cannot be read keeps the title, minutes and topics it had: it is not lost for a missing
 * colon, and does not pass a review.
 */
export async function saveDraft(
  tx: Tx,
  asked: {
    lessonId: string;
    authorId: string;
    source: string;
    basis: { versionId: string; revision: number };
    kind: SaveKind;
    /** The text that lost when somebody chose between two. */
    aside?: string;
    at: Date;
  },
): Promise<Saved | { refusal: SaveRefusal }> {
  const { lessonId, authorId, source, basis, kind, aside, at } = asked;
  const newest = await tx.lessonVersion.findFirstOrThrow({
    where: { lessonId },
    orderBy: { number: "desc" },
  });
  const saves = { where: { versionId: newest.id } };
  const kept = await tx.lessonSave.count({ where: { ...saves.where, revision: newest.revision } });
  const own = await tx.lessonSave.aggregate({
    where: { ...saves.where, authorId },
    _max: { savedAt: true },
  });
  const plan = planSave({
    current: { ...newest, versionId: newest.id, state: newest.state as VersionState, kept: kept > 0 },
    basis,
    source,
    aside,
    authorId,
    kind,
    ownKeptAt: own._max.savedAt?.getTime() ?? null,
    at: at.getTime(),
  });
  if (plan.do === "refuse") return { refusal: plan.refusal };
  const { id: versionId, number, revision, savedAt } = newest;
  if (plan.do === "nothing") {
    if (plan.keep) await keepText(tx, newest);
    return { versionId, number, revision, savedAt, isNew: plan.keep };
  }
  const meta = readFrontMatter(source);
  const { title, minutes, topics } = meta.ok ? { topics: [], ...meta.meta } : newest;
  const text = { title, minutes, topics, source, sourceHash: sourceHash(source), savedAt: at, authorId };
  if (plan.keepBefore) await keepText(tx, newest);
  const first = plan.opens ? 1 : revision + 1;
  const next = { revision: plan.keepAside ? first + 1 : first, ...text };
  const saved = plan.opens
    ? await tx.lessonVersion.create({ data: { lessonId, number: number + 1, state: "draft", ...next } })
    : await tx.lessonVersion.update({ where: { id: versionId }, data: next });
  if (plan.keepAside && aside !== undefined)
    await keepText(tx, { id: saved.id, revision: first, authorId, source: aside, savedAt: at });
  if (plan.keepAfter) await keepText(tx, saved);
  return { versionId: saved.id, number: saved.number, revision: saved.revision, savedAt: at, isNew: true };
}

/** Puts a text into history, once. */
async function keepText(
  tx: Tx,
  text: { id: string; revision: number; authorId: string | null; source: string; savedAt: Date },
): Promise<void> {
  const { id: versionId, revision, authorId, source, savedAt } = text;
  await tx.lessonSave.createMany({
    data: [{ versionId, revision, authorId, source, savedAt }],
    skipDuplicates: true,
  });
}

/** Sends a draft to the partner's reviewer. */
export async function submitDraft(tx: Tx, versionId: string, at: Date): Promise<WriteRefusal | null> {
  const version = await tx.lessonVersion.findUniqueOrThrow({ where: { id: versionId } });
  const refusal = writeRefusal(version.state as VersionState, "submit");
  if (refusal) return refusal;
  // What was reviewed stays readable when it is changed afterwards.
  await keepText(tx, version);
  await tx.lessonVersion.update({ where: { id: versionId }, data: { state: "in-review", submittedAt: at } });
  return null;
}
