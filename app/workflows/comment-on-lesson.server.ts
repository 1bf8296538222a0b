import { addComment, commentOf, settleComment } from "~/features/courses/review-comments.server";
import { canSettle } from "~/features/courses/rules/review";
import { versionNews } from "~/features/courses/version-news.server";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { notify } from "~/platform/notifications.server";
import { lock, transact } from "~/platform/transact.server";

/**
 * Somebody says something about a block of a lesson's newest text; its author is told, once for each person and version
 * however much there is to say. The same `id` again changes nothing.
 */
export async function commentOnLesson(asked: {
  authorId: string;
  lessonId: string;
  id: string;
  versionId: string;
  /** Of the text that was read. */
  revision: number;
  line: number;
  /** How the block begins, to find it again. */
  quote: string;
  text: string;
  requestId: string;
}): Promise<{ refusal: "changed" | null }> {
  const { authorId: actorId, lessonId, id, versionId, line, requestId } = asked;
  return transact(
    async (tx) => {
      await lock(tx, `lesson:${lessonId}`);
      const said = await addComment(tx, { ...asked, at: now() });
      if (said.refusal || !said.isNew) return { refusal: said.refusal };
      await audit(tx, {
        ...{ actorId, requestId, action: "lesson.comment", subject: `lesson:${lessonId}` },
        detail: { comment: id, line },
      });
      const { title, authorId, reviewLink: link } = await versionNews(tx, versionId);
      if (authorId !== null && authorId !== actorId) {
        await notify(tx, {
          kind: "lesson.commented",
          params: { lesson: title },
          personIds: [authorId],
          key: `lesson.commented/${versionId}/${actorId}`,
          link,
        });
      }
      return { refusal: null };
    },
    { isolation: "ReadCommitted" },
  );
}

/** Somebody whom it concerns settles a comment, or opens it again. Null when there is none that they could settle. */
export async function settleLessonComment(asked: {
  personId: string;
  lessonId: string;
  commentId: string;
  open: boolean;
  /** Whether the newest text of the lesson is this person's. */
  wroteText: boolean;
  reviews: boolean;
  requestId: string;
}): Promise<{ done: true } | null> {
  const { personId: actorId, lessonId, commentId: id, open, wroteText, reviews, requestId } = asked;
  return transact(
    async (tx) => {
      await lock(tx, `lesson:${lessonId}`);
      const comment = await commentOf(tx, lessonId, id);
      if (!comment || !canSettle({ wroteText, reviews, wroteComment: comment.authorId === actorId }))
        return null;
      if (await settleComment(tx, { id, open, by: actorId, at: now() })) {
        await audit(tx, {
          ...{ actorId, requestId, subject: `lesson:${lessonId}`, detail: { comment: id } },
          action: open ? "lesson.reopen-comment" : "lesson.settle-comment",
        });
      }
      return { done: true };
    },
    { isolation: "ReadCommitted" },
  );
}
