import { courseLock } from "~/features/courses/write-course.server";
import { shelveFile } from "~/features/courses/course-shelf.server";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import type { ReceivedFile } from "~/platform/multipart.server";
import { lock, transact } from "~/platform/transact.server";

/** An author adds a file to a course; the same bytes again are the same file. Returns the name to use in lessons. */
export async function addCourseFile(asked: {
  actorId: string;
  courseId: string;
  file: ReceivedFile;
  requestId: string;
}): Promise<string> {
  const { actorId, courseId, file, requestId } = asked;
  return transact(
    async (tx) => {
      await lock(tx, courseLock(courseId));
      const { name, isNew } = await shelveFile(tx, { courseId, file, actorId, at: now() });
      const detail = { name, called: file.name, bytes: file.size, sha256: file.sha256 };
      const subject = `course:${courseId}`;
      if (isNew) await audit(tx, { actorId, action: "course.add-file", subject, detail, requestId });
      return name;
    },
    { isolation: "ReadCommitted" },
  );
}
