import { studiedLesson } from "~/features/courses/study.server";
import { hasPlace, keepNote as keep } from "~/features/courses/talk.server";
import { now } from "~/platform/clock.server";
import { transact } from "~/platform/transact.server";

/**
 * Keeps what a learner writes down for nobody else; the last text counts, an empty one is forgotten. Null when the
 * lesson has no such place. It is no act that the log would know: a diary is not anybody's business.
 */
export async function keepNote(asked: {
  personId: string;
  course: string;
  lesson: string;
  place: string;
  text: string;
}): Promise<true | null> {
  const { personId, place, text } = asked;
  const found = await studiedLesson(personId, asked.course, asked.lesson);
  if (!found || !(await hasPlace(found.version.id, "reflection", place))) return null;
  await transact((tx) => keep(tx, { personId, lessonId: found.lessonId, place, text, at: now() }));
  return true;
}
