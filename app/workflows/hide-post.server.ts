import { studiedLesson } from "~/features/courses/study.server";
import { hidePost as hide } from "~/features/courses/talk.server";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { lock, transact } from "~/platform/transact.server";

/**
 * Hides a post under a lesson: one's own, or any for whoever writes or reviews the courses of the institution. Doing it
 * again changes nothing. Null when there is no such post, or it is not theirs to hide.
 */
export async function hidePost(asked: {
  personId: string;
  course: string;
  lesson: string;
  post: string;
  /** The institutions whose courses the person writes or reviews. */
  partners: readonly string[];
  requestId: string;
}): Promise<true | null> {
  const { personId, post, partners, requestId } = asked;
  const found = await studiedLesson(personId, asked.course, asked.lesson);
  if (!found) return null;
  return transact(
    async (tx) => {
      await lock(tx, `post:${post}`);
      const done = await hide(tx, { id: post, lessonId: found.lessonId, personId, partners, at: now() });
      if (!done) return null;
      if (done.hidden) {
        const detail = { post, own: done.own, person: done.writer };
        const subject = `lesson:${found.lessonId}`;
        await audit(tx, { actorId: personId, action: "post.hide", subject, detail, requestId });
      }
      return true as const;
    },
    { isolation: "ReadCommitted" },
  );
}
