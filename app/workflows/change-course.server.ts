import { changeCourse as change, courseLock, type CourseText } from "~/features/courses/write-course.server";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { lock, transact } from "~/platform/transact.server";

/** An author changes what a course is called and says of itself; the same again changes nothing. */
export async function changeCourse(asked: {
  actorId: string;
  courseId: string;
  text: CourseText;
  requestId: string;
}): Promise<void> {
  const { actorId, courseId, text, requestId } = asked;
  await transact(
    async (tx) => {
      await lock(tx, courseLock(courseId));
      const changed = await change(tx, { courseId, text, actorId, at: now() });
      if (changed.length === 0) return;
      const detail = { changed: changed.join(" ") };
      await audit(tx, { actorId, action: "course.change", subject: `course:${courseId}`, detail, requestId });
    },
    { isolation: "ReadCommitted" },
  );
}
