import { chosenOf, gradeCheck } from "~/platform/mdx/check-grade";
import type { CheckKeys, LessonBody } from "~/platform/mdx/lesson-body";
import { db, type Tx } from "~/platform/store.server";
import { compiledVersion, type Compiled } from "./compiled-lesson.server";
import { keepGap } from "./offline-study.server";
import { sameChecks, type CheckText } from "./rules/carry-over";
import { courseMinutes, creditBeat, lessonRefusal, type Beat, type LessonRefusal } from "./rules/minutes";

/** Where in the lesson the learner is, as the page says it. */
export interface Place {
  /** The id of the section on the screen. */
  section: string;
  /** The ids of sections that were read to their end. */
  read: readonly string[];
}

/**
 * Counts a beat and keeps where the learner is. Returns the milliseconds studied, or null when another device holds the
 * lesson. The first beat settles which version is studied.
 */
export async function countBeat(
  tx: Tx,
  personId: string,
  { lessonId, version, sections }: StudiedLesson,
  beat: Beat,
  place: Place = { section: "", read: [] },
): Promise<number | null> {
  const where = { personId_lessonId: { personId, lessonId } };
  const at = new Date(beat.at);
  const study = await tx.lessonStudy.upsert({
    where,
    create: { personId, lessonId, versionId: version.id, startedAt: at },
    update: {},
  });
  // One person's time runs once: with two lessons open the beats of either share it.
  const { _max } = await tx.lessonStudy.aggregate({ where: { personId }, _max: { lastBeatAt: true } });
  const last = _max.lastBeatAt?.getTime() ?? null;
  const before = {
    studiedMs: study.studiedMs,
    lastBeatAt: study.lastBeatAt && last,
    deviceId: study.deviceId,
  };
  const after = creditBeat(before, beat);
  if (after === "held-elsewhere") return null;
  await keepGap(tx, personId, { last, at: beat.at, creditedMs: after.studiedMs - study.studiedMs });
  const read = sections.filter((id) => study.sectionsRead.includes(id) || place.read.includes(id));
  await tx.lessonStudy.update({
    where,
    data: {
      studiedMs: after.studiedMs,
      deviceId: after.deviceId,
      lastBeatAt: after.lastBeatAt === null ? null : new Date(after.lastBeatAt),
      versionId: study.versionId ?? version.id,
      sectionsRead: read,
      ...(sections.includes(place.section) && { section: place.section }),
    },
  });
  return after.studiedMs;
}

/** A lesson in the version that somebody studies. */
export interface StudiedLesson {
  lessonId: string;
  course: { id: string; slug: string; partnerId: string };
  version: { id: string; number: number; minutes: number };
  /** The version that new learners get. */
  publishedId: string;
  keys: CheckKeys;
  body: LessonBody;
  /** Ids in their order. */
  sections: string[];
}

/**
 * The lesson that a person studies, or null: the version of the first day, else the published one. Drafts are nobody's;
 * what is retired is only of those who are under way. Whoever began without a network has `begun` a published version by
 * its id. Read before a transaction.
 */
export async function studiedLesson(
  personId: string | null,
  courseSlug: string,
  slug: string,
  begun?: string,
): Promise<StudiedLesson | null> {
  const lesson = await db().lesson.findFirst({
    where: { slug, course: { slug: courseSlug } },
    include: {
      course: { select: { id: true, slug: true, partnerId: true, state: true } },
      studies: { where: { personId: personId ?? undefined }, take: personId ? 1 : 0 },
    },
  });
  if (!lesson?.publishedVersionId) return null;
  const { state, ...course } = lesson.course;
  const study = lesson.studies[0];
  if (!study && (lesson.retiredAt || state === "draft")) return null;
  if (!study && state === "retired" && !(await underWay(personId, course.id))) return null;
  const version = await db().lessonVersion.findUniqueOrThrow({
    where: { id: study?.versionId ?? begun ?? lesson.publishedVersionId },
    select: { id: true, number: true, minutes: true },
  });
  const { keys, body } = await compiledVersion(version.id);
  return {
    lessonId: lesson.id,
    course,
    version,
    publishedId: lesson.publishedVersionId,
    keys,
    body,
    sections: body.sections.map(({ id }) => id),
  };
}

async function underWay(personId: string | null, courseId: string): Promise<boolean> {
  if (!personId) return false;
  return (await db().lessonStudy.count({ where: { personId, lesson: { courseId } } })) > 0;
}

/** The published version of a lesson, as somebody gets it who has not begun. */
export function publishedLesson(courseSlug: string, slug: string): Promise<StudiedLesson | null> {
  return studiedLesson(null, courseSlug, slug);
}

/** Grades an answer to a check and keeps it; null when the lesson has no such check. */
export async function answerCheck(
  tx: Tx,
  personId: string,
  { version, keys }: StudiedLesson,
  asked: { check: string; chosen: readonly string[]; at: Date },
): Promise<{ right: boolean; firstPass: boolean } | null> {
  const key = Object.hasOwn(keys, asked.check) ? keys[asked.check] : undefined;
  if (!key) return null;
  const chosen = chosenOf(key, asked.chosen);
  const right = gradeCheck(key, chosen);
  const id = { personId, versionId: version.id, checkId: asked.check };
  const before = await tx.checkAnswer.findUnique({ where: { personId_versionId_checkId: id } });
  const firstPass = right && !before?.passedAt;
  await tx.checkAnswer.upsert({
    where: { personId_versionId_checkId: id },
    create: { ...id, chosen, right, answeredAt: asked.at, passedAt: right ? asked.at : null },
    update: {
      chosen,
      right,
      tries: { increment: 1 },
      answeredAt: asked.at,
      ...(firstPass ? { passedAt: asked.at } : {}),
    },
  });
  return { right, firstPass };
}

export interface Moved {
  /** The number of the version that is studied from now on. */
  version: number;
  /** How many passed checks came along, and how many there are to pass. */
  carried: number;
  checks: number;
}

/**
 * Moves a learner who is under way to the published version: minutes stay, passed checks that are still the same come
 * along. Null when there is nothing to move to. `before` and `after` are both versions, read before the transaction.
 */
export async function moveStudy(
  tx: Tx,
  personId: string,
  lessonId: string,
  versions: { before: VersionText; after: VersionText },
): Promise<Moved | null> {
  const { before, after } = versions;
  const where = { personId_lessonId: { personId, lessonId } };
  const study = await tx.lessonStudy.findUnique({ where });
  if (!study || study.completedAt || study.versionId !== before.id || after.number <= before.number)
    return null;
  const same = sameChecks(checkTexts(before), checkTexts(after));
  const passed = await tx.checkAnswer.findMany({
    where: { personId, versionId: before.id, passedAt: { not: null }, checkId: { in: same } },
  });
  await tx.checkAnswer.createMany({
    data: passed.map((answer) => ({ ...answer, versionId: after.id })),
    skipDuplicates: true,
  });
  const sections = after.body.sections.map(({ id }) => id);
  await tx.lessonStudy.update({
    where,
    data: {
      versionId: after.id,
      sectionsRead: sections.filter((id) => study.sectionsRead.includes(id)),
      section: sections.includes(study.section) ? study.section : "",
    },
  });
  return { version: after.number, carried: passed.length, checks: Object.keys(after.keys).length };
}

/** A version with its compiled text. */
export interface VersionText extends Compiled {
  id: string;
  number: number;
}

/** A version of a lesson that is or was published, or null. */
export async function publishedText(
  course: string,
  slug: string,
  versionId: string,
): Promise<VersionText | null> {
  const where = { id: versionId, state: "published", lesson: { slug, course: { slug: course } } };
  const found = await db().lessonVersion.findFirst({ where, select: { id: true } });
  return found && versionText(found.id);
}

export async function versionText(versionId: string): Promise<VersionText> {
  const select = { id: true, number: true };
  const version = await db().lessonVersion.findUniqueOrThrow({ where: { id: versionId }, select });
  return { ...version, ...(await compiledVersion(versionId)) };
}

/** The checks of a lesson as the rule compares them. */
export function checkTexts({ body, keys }: Compiled): CheckText[] {
  return body.blocks.flatMap((block) =>
    block.kind === "check" ? [{ ...block, correct: keys[block.id]?.correct ?? [] }] : [],
  );
}

/** Marks a lesson as done, or says why it is not. `"already"` when it was done before. */
export async function completeLesson(
  tx: Tx,
  personId: string,
  { lessonId, version, keys, sections }: StudiedLesson,
  at: Date,
): Promise<LessonRefusal | "already" | null> {
  const where = { personId_lessonId: { personId, lessonId } };
  const study = await tx.lessonStudy.findUnique({ where });
  if (study?.completedAt) return "already";
  const passed = await tx.checkAnswer.count({
    where: { personId, versionId: version.id, passedAt: { not: null }, checkId: { in: Object.keys(keys) } },
  });
  const refusal = lessonRefusal({
    studiedMs: study?.studiedMs ?? 0,
    statedMinutes: version.minutes,
    checks: Object.keys(keys).length,
    checksPassed: passed,
  });
  if (refusal) return refusal;
  // Whoever has done all that a lesson asks for has been through all of it, with or without a script that says so.
  const data = { completedAt: at, sectionsRead: sections, versionId: version.id };
  await tx.lessonStudy.update({ where, data });
  return null;
}

export interface Completion {
  minutes: number;
  evidence: {
    rule: string;
    lessons: {
      lesson: string;
      version: number;
      studiedMs: number;
      statedMinutes: number;
      offlineMs?: number;
    }[];
  };
}

/**
 * Records the completion of a course once all its lessons are done; null while one is open or when it was recorded
 * before. Lessons that were taken out need not be done; those that were done before count.
 */
export async function completeCourse(
  tx: Tx,
  personId: string,
  courseId: string,
  rule: string,
  at: Date,
): Promise<Completion | null> {
  const lessons = await tx.lesson.findMany({
    where: { courseId, publishedVersionId: { not: null } },
    orderBy: { position: "asc" },
    include: { published: true, studies: { where: { personId }, include: { version: true } } },
  });
  const done = lessons.flatMap(({ slug, published, retiredAt, studies: [study] }) => {
    if (!study?.completedAt) return retiredAt ? [] : [null];
    const version = study.version ?? published;
    const { number = 0, minutes = 0 } = version ?? {};
    const { studiedMs, offlineMs } = study;
    const offline = offlineMs > 0 ? { offlineMs } : {};
    return [{ lesson: slug, version: number, studiedMs, statedMinutes: minutes, ...offline }];
  });
  const studied = done.flatMap((each) => each ?? []);
  if (studied.length === 0 || studied.length < done.length) return null;
  if (await tx.courseCompletion.findUnique({ where: { personId_courseId: { personId, courseId } } }))
    return null;
  const completion: Completion = { minutes: courseMinutes(studied), evidence: { rule, lessons: studied } };
  await tx.courseCompletion.create({ data: { personId, courseId, completedAt: at, ...completion } });
  return completion;
}
