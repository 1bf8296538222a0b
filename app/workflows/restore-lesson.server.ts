import { historyText } from "~/features/courses/history.server";
import type { SaveRefusal } from "~/features/courses/rules/draft";
import { saveDraft } from "~/features/courses/workshop.server";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { lock, transact } from "~/platform/transact.server";

/**
 * Makes an earlier text of a lesson its draft again, as a new revision: the text that was the draft stays in history.
 * `key` is that of the history, `<version>.<revision>`; `basis` is the newest text that the person saw.
 */
export async function restoreLesson(asked: {
  lessonId: string;
  authorId: string;
  key: string;
  basis: { versionId: string; revision: number };
  requestId: string;
}): Promise<{ number: number; revision: number } | { refusal: SaveRefusal | "not-there" }> {
  const { lessonId, authorId, key, basis, requestId } = asked;
  return transact(
    async (tx) => {
      await lock(tx, `lesson:${lessonId}`);
      const source = await historyText(lessonId, key, tx);
      if (source === null) return { refusal: "not-there" as const };
      const saved = await saveDraft(tx, { lessonId, authorId, source, basis, kind: "choice", at: now() });
      if ("refusal" in saved) return saved;
      const { number, revision, isNew } = saved;
      const detail = { version: number, revision, from: key };
      if (isNew)
        await audit(tx, {
          actorId: authorId,
          action: "lesson.restore",
          subject: `lesson:${lessonId}`,
          detail,
          requestId,
        });
      return { number, revision };
    },
    { isolation: "ReadCommitted" },
  );
}
