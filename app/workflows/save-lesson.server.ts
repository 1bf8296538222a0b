import { compileLesson } from "~/platform/mdx/compile.server";
import { saveDraft, submitDraft, type SaveRefusal } from "~/features/courses/workshop.server";
import { versionNews } from "~/features/courses/version-news.server";
import { roleHolders } from "~/features/people/role-holders.server";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { notify } from "~/platform/notifications.server";
import { transact } from "~/platform/transact.server";

export type SaveResult =
  | { number: number; versionId: string; revision: number; submitted: boolean; savedAt: Date }
  | { refusal: SaveRefusal | "problems" };

/**
 * Saves a text and, when asked, sends it to the partner's reviewers, who are told; the same again changes nothing. A draft may have
 * problems; what is sent for review may not, so that a text that does not compile never comes near the learners.
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
    const { isNew, ...kept } = saved;
    const subject = `lesson:${asked.lessonId}`;
    const detail = { version: kept.number, revision: kept.revision };
    if (isNew) await audit(tx, { actorId: authorId, action: "lesson.save", subject, detail, requestId });
    if (asked.submit) {
      const refusal = await submitDraft(tx, kept.versionId, at);
      // What was sent before is refused here, and is where it was asked to be.
      if (refusal && (isNew || refusal === "published")) return { refusal };
      if (!refusal) {
        await audit(tx, { actorId: authorId, action: "lesson.submit", subject, detail, requestId });
        const { title, partnerId, key, link } = await versionNews(tx, kept.versionId);
        await notify(tx, {
          kind: "lesson.submitted",
          params: { lesson: title },
          personIds: (await roleHolders(tx, "reviewer", partnerId, at)).filter((id) => id !== authorId),
          key: `lesson.submitted/${key}`,
          link,
        });
      }
    }
    return { ...kept, submitted: asked.submit, savedAt: at };
  });
}
