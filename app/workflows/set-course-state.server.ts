import { courseLock, setState } from "~/features/courses/write-course.server";
import type { OpenRefusal } from "~/features/courses/rules/course";
import { audit } from "~/platform/audit.server";
import { lock, transact } from "~/platform/transact.server";

/** An author opens a course to learners, or retires it; who is under way goes on. Again, it changes nothing. */
export async function setCourseState(asked: {
  actorId: string;
  courseId: string;
  to: "open" | "retired";
  requestId: string;
}): Promise<OpenRefusal | null> {
  const { actorId, courseId, to, requestId } = asked;
  return transact(
    async (tx) => {
      await lock(tx, courseLock(courseId));
      const done = await setState(tx, courseId, to);
      if ("refusal" in done) return done.refusal;
      const action = to === "open" ? "course.open" : "course.retire";
      if (done.isNew) await audit(tx, { actorId, action, subject: `course:${courseId}`, requestId });
      return null;
    },
    { isolation: "ReadCommitted" },
  );
}
