import type { OutlineAct } from "~/features/courses/schema";
import {
  addChapter,
  courseLock,
  keepLesson,
  placeChapter,
  placeLesson,
  removeChapter,
  renameChapter,
  type Editing,
} from "~/features/courses/write-course.server";
import type { ChapterRefusal, TakeOutRefusal } from "~/features/courses/rules/course";
import { audit } from "~/platform/audit.server";
import type { AuditAction } from "~/platform/audit-actions";
import { now } from "~/platform/clock.server";
import type { Tx } from "~/platform/store.server";
import { lock, transact } from "~/platform/transact.server";

const actions: Record<OutlineAct["intent"], AuditAction> = {
  "add-chapter": "course.add-chapter",
  "rename-chapter": "course.rename-chapter",
  "remove-chapter": "course.remove-chapter",
  "place-chapter": "course.arrange",
  "place-lesson": "course.arrange",
  "retire-lesson": "course.take-out-lesson",
  "bring-back-lesson": "course.bring-back-lesson",
};

/**
 * An author changes chapters and the order of lessons, takes a lesson out or brings it back. Each act says where things
 * stand afterwards, so that sent twice it changes nothing more. Null when the course has no such lesson or chapter.
 */
export async function arrangeCourse(asked: {
  actorId: string;
  courseId: string;
  act: OutlineAct;
  requestId: string;
}): Promise<{ refusal: ChapterRefusal | TakeOutRefusal | null } | null> {
  const { actorId, courseId, act, requestId } = asked;
  return transact(
    async (tx) => {
      await lock(tx, courseLock(courseId));
      const done = await arrange(tx, courseId, act, { actorId, at: now() });
      if (!done || "refusal" in done) return done;
      const lesson = act.intent.endsWith("lesson");
      const detail = {
        [lesson ? "lesson" : "chapter"]: act.id,
        ...("title" in act && { title: act.title }),
        ...("index" in act && { index: act.index }),
      };
      const subject = `course:${courseId}`;
      if (done.isNew) await audit(tx, { actorId, action: actions[act.intent], subject, detail, requestId });
      return { refusal: null };
    },
    { isolation: "ReadCommitted" },
  );
}

function arrange(tx: Tx, courseId: string, act: OutlineAct, by: Editing) {
  const { id } = act;
  switch (act.intent) {
    case "add-chapter":
      return addChapter(tx, { courseId, id, title: act.title, ...by });
    case "rename-chapter":
      return renameChapter(tx, { courseId, id, was: act.was, title: act.title, ...by });
    case "remove-chapter":
      return removeChapter(tx, { courseId, id, ...by });
    case "place-chapter":
      return placeChapter(tx, { courseId, id, index: act.index, ...by });
    case "place-lesson":
      return placeLesson(tx, {
        ...{ courseId, id, place: { chapter: act.chapter ?? null, index: act.index } },
        ...by,
      });
    case "retire-lesson":
    case "bring-back-lesson":
      return keepLesson(tx, { courseId, id, keep: act.intent === "bring-back-lesson", ...by });
  }
}
