import { studiedLesson, type StudiedLesson } from "~/features/courses/study.server";
import type { Tx } from "~/platform/store.server";
import { lock, transact } from "~/platform/transact.server";

/**
 * Does something in the version that a person studies, one act of this person after the other. Looks again when the
 * learner has moved to a newer version meanwhile. `begun` is the version that somebody began without a network. Null
 * without such a lesson.
 */
export async function inStudiedLesson<T>(
  asked: { personId: string; course: string; lesson: string; begun?: string },
  work: (tx: Tx, lesson: StudiedLesson) => Promise<T>,
): Promise<T | null> {
  for (;;) {
    const found = await studiedLesson(asked.personId, asked.course, asked.lesson, asked.begun);
    if (!found) return null;
    const { lessonId, version } = found;
    const done = await transact(
      async (tx) => {
        await lock(tx, `study:${asked.personId}`);
        const where = { personId_lessonId: { personId: asked.personId, lessonId } };
        const study = await tx.lessonStudy.findUnique({ where, select: { versionId: true } });
        if (study?.versionId && study.versionId !== version.id) return null;
        return { result: await work(tx, found) };
      },
      { isolation: "ReadCommitted" },
    );
    if (done) return done.result;
  }
}
