import { redirect } from "@remix-run/node";
import type { ClientLoaderFunctionArgs } from "@remix-run/react";
import { lessonDocument, textSizes, type LessonOutcome } from "~/features/courses/lesson-document.server";
import { readLesson } from "~/features/courses/read-lesson.server";
import { chosenIn, lessonForm, type LessonAct } from "~/features/courses/schema";
import { workshopScope } from "~/features/people/workshop-scope.server";
import { can } from "~/platform/access";
import type { Me, RequestContext } from "~/platform/context.server";
import { cookie } from "~/platform/cookie";
import { readFields, readForm } from "~/platform/form.server";
import { guarded, guardedAny, isBackground, notFound, param, slugShape } from "~/platform/guard.server";
import { asProblem, documentResponse } from "~/problem-document.server";
import { actInLesson } from "~/workflows/act-in-lesson.server";

// The lightest page: a document of its own, without React and Remix in the browser. It has no component, so the router
// of another page loads it as a document.
export async function clientLoader({ request }: ClientLoaderFunctionArgs) {
  window.location.assign(request.url);
  await new Promise(() => {});
}

/** The server asks this route directly. */
export const handle = { document: true };

interface Asked {
  request: Request;
  params: { course?: string; lesson?: string };
  me: Me;
  context: RequestContext;
}

export const loader = guarded("course:read", (asked) => shown(asked), { refused: asProblem });

export const action = guardedAny(
  ["course:study", "course:write", "course:review"],
  async (asked) => {
    const { request, me, context } = asked;
    const form = await readForm(request.clone());
    const act = readFields(form, lessonForm);
    if (!speaking.includes(act.intent) && !can(me.grants, "course:study")) throw notFound();
    const { course, lesson } = placeOf(asked);
    const common = { personId: me.personId, course, lesson, requestId: context.requestId };
    const partners = act.intent === "hide" ? await workshopScope(me.grants) : [];
    const done = await actInLesson({ ...common, act, chosen: chosenIn(act, form), partners });
    if (!done) throw notFound();
    // Reloading the page after an act that shows nothing of its own sends nothing again.
    const { at, ...outcome } = done;
    if (at !== undefined && !isBackground(request)) return redirect(`/courses/${course}/${lesson}#${at}`);
    return shown(asked, outcome, refused(outcome) ? 422 : 200);
  },
  { refused: asProblem },
);

const speaking: LessonAct["intent"][] = ["post", "hide"];

function placeOf({ params }: Asked) {
  return { course: param(params, "course", slugShape), lesson: param(params, "lesson", slugShape) };
}

async function shown(asked: Asked, outcome?: LessonOutcome, status?: number): Promise<Response> {
  const { request, me, context } = asked;
  const { course, lesson: slug } = placeOf(asked);
  const allPosts = new URL(request.url).searchParams.get("talk") === "all";
  const lesson = await readLesson(me.personId, course, slug, { allPosts });
  if (!lesson) throw notFound();
  const teaches = can(me.grants, "course:write") || can(me.grants, "course:review");
  const studies = can(me.grants, "course:study");
  const textSize = cookie(request.headers.get("Cookie"), "nuanxin_text");
  const reader = {
    personId: me.personId,
    language: context.language,
    theme: context.theme,
    textSize: textSizes.find((size) => size === textSize) ?? "normal",
    requestId: context.requestId,
    studies,
    speaks: studies || teaches,
    moderates: teaches && (await workshopScope(me.grants)).includes(lesson.course.partnerId),
  };
  const response = documentResponse(lessonDocument(lesson, reader, outcome), status);
  // A downloaded copy is renewed by what its own person reads, by nobody else's.
  response.headers.set("X-Nuanxin-Reader", me.personId);
  return response;
}

function refused({ finished, check, note, post }: LessonOutcome): boolean {
  return Boolean(finished?.refusal ?? check ?? post ?? (note && "refusal" in note));
}
