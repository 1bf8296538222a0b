import { compileLesson } from "~/platform/mdx/compile.server";
import { saveDraft, submitDraft, type SaveRefusal } from "~/features/courses/workshop.server";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { transact } from "~/platform/transact.server";

export type SaveResult =
  | { number: number; versionId: string; revision: number; submitted: boolean; savedAt: Date }
  | { refusal: SaveRefusal | "problems" };

/**
 * Saves a text and, when asked, sends it to the partner's reviewer. A draft may have problems; what is sent for review
 * may not, so that a text that does not compile never comes near the learners.
 */
export async function saveLesson(asked: {
  lessonId: string;
  authorId: string;
  source: string;
  basis: { versionId: string; revision: number };
  submit: boolean;
  requestId: string;
}): Promise<SaveResult> {
  if (asked.submit) {
    const compiled = await compileLesson(asked.source);
    if (!compiled.ok) return { refusal: "problems" };
  }
  return transact(async (tx): Promise<SaveResult> => {
    const at = now();
    const { requestId, authorId } = asked;
    const saved = await saveDraft(tx, { ...asked, at });
    if ("refusal" in saved) return saved;
    const subject = `lesson:${asked.lessonId}`;
    const detail = { version: saved.number, revision: saved.revision };
    await audit(tx, { actorId: authorId, action: "lesson.save", subject, detail, requestId });
    if (asked.submit) {
      const refusal = await submitDraft(tx, saved.versionId, at);
      if (refusal) return { refusal };
      await audit(tx, { actorId: authorId, action: "lesson.submit", subject, detail, requestId });
    }
    return { ...saved, submitted: asked.submit, savedAt: at };
  });
}
