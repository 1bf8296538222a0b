import { answerCheck as answer, countBeat, publishedLesson } from "~/features/courses/study.server";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import type { Tx } from "~/platform/store.server";
import { lock, transact } from "~/platform/transact.server";

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
  const found = await publishedLesson(asked.course, asked.lesson);
  if (!found) return null;
  const work = async (tx: Tx) => {
    await lock(tx, `study:${asked.personId}`);
    const at = now();
    const graded = await answer(tx, asked.personId, found, { check: asked.check, chosen: asked.chosen, at });
    if (!graded) return null;
    await countBeat(tx, asked.personId, found.lessonId, {
      at: at.getTime(),
      deviceId: asked.device,
      claim: true,
    });
    if (graded.firstPass) {
      await audit(tx, {
        actorId: asked.personId,
        action: "check.pass",
        subject: `lesson:${found.lessonId}`,
        detail: { check: asked.check, version: found.version.number },
        requestId: asked.requestId,
      });
    }
    return { right: graded.right };
  };
  return transact(work, { isolation: "ReadCommitted" });
}
