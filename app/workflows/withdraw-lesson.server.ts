import { reviewedLesson, withdrawVersion } from "~/features/courses/review-decision.server";
import type { WriteRefusal } from "~/features/courses/rules/review";
import { audit } from "~/platform/audit.server";
import { lock, transact } from "~/platform/transact.server";

/** Whoever writes the course takes a text back before it is decided on, to go on with it. Null when it is not theirs. */
export async function withdrawLesson(asked: {
  actorId: string;
  /** The institutions for which this person writes. */
  partners: readonly string[];
  versionId: string;
  requestId: string;
}): Promise<{ refusal: WriteRefusal | null } | null> {
  const { actorId, partners, versionId, requestId } = asked;
  return transact(
    async (tx) => {
      const lessonId = await reviewedLesson(tx, versionId, partners);
      if (!lessonId) return null;
      await lock(tx, `lesson:${lessonId}`);
      const { refusal, number } = await withdrawVersion(tx, versionId);
      if (!refusal) {
        await audit(tx, {
          ...{ actorId, requestId, subject: `lesson:${lessonId}`, detail: { version: number } },
          action: "lesson.withdraw",
        });
      }
      return { refusal };
    },
    { isolation: "ReadCommitted" },
  );
}
