import { compileLesson } from "~/platform/mdx/compile.server";
import type { SaveKind, SaveRefusal } from "~/features/courses/rules/draft";
import { saveDraft, submitDraft } from "~/features/courses/workshop.server";
import { versionNews } from "~/features/courses/version-news.server";
import { roleHolders } from "~/features/people/role-holders.server";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { notify } from "~/platform/notifications.server";
import { lock, transact } from "~/platform/transact.server";

export type SaveResult =
  | { number: number; versionId: string; revision: number; submitted: boolean; savedAt: Date }
  | { refusal: SaveRefusal | "problems" };

/**
 * Saves a text and, when asked, sends it to the partner's reviewers, who are told; the same again changes nothing. A
 * draft may have problems; what is sent for review may not, so that a text that does not compile never comes near the
 * learners. The log has what people did: an autosave is none of it.
 */
export async function saveLesson(asked: {
  lessonId: string;
  authorId: string;
  source: string;
  basis: { versionId: string; revision: number };
  /** By hand when it is not given. */
  kind?: SaveKind;
  /** The text that lost when somebody chose between two: history keeps it. */
  aside?: string;
  submit: boolean;
  requestId: string;
}): Promise<SaveResult> {
  if (asked.submit) {
    const compiled = await compileLesson(asked.source);
    if (!compiled.ok) return { refusal: "problems" };
  }
  const { requestId, authorId, lessonId, submit, kind = "hand" } = asked;
  return transact(
    async (tx): Promise<SaveResult> => {
      await lock(tx, `lesson:${lessonId}`);
      const at = now();
      const saved = await saveDraft(tx, { ...asked, kind, at });
      if ("refusal" in saved) return saved;
      const { isNew, ...kept } = saved;
      const subject = `lesson:${lessonId}`;
      const detail = { version: kept.number, revision: kept.revision };
      if (isNew && kind !== "auto")
        await audit(tx, { actorId: authorId, action: "lesson.save", subject, detail, requestId });
      if (submit) {
        const refusal = await submitDraft(tx, kept.versionId, at);
        // What was sent before is refused here, and is where it was asked to be.
        if (refusal && (isNew || refusal === "published")) return { refusal };
        if (!refusal) {
          await audit(tx, { actorId: authorId, action: "lesson.submit", subject, detail, requestId });
          const { title, partnerId, key, reviewLink: link } = await versionNews(tx, kept.versionId);
          await notify(tx, {
            kind: "lesson.submitted",
            params: { lesson: title },
            personIds: (await roleHolders(tx, "reviewer", partnerId, at)).filter((id) => id !== authorId),
            key: `lesson.submitted/${key}`,
            link,
          });
        }
      }
      return { ...kept, submitted: submit };
    },
    { isolation: "ReadCommitted" },
  );
}
