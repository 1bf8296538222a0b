import { courseLock, makeLesson } from "~/features/courses/write-course.server";
import { frontMatter } from "~/features/courses/starter-text";
import type { LessonRefusal } from "~/features/courses/rules/course";
import { slugOf } from "~/features/courses/rules/course";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { lock, transact } from "~/platform/transact.server";

/**
 * An author begins a lesson: its first draft is a text that shows how a lesson is written. Sent twice it is begun once.
 * Without a wanted address it is made from the title, or counted. Null for what belongs to another course.
 */
export async function createLesson(asked: {
  actorId: string;
  courseId: string;
  id: string;
  title: string;
  minutes: number;
  slug: string;
  chapterId: string | null;
  /** What the first draft says below its front matter. */
  starter: string;
  requestId: string;
}): Promise<{ slug: string } | { refusal: LessonRefusal } | null> {
  const { actorId, courseId, id, title, minutes, slug, chapterId, starter, requestId } = asked;
  return transact(
    async (tx) => {
      await lock(tx, courseLock(courseId));
      const name = slug ? { wanted: slug } : { from: slugOf(title) || "lesson" };
      const source = async () => `${frontMatter({ title, minutes })}\n${starter}`;
      const made = await makeLesson(tx, { courseId, id, chapterId, slug: name, source, actorId, at: now() });
      if (!made || "refusal" in made) return made;
      const detail = { lesson: id, slug: made.slug };
      const subject = `course:${courseId}`;
      if (made.isNew)
        await audit(tx, { actorId, action: "course.create-lesson", subject, detail, requestId });
      return { slug: made.slug };
    },
    { isolation: "ReadCommitted" },
  );
}
