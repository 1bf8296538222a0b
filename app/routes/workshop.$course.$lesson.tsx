import { data, redirect, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { WorkshopPage } from "~/features/courses/components/workshop-page";
import { draftForm, reviewForm } from "~/features/courses/schema";
import { lessonDesk, preview } from "~/features/courses/workshop.server";
import { workshopScope } from "~/features/people/workshop-scope.server";
import { can, scope } from "~/platform/access";
import { parseForm, readForm } from "~/platform/form.server";
import { guardedAny, notFound, param, slugShape } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { subtree } from "~/features/people/unit-tree.server";
import { reviewLesson } from "~/workflows/review-lesson.server";
import { saveLesson } from "~/workflows/save-lesson.server";

export const handle = { rail: true };

const both = ["course:write", "course:review"] as const;

export const loader = guardedAny(both, async ({ params, me, context }) => {
  const course = param(params, "course", slugShape);
  const desk = await lessonDesk(course, param(params, "lesson", slugShape), await workshopScope(me.grants));
  if (!desk) throw notFound();
  return {
    desk,
    preview: await preview(desk.version.source, context.language),
    writes: can(me.grants, "course:write"),
    reviews: can(me.grants, "course:review"),
    title: texts(context.language).t("courses:workshop.pageTitle", { title: desk.version.title }),
  };
});

export const action = guardedAny(both, async ({ request, params, me, context }) => {
  const course = param(params, "course", slugShape);
  const slug = param(params, "lesson", slugShape);
  const partners = await workshopScope(me.grants);
  const desk = await lessonDesk(course, slug, partners);
  if (!desk) throw notFound();
  const form = await readForm(request);
  const submission = parseForm(form, z.discriminatedUnion("intent", [draftForm, reviewForm]));
  if (submission.status !== "success") {
    // What people can get wrong comes back with what they typed; the rest is no form of ours.
    const { source: sourceError, note: noteError } = submission.error ?? {};
    if (!sourceError && !noteError) throw new Response(null, { status: 400 });
    const typed = { source: String(form.get("source") ?? ""), note: String(form.get("note") ?? "") };
    return data(
      { ...typed, refusal: sourceError ? ("source-missing" as const) : ("note-long" as const) },
      { status: 422 },
    );
  }
  const asked = submission.value;
  const { requestId } = context;

  if ("note" in asked) {
    if (!can(me.grants, "course:review")) throw notFound();
    const { versionId, note, intent: verdict } = asked;
    const own = await subtree(scope(me.grants, "course:review"));
    const decided = await reviewLesson({
      reviewerId: me.personId,
      partners: own,
      versionId,
      verdict,
      note,
      requestId,
    });
    if (!decided) throw notFound();
    if (decided.refusal) return data({ refusal: decided.refusal, note }, { status: 409 });
    return redirect(`/workshop/${course}/${slug}`);
  }
  if (!(await subtree(scope(me.grants, "course:write"))).includes(desk.partner.id)) throw notFound();
  const { source, intent, revision } = asked;
  if (intent === "preview") return { source, preview: await preview(source, context.language) };
  const saved = await saveLesson({
    lessonId: desk.lessonId,
    authorId: me.personId,
    source,
    basis: { versionId: asked.versionId, revision },
    submit: intent === "submit",
    requestId,
  });
  if ("refusal" in saved) {
    return data(
      { source, refusal: saved.refusal, preview: await preview(source, context.language) },
      { status: 409 },
    );
  }
  return redirect(`/workshop/${course}/${slug}`);
});

/** A refusal means that the page was old: it is read again like after a success. */
export const shouldRevalidate = () => true;

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function WorkshopLesson() {
  return <WorkshopPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
