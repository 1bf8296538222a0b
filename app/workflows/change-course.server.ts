import {
  changeCourse as change,
  courseLock,
  courseText,
  type CourseText,
} from "~/features/courses/write-course.server";
import { mergeText } from "~/features/courses/rules/course-text";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { lock, transact } from "~/platform/transact.server";

/**
 * An author changes what a course is called and says of itself; the same again changes nothing. `was` is the text that
 * the author began with: what another one has changed since is kept, and when both changed the same field nothing is
 * written and the answer has the text that stands (`now`) and the author's brought together with it (`merged`).
 */
export async function changeCourse(asked: {
  actorId: string;
  courseId: string;
  was: CourseText;
  text: CourseText;
  requestId: string;
}): Promise<{ clashes: (keyof CourseText)[]; merged: CourseText; now: CourseText } | null> {
  const { actorId, courseId, was, requestId } = asked;
  return transact(
    async (tx) => {
      await lock(tx, courseLock(courseId));
      const current = await courseText(tx, courseId);
      const { clashes, merged } = mergeText(was, asked.text, current);
      const text = { ...merged, kind: merged.kind as CourseText["kind"] };
      if (clashes.length > 0) return { clashes, merged: text, now: current };
      const changed = await change(tx, { courseId, text, actorId, at: now() });
      if (changed.length === 0) return null;
      const detail = { changed: changed.join(" ") };
      await audit(tx, { actorId, action: "course.change", subject: `course:${courseId}`, detail, requestId });
      return null;
    },
    { isolation: "ReadCommitted" },
  );
}
