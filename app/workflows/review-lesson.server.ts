import { decideReview } from "~/features/courses/workshop.server";
import type { ReviewRefusal } from "~/features/courses/rules/review";
import { versionNews } from "~/features/courses/version-news.server";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { notify } from "~/platform/notifications.server";
import { transact } from "~/platform/transact.server";

/** A reviewer of the partner approves a version, which publishes it, or asks for changes; the author is told. Null when it is not theirs. */
export async function reviewLesson(asked: {
  reviewerId: string;
  /** The institutions for which this person reviews. */
  partners: readonly string[];
  versionId: string;
  verdict: "approve" | "ask";
  note: string;
  requestId: string;
}): Promise<{ refusal: ReviewRefusal | null } | null> {
  return transact(async (tx) => {
    const decided = await decideReview(tx, { ...asked, at: now() });
    if (!decided || decided.refusal) return decided;
    await audit(tx, {
      actorId: asked.reviewerId,
      action: asked.verdict === "approve" ? "lesson.publish" : "lesson.ask-changes",
      subject: `lesson:${decided.lessonId}`,
      detail: { version: decided.number },
      requestId: asked.requestId,
    });
    const { title, authorId, key, link } = await versionNews(tx, asked.versionId);
    if (authorId !== null) {
      const kind = asked.verdict === "approve" ? "lesson.approved" : "lesson.changes-asked";
      await notify(tx, {
        kind,
        params: { lesson: title },
        personIds: [authorId],
        key: `${kind}/${key}`,
        link,
      });
    }
    return { refusal: null };
  });
}
