import { creditHours } from "~/features/certification/credit-hours.server";
import type { LessonRefusal } from "~/features/courses/rules/minutes";
import { version as rule } from "~/features/courses/rules/minutes";
import { completionKey, issueCertificate } from "~/features/courses/course-certificate.server";
import { completeCourse, completeLesson, type StudiedLesson } from "~/features/courses/study.server";
import { postEvent } from "~/features/incentives/post-event.server";
import { unitOn } from "~/features/people/unit-tree.server";
import { civilDate, dbDate } from "~/lib/dates";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import type { Tx } from "~/platform/store.server";
import { inStudiedLesson } from "./in-studied-lesson.server";

export interface Finished {
  refusal: LessonRefusal | null;
  /** What the course gave when this was its last open lesson. */
  course: { minutes: number; points: number; certificate: string } | null;
}

/**
 * Finishes a lesson; the last one of a course completes it: minutes credited, certificate given, points posted. Doing it
 * again changes nothing. Null without such a lesson.
 */
export async function finishLesson(asked: {
  personId: string;
  course: string;
  lesson: string;
  requestId: string;
}): Promise<Finished | null> {
  // Of two last lessons at once, the second sees the first done.
  return inStudiedLesson(asked, (tx, found) => finishStudied(tx, found, asked));
}

/** The same inside a transaction that holds the person's study. */
export async function finishStudied(
  tx: Tx,
  found: StudiedLesson,
  { personId, requestId }: { personId: string; requestId: string },
): Promise<Finished> {
  const at = now();
  const refusal = await completeLesson(tx, personId, found, at);
  if (refusal && refusal !== "already") return { refusal, course: null };
  if (!refusal) {
    const detail = { course: found.course.slug, version: found.version.number };
    const subject = `lesson:${found.lessonId}`;
    await audit(tx, { actorId: personId, action: "lesson.finish", subject, detail, requestId });
  }
  // A lesson done before can complete its course too: when the one that was still open is taken out.
  const completion = await completeCourse(tx, personId, found.course.id, rule, at);
  if (!completion) return { refusal: null, course: null };
  const day = dbDate(civilDate(at));
  const courseId = found.course.id;
  const key = completionKey({ courseId, personId });
  const evidence = { course: found.course.slug, minutes: completion.minutes };
  await creditHours(tx, {
    personId,
    source: "course",
    key,
    minutes: completion.minutes,
    endedOn: day,
    evidence,
    at,
  });
  const certificate = await issueCertificate(tx, { personId, courseId, completedAt: at, ...completion });
  const unitId = await unitOn(tx, personId, day);
  const points = unitId
    ? await postEvent(
        tx,
        { id: key, personId, unitId, kind: "course.completed", occurredAt: at, facts: {}, evidence },
        at,
      )
    : 0;
  await audit(tx, {
    actorId: personId,
    action: "course.complete",
    subject: `course:${courseId}`,
    detail: { minutes: completion.minutes, points, certificate },
    requestId,
  });
  return { refusal: null, course: { minutes: completion.minutes, points, certificate } };
}
