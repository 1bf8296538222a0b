import { answerCheck as answer, countBeat } from "~/features/courses/study.server";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { inStudiedLesson } from "./in-studied-lesson.server";

/**
 * Grades an answer to a check of a lesson. Answering is use of the lesson, so it counts as a beat too: that gives a page
 * without JavaScript its honest share of time. Null without such a check.
 */
export async function answerCheck(asked: {
  personId: string;
  course: string;
  lesson: string;
  check: string;
  chosen: readonly string[];
  device: string;
  requestId: string;
}): Promise<{ right: boolean } | null> {
  const { personId, check, chosen, device, requestId } = asked;
  return inStudiedLesson(asked, async (tx, found) => {
    const at = now();
    const graded = await answer(tx, personId, found, { check, chosen, at });
    if (!graded) return null;
    await countBeat(tx, personId, found, { at: at.getTime(), deviceId: device, claim: true });
    if (graded.firstPass) {
      await audit(tx, {
        actorId: personId,
        action: "check.pass",
        subject: `lesson:${found.lessonId}`,
        detail: { check, version: found.version.number },
        requestId,
      });
    }
    return { right: graded.right };
  });
}
