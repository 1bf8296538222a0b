import { createHash } from "node:crypto";
import { certificateRow } from "~/features/courses/course-certificate.server";
import { compiledLesson } from "~/features/courses/compiled-lesson.server";
import { sourceHash } from "~/features/courses/course-files.server";
import { courseMinutes, version as rule } from "~/features/courses/rules/minutes";
import { civilDate, dayMs, dbDate, minuteMs } from "~/lib/dates";
import { between } from "~/lib/random";
import type { Prisma } from "~/platform/generated/prisma/client";
import { db } from "~/platform/store.server";
import type { DemoEvent } from "./ledger.server";
import type { DemoPeople } from "./people";

/** How many people have completed the first course. */
const completed = 60;

/** Study of the first course: sixty have completed it, the worker of the sign-in page is in its last lesson. */
export async function studyRows(people: DemoPeople, at: Date, random: () => number) {
  const course = await db().course.findFirstOrThrow({
    orderBy: { position: "asc" },
    include: { lessons: { orderBy: { position: "asc" }, include: { published: true } } },
  });
  const lessons = await Promise.all(
    course.lessons.flatMap(({ id, slug, published }) =>
      published
        ? [compiledLesson(published.source).then(({ keys }) => ({ id, slug, version: published, keys }))]
        : [],
    ),
  );
  const studies: Prisma.LessonStudyCreateManyInput[] = [];
  const answers: Prisma.CheckAnswerCreateManyInput[] = [];
  const completions: Prisma.CourseCompletionCreateManyInput[] = [];
  const certificates: Prisma.CourseCertificateCreateManyInput[] = [];
  const hours: Prisma.HourCreditCreateManyInput[] = [];
  const events: DemoEvent[] = [];

  const study = (
    personId: string,
    lesson: (typeof lessons)[number],
    startedAt: Date,
    share: number | null,
  ) => {
    const statedMs = lesson.version.minutes * minuteMs;
    const studiedMs = Math.round(statedMs * (share ?? 0.75 + random() / 2));
    const endedAt = new Date(startedAt.getTime() + studiedMs);
    const done = share === null;
    studies.push({
      personId,
      lessonId: lesson.id,
      versionId: lesson.version.id,
      studiedMs,
      startedAt,
      lastBeatAt: endedAt,
      completedAt: done ? endedAt : null,
    });
    for (const [checkId, key] of done ? Object.entries(lesson.keys) : []) {
      const common = { personId, versionId: lesson.version.id, checkId, chosen: key.correct };
      answers.push({ ...common, right: true, answeredAt: endedAt, passedAt: endedAt });
    }
    return { studiedMs, endedAt };
  };

  const [first, ...others] = people.workers;
  lessons.forEach((lesson, i) => {
    if (!first) return;
    const last = i === lessons.length - 1;
    const begun = last ? at.getTime() - 60 * minuteMs : at.getTime() - (lessons.length - i) * 2 * dayMs;
    study(first.id, lesson, new Date(begun), last ? 0.4 : null);
  });
  for (const { id: personId, unitId } of others.slice(0, completed)) {
    let endedAt = new Date(at.getTime() - between(3, 120, random) * dayMs);
    const studied = lessons.map((lesson) => {
      const done = study(personId, lesson, endedAt, null);
      endedAt = new Date(done.endedAt.getTime() + 10 * minuteMs);
      const { number, minutes } = lesson.version;
      return { lesson: lesson.slug, version: number, studiedMs: done.studiedMs, statedMinutes: minutes };
    });
    const minutes = courseMinutes(studied);
    const key = `course:${course.id}:${personId}`;
    const evidence = { course: course.slug, minutes };
    const endedOn = dbDate(civilDate(endedAt));
    const completion = {
      ...{ personId, courseId: course.id, minutes, completedAt: endedAt },
      evidence: { rule, lessons: studied },
    };
    completions.push(completion);
    const { title } = course;
    certificates.push(certificateRow({ ...completion, title }, numberOf(personId)));
    hours.push({ personId, source: "course", minutes, endedOn, evidence, key, postedAt: endedAt });
    events.push({
      id: key,
      personId,
      unitId,
      kind: "course.completed",
      occurredAt: endedAt,
      facts: {},
      evidence,
    });
  }
  return { studies, answers, completions, certificates, hours, events, inReview: waiting() };

  /** A next version of the second lesson, which waits for the reviewer. */
  function waiting(): Prisma.LessonVersionCreateManyInput[] {
    const lesson = lessons[1];
    const authorId = people.byNumber.get("T0001");
    if (!lesson || !authorId) return [];
    const { lessonId, number, title, minutes, source: before } = lesson.version;
    const source = `${before.trimEnd()}\n\n下次来访以前，把今天记下的原话再读一遍。\n`;
    const savedAt = new Date(at.getTime() - dayMs);
    const text = {
      title,
      minutes,
      source,
      sourceHash: sourceHash(source),
      authorId,
      savedAt,
      submittedAt: savedAt,
    };
    return [{ lessonId, number: number + 1, state: "in-review", ...text }];
  }
}

/** The same person of the demonstration has the same number in each. */
function numberOf(personId: string): Uint8Array {
  return createHash("sha256").update(`certificate ${personId}`).digest().subarray(0, 8);
}
