import { longestNote } from "~/features/courses/rules/discussion";
import type { LessonAct } from "~/features/courses/schema";
import type { Moved } from "~/features/courses/study.server";
import type { PostRefusal } from "~/features/courses/rules/discussion";
import { answerCheck } from "./answer-check.server";
import { finishLesson, type Finished } from "./finish-lesson.server";
import { hidePost } from "./hide-post.server";
import { keepNote } from "./keep-note.server";
import { moveToVersion } from "./move-to-version.server";
import { postInDiscussion } from "./post-in-discussion.server";

/** What came of a form of the lesson page. `at` is the place of the page where it shows, when it shows by itself. */
export interface LessonDone {
  at?: string;
  finished?: Finished;
  moved?: Moved;
  check?: { id: string; refusal: "empty" | "order"; chosen: string[] };
  note?: { place: string } & ({ saved: true } | { refusal: "long"; text: string });
  post?: { place: string; refusal: PostRefusal; text: string };
}

/** Does what a form of the lesson page asks for. Null without such a lesson, or such a place in it. */
export async function actInLesson(asked: {
  personId: string;
  course: string;
  lesson: string;
  requestId: string;
  act: LessonAct;
  /** The answer to a check; null when an order is not one. */
  chosen: string[] | null;
  /** The institutions whose courses the person writes or reviews. */
  partners: readonly string[];
}): Promise<LessonDone | null> {
  const { act, chosen, partners, ...common } = asked;
  switch (act.intent) {
    case "check": {
      const { check } = act;
      if (chosen === null) return { check: { id: check, refusal: "order", chosen: [] } };
      if (chosen.length === 0) return { check: { id: check, refusal: "empty", chosen } };
      const device = act.device ?? "without-script";
      return (await answerCheck({ ...common, check, chosen, device })) && { at: `check-${check}` };
    }
    case "finish": {
      const finished = await finishLesson(common);
      return finished && { finished };
    }
    case "move": {
      const done = await moveToVersion(common);
      return done && (done.moved ? { moved: done.moved } : { at: "main" });
    }
    case "note": {
      const { place, text } = act;
      if ([...text].length > longestNote) return { note: { place, refusal: "long", text } };
      return (
        (await keepNote({ ...common, place, text })) && { at: `note-${place}`, note: { place, saved: true } }
      );
    }
    case "post": {
      const { place, id, text } = act;
      const done = await postInDiscussion({ ...common, place, id, text });
      if (!done) return null;
      return done.refusal ? { post: { place, refusal: done.refusal, text } } : { at: `talk-${place}` };
    }
    case "hide": {
      const { post } = act;
      return (await hidePost({ ...common, post, partners })) && { at: `post-${post}` };
    }
  }
}
