import { data, redirect, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { EditorPage, type EditorAnswer } from "~/features/courses/components/editor/editor-page";
import { previewText } from "~/features/courses/preview.server";
import { openComments } from "~/features/courses/review-comments.server";
import { textRefusal } from "~/features/courses/rules/draft";
import { fixText } from "~/features/courses/rules/problem-fix";
import { conflictForm, draftForm } from "~/features/courses/schema";
import { lessonDesk, theirText, type Desk } from "~/features/courses/workshop.server";
import { subtree } from "~/features/people/unit-tree.server";
import { workshopScope } from "~/features/people/workshop-scope.server";
import { can, scope, type Grant, type Permission } from "~/platform/access";
import { now } from "~/platform/clock.server";
import { readFields, readForm } from "~/platform/form.server";
import { guarded, guardedAny, notFound, param, slugShape } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { componentHelp } from "~/platform/mdx/component-help";
import { saveLesson } from "~/workflows/save-lesson.server";

export const handle = { rail: true };

async function may(grants: readonly Grant[], permission: Permission, desk: Desk): Promise<boolean> {
  if (!can(grants, permission)) return false;
  return (await subtree(scope(grants, permission))).includes(desk.partner.id);
}

export const loader = guardedAny(["course:write", "course:review"], async ({ params, me, context }) => {
  const course = param(params, "course", slugShape);
  const desk = await lessonDesk(course, param(params, "lesson", slugShape), await workshopScope(me.grants));
  if (!desk) throw notFound();
  const preview = await previewText(desk.version.source, context.language, context.requestId);
  return {
    desk,
    preview: preview ?? { body: null, findings: [], minutes: null },
    person: me.personId,
    now: now().toISOString(),
    help: componentHelp(context.language),
    comments: await openComments(desk.lessonId),
    writes: await may(me.grants, "course:write", desk),
    reviews: await may(me.grants, "course:review", desk),
    title: texts(context.language).t("editor:pageTitle", { title: desk.version.title }),
  };
});

export const action = guarded("course:write", async ({ request, params, me, context }) => {
  const course = param(params, "course", slugShape);
  const slug = param(params, "lesson", slugShape);
  const desk = await lessonDesk(course, slug, await subtree(scope(me.grants, "course:write")));
  if (!desk) throw notFound();
  const { language, requestId } = context;
  const asked = readFields(await readForm(request), z.union([conflictForm, draftForm]));
  const answer = (given: EditorAnswer, status: number) => data<EditorAnswer>(given, { status });
  const { intent, versionId, revision } = asked;
  const aside = "mine" in asked ? asked.mine : undefined;
  const source = intent === "mine" ? (aside ?? "") : intent === "theirs" ? desk.version.source : asked.source;
  const seen = async (text: string) =>
    (await previewText(text, language, requestId)) ?? { body: null, findings: [], minutes: null };
  const refusal = textRefusal(source);
  if (refusal) return answer({ source, refusal }, 422);
  if (intent === "preview") return answer({ source, preview: await seen(source) }, 200);
  if (intent.startsWith("fix:")) {
    const { findings } = await seen(source);
    const found = findings.find(({ line, column, fix }) => fix && intent === `fix:${line}:${column}`)?.fix;
    const fixed = (found && fixText(source, found)) ?? source;
    return answer({ source: fixed, preview: await seen(fixed) }, 200);
  }
  const saved = await saveLesson({
    ...{ lessonId: desk.lessonId, authorId: me.personId, source, aside, requestId },
    basis: { versionId, revision },
    kind: aside === undefined ? "hand" : "choice",
    submit: intent === "submit",
  });
  if (!("refusal" in saved)) return redirect(`/workshop/${course}/${slug}`);
  const typed = aside ?? source;
  const theirs = saved.refusal === "conflict" ? await theirText(desk.lessonId) : undefined;
  return answer({ source: typed, refusal: saved.refusal, theirs, preview: await seen(typed) }, 409);
});

/** A refusal means that the page was old: it is read again like after a success. */
export const shouldRevalidate = () => true;

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function WorkshopLesson() {
  return <EditorPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
