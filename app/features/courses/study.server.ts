import type { CheckKeys } from "~/platform/mdx/lesson-body";
import { db, type Tx } from "~/platform/store.server";
import { compiledLesson } from "./compiled-lesson.server";
import { courseMinutes, creditBeat, lessonRefusal, type Beat, type LessonRefusal } from "./rules/minutes";

/** Counts a beat. Returns the milliseconds studied, or null when another device holds the lesson. */
export async function countBeat(
  tx: Tx,
  personId: string,
  lessonId: string,
  beat: Beat,
): Promise<number | null> {
  const where = { personId_lessonId: { personId, lessonId } };
  const at = new Date(beat.at);
  const study = await tx.lessonStudy.upsert({
    where,
    create: { personId, lessonId, startedAt: at },
    update: {},
  });
  // One person's time runs once: with two lessons open the beats of either share it.
  const { _max } = await tx.lessonStudy.aggregate({ where: { personId }, _max: { lastBeatAt: true } });
  const before = {
    studiedMs: study.studiedMs,
    lastBeatAt: study.lastBeatAt && (_max.lastBeatAt?.getTime() ?? null),
    deviceId: study.deviceId,
  };
  const after = creditBeat(before, beat);
  if (after === "held-elsewhere") return null;
  await tx.lessonStudy.update({
    where,
    data: {
      studiedMs: after.studiedMs,
      deviceId: after.deviceId,
      lastBeatAt: after.lastBeatAt === null ? null : new Date(after.lastBeatAt),
    },
  });
  return after.studiedMs;
}

export interface PublishedLesson {
  lessonId: string;
  course: { id: string; slug: string };
  version: { id: string; number: number; minutes: number };
  keys: CheckKeys;
}

/** The published version of a lesson with the keys of its checks, or null. Read before a transaction. */
export async function publishedLesson(courseSlug: string, slug: string): Promise<PublishedLesson | null> {
  const lesson = await db().lesson.findFirst({
    where: { slug, course: { slug: courseSlug } },
    include: { published: true, course: { select: { id: true, slug: true } } },
  });
  if (!lesson?.published) return null;
  const { keys } = await compiledLesson(lesson.published.source);
  return { lessonId: lesson.id, course: lesson.course, version: lesson.published, keys };
}

/** Grades an answer to a check and keeps it; null when the lesson has no such check. */
export async function answerCheck(
  tx: Tx,
  personId: string,
  { version, keys }: PublishedLesson,
  asked: { check: string; chosen: readonly string[]; at: Date },
): Promise<{ right: boolean; firstPass: boolean } | null> {
  const key = keys[asked.check];
  if (!key) return null;
  const chosen = [...new Set(asked.chosen)].filter((option) => option in key.why).sort();
  const right = chosen.join() === [...key.correct].sort().join();
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

/** Marks a lesson as done, or says why it is not. `"already"` when it was done before. */
export async function completeLesson(
  tx: Tx,
  personId: string,
  { lessonId, version, keys }: PublishedLesson,
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
  await tx.lessonStudy.update({ where, data: { completedAt: at } });
  return null;
}

export interface Completion {
  minutes: number;
  evidence: {
    rule: string;
    lessons: { lesson: string; version: number; studiedMs: number; statedMinutes: number }[];
  };
}

/** Records the completion of a course once all its lessons are done; null while one is open or when it was recorded before. */
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
    include: { published: true, studies: { where: { personId } } },
  });
  if (lessons.some((lesson) => lesson.studies[0]?.completedAt == null)) return null;
  if (await tx.courseCompletion.findUnique({ where: { personId_courseId: { personId, courseId } } }))
    return null;
  const studied = lessons.map((lesson) => ({
    lesson: lesson.slug,
    version: lesson.published?.number ?? 0,
    studiedMs: lesson.studies[0]?.studiedMs ?? 0,
    statedMinutes: lesson.published?.minutes ?? 0,
  }));
  const completion: Completion = { minutes: courseMinutes(studied), evidence: { rule, lessons: studied } };
  await tx.courseCompletion.create({ data: { personId, courseId, completedAt: at, ...completion } });
  return completion;
}
