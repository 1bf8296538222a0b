import { moveStudy, studiedLesson, versionText, type Moved } from "~/features/courses/study.server";
import { audit } from "~/platform/audit.server";
import { lock, transact } from "~/platform/transact.server";

/**
 * Moves a learner who is under way to the published version of a lesson. Doing it again changes nothing: then, and for
 * whoever has not begun or is done, `moved` is null. Null without such a lesson.
 */
export async function moveToVersion(asked: {
  personId: string;
  course: string;
  lesson: string;
  requestId: string;
}): Promise<{ moved: Moved | null } | null> {
  const { personId, requestId } = asked;
  const found = await studiedLesson(personId, asked.course, asked.lesson);
  if (!found) return null;
  const { lessonId, version, publishedId } = found;
  if (version.id === publishedId) return { moved: null };
  const versions = { before: await versionText(version.id), after: await versionText(publishedId) };
  return transact(
    async (tx) => {
      await lock(tx, `study:${personId}`);
      const moved = await moveStudy(tx, personId, lessonId, versions);
      if (moved) {
        const detail = { from: version.number, to: moved.version, carried: moved.carried };
        const subject = `lesson:${lessonId}`;
        await audit(tx, { actorId: personId, action: "lesson.move", subject, detail, requestId });
      }
      return { moved };
    },
    { isolation: "ReadCommitted" },
  );
}
