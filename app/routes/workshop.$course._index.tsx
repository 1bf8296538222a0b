import { data, redirect, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CourseOutlinePage } from "~/features/courses/components/course-outline-page";
import { courseDesk, courseOf } from "~/features/courses/course-desk.server";
import { outlineForm } from "~/features/courses/schema";
import { workshopScope, writingScope } from "~/features/people/workshop-scope.server";
import { parseForm, readForm } from "~/platform/form.server";
import { guarded, guardedAny, notFound, param, slugShape } from "~/platform/guard.server";
import { newId } from "~/platform/new-id";
import { arrangeCourse } from "~/workflows/arrange-course.server";

export const loader = guardedAny(
  ["course:write", "course:review"],
  async ({ request, params, me, context }) => {
    const desk = await courseDesk(param(params, "course", slugShape), await workshopScope(me.grants));
    if (!desk) throw notFound();
    const out = new URL(request.url).searchParams.get("out");
    const writes = (await writingScope(me.grants)).includes(desk.partner.id);
    const all = [...desk.loose, ...desk.chapters.flatMap(({ lessons }) => lessons)];
    return {
      title: context.language === "en" ? desk.titleEn : desk.title,
      desk,
      writes,
      newId: newId(),
      takeOut: (writes && all.find(({ id, retired }) => id === out && !retired)) || null,
    };
  },
);

export const action = guarded("course:write", async ({ request, params, me, context }) => {
  const slug = param(params, "course", slugShape);
  const course = await courseOf(slug, await writingScope(me.grants));
  if (!course) throw notFound();
  const form = await readForm(request);
  const submission = parseForm(form, outlineForm);
  if (submission.status !== "success") {
    const titleError = submission.error?.title?.[0];
    if (!titleError) throw new Response(null, { status: 400 });
    const of = form.get("intent") === "rename-chapter" ? String(form.get("id")) : undefined;
    const wrong = { titleError: titleError as "missing", title: String(form.get("title") ?? ""), of };
    return data(wrong, { status: 422 });
  }
  const asked = { actorId: me.personId, courseId: course.id, requestId: context.requestId };
  const done = await arrangeCourse({ ...asked, act: submission.value });
  if (!done) throw notFound();
  const act = submission.value;
  const typed = act.intent === "rename-chapter" ? { of: act.id, title: act.title } : {};
  if (done.refusal) return data({ refusal: done.refusal, ...typed }, { status: 409 });
  return redirect(`/workshop/${slug}`);
});

/** A refusal means that the page was old. */
export const shouldRevalidate = () => true;

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function CourseOutline() {
  return <CourseOutlinePage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
