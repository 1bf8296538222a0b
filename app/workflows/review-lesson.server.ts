import { decideReview, reviewedLesson } from "~/features/courses/review-decision.server";
import type { ReviewRefusal, Verdict } from "~/features/courses/rules/review";
import { versionNews } from "~/features/courses/version-news.server";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { enqueue } from "~/platform/jobs.server";
import { notify } from "~/platform/notifications.server";
import { lock, transact } from "~/platform/transact.server";

/**
 * A reviewer of the partner approves a version, which publishes it, or asks for changes; the author is told. What was
 * changed since it was read is not decided on. Null when it is not theirs.
 */
export async function reviewLesson(asked: {
  reviewerId: string;
  /** The institutions for which this person reviews. */
  partners: readonly string[];
  versionId: string;
  /** Of the text that was read. */
  revision: number;
  verdict: Verdict;
  note: string;
  requestId: string;
}): Promise<{ refusal: ReviewRefusal | null } | null> {
  const { reviewerId: actorId, versionId, verdict, requestId } = asked;
  return transact(
    async (tx) => {
      const lessonId = await reviewedLesson(tx, versionId, asked.partners);
      if (!lessonId) return null;
      await lock(tx, `lesson:${lessonId}`);
      const { refusal, number } = await decideReview(tx, { ...asked, at: now() });
      if (refusal) return { refusal };
      await audit(tx, {
        ...{ actorId, requestId, subject: `lesson:${lessonId}`, detail: { version: number } },
        action: verdict === "approve" ? "lesson.publish" : "lesson.ask-changes",
      });
      // What learners find by the search, and the laws to look at again, are those of the new text.
      if (verdict === "approve") await enqueue(tx, "index-lessons", {}, { key: "all" });
      const { title, authorId, key, link } = await versionNews(tx, versionId);
      if (authorId !== null) {
        const kind = verdict === "approve" ? "lesson.approved" : "lesson.changes-asked";
        await notify(tx, {
          kind,
          params: { lesson: title },
          personIds: [authorId],
          key: `${kind}/${key}`,
          link,
        });
      }
      return { refusal: null };
    },
    { isolation: "ReadCommitted" },
  );
}
