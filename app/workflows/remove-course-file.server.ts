import { courseLock } from "~/features/courses/write-course.server";
import { unshelveFile, type RemoveRefusal } from "~/features/courses/course-shelf.server";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { lock, transact } from "~/platform/transact.server";

/** An author takes away a file that no text mentions. Once gone it is gone. Null without such a file. */
export async function removeCourseFile(asked: {
  actorId: string;
  courseId: string;
  name: string;
  requestId: string;
}): Promise<{ refusal: RemoveRefusal | null } | null> {
  const { actorId, courseId, name, requestId } = asked;
  return transact(
    async (tx) => {
      await lock(tx, courseLock(courseId));
      await lock(tx, "uploads");
      const done = await unshelveFile(tx, { courseId, name, at: now() });
      if (!done || "refusal" in done) return done;
      const subject = `course:${courseId}`;
      if (done.isNew)
        await audit(tx, { actorId, action: "course.remove-file", subject, detail: { name }, requestId });
      return { refusal: null };
    },
    { isolation: "ReadCommitted" },
  );
}
