import type { PostRefusal } from "~/features/courses/rules/discussion";
import { studiedLesson } from "~/features/courses/study.server";
import { addPost, hasPlace } from "~/features/courses/talk.server";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { lock, transact } from "~/platform/transact.server";

/** Says something under a lesson, once for each `id`. Null when the lesson has no such discussion. */
export async function postInDiscussion(asked: {
  personId: string;
  course: string;
  lesson: string;
  place: string;
  id: string;
  text: string;
  requestId: string;
}): Promise<{ refusal: PostRefusal | null } | null> {
  const { personId, place, id, text, requestId } = asked;
  const found = await studiedLesson(personId, asked.course, asked.lesson);
  if (!found || !(await hasPlace(found.version.id, "discussion", place))) return null;
  const { lessonId } = found;
  return transact(
    async (tx) => {
      // Of two at once the second counts the first: ten in ten minutes are ten.
      await lock(tx, `talk:${personId}`);
      const known = await tx.discussionPost.count({ where: { id } });
      const refusal = await addPost(tx, { id, personId, lessonId, place, text, at: now() });
      if (!refusal && !known) {
        const subject = `lesson:${lessonId}`;
        await audit(tx, {
          actorId: personId,
          action: "post.write",
          subject,
          detail: { post: id },
          requestId,
        });
      }
      return { refusal };
    },
    { isolation: "ReadCommitted" },
  );
}
