import { countBeat, publishedLesson } from "~/features/courses/study.server";
import { now } from "~/platform/clock.server";
import { lock, transact } from "~/platform/transact.server";

/** Counts a beat of study. Null without such a lesson. Beats are too many for the audit: the completion is audited. */
export async function beatLesson(asked: {
  personId: string;
  course: string;
  lesson: string;
  device: string;
  claim: boolean;
}): Promise<{ studiedMs: number } | "held-elsewhere" | null> {
  const found = await publishedLesson(asked.course, asked.lesson);
  if (!found) return null;
  const beat = { at: now().getTime(), deviceId: asked.device, claim: asked.claim };
  const studiedMs = await transact(
    async (tx) => {
      await lock(tx, `study:${asked.personId}`);
      return countBeat(tx, asked.personId, found.lessonId, beat);
    },
    { isolation: "ReadCommitted" },
  );
  return studiedMs === null ? "held-elsewhere" : { studiedMs };
}
