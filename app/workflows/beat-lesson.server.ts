import { countBeat, type Place } from "~/features/courses/study.server";
import { now } from "~/platform/clock.server";
import { inStudiedLesson } from "./in-studied-lesson.server";

/** Counts a beat of study. Null without such a lesson. Beats are too many for the audit: the completion is audited. */
export async function beatLesson(asked: {
  personId: string;
  course: string;
  lesson: string;
  device: string;
  claim: boolean;
  place?: Place;
}): Promise<{ studiedMs: number } | "held-elsewhere" | null> {
  const beat = { at: now().getTime(), deviceId: asked.device, claim: asked.claim };
  return inStudiedLesson(asked, async (tx, found) => {
    const studiedMs = await countBeat(tx, asked.personId, found, beat, asked.place);
    return studiedMs === null ? "held-elsewhere" : { studiedMs };
  });
}
