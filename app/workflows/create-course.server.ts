import { coursesLock, makeCourse, type CourseText } from "~/features/courses/write-course.server";
import type { CourseRefusal } from "~/features/courses/rules/course";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { lock, transact } from "~/platform/transact.server";

/**
 * An author begins a course with an institution: a draft, which learners do not see. Sent twice it is begun once.
 * `slug` is the wanted address; without one it is made from the English title. Null for an id of another institution.
 */
export async function createCourse(asked: {
  actorId: string;
  id: string;
  partnerId: string;
  slug: string;
  fallback: string;
  text: CourseText;
  requestId: string;
}): Promise<{ slug: string } | { refusal: CourseRefusal } | null> {
  const { actorId, id, partnerId, slug, fallback, text, requestId } = asked;
  return transact(
    async (tx) => {
      await lock(tx, coursesLock);
      const name = slug ? { wanted: slug } : { from: fallback || `course-${id.slice(-6)}` };
      const made = await makeCourse(tx, { id, partnerId, slug: name, text, actorId, at: now() });
      if (!made || "refusal" in made) return made;
      const detail = { slug: made.slug, partner: partnerId, kind: text.kind };
      const subject = `course:${id}`;
      if (made.isNew) await audit(tx, { actorId, action: "course.create", subject, detail, requestId });
      return { slug: made.slug };
    },
    { isolation: "ReadCommitted" },
  );
}
