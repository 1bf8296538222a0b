import { data, redirect, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CourseStatePage } from "~/features/courses/components/course-state-page";
import { courseDesk, courseOf } from "~/features/courses/course-desk.server";
import { courseStateForm } from "~/features/courses/schema";
import { writingScope } from "~/features/people/workshop-scope.server";
import { readFields, readForm } from "~/platform/form.server";
import { guarded, notFound, param, slugShape } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { setCourseState } from "~/workflows/set-course-state.server";

export const loader = guarded("course:write", async ({ request, params, me, context }) => {
  const desk = await courseDesk(param(params, "course", slugShape), await writingScope(me.grants));
  if (!desk) throw notFound();
  const to = new URL(request.url).searchParams.get("to") === "retired" ? "retired" : "open";
  return { title: texts(context.language).t(`workshop:stateForm.${to}`), desk, to } as const;
});

export const action = guarded("course:write", async ({ request, params, me, context }) => {
  const slug = param(params, "course", slugShape);
  const course = await courseOf(slug, await writingScope(me.grants));
  if (!course) throw notFound();
  const { to } = readFields(await readForm(request), courseStateForm);
  const { requestId } = context;
  const refusal = await setCourseState({ actorId: me.personId, courseId: course.id, to, requestId });
  return refusal ? data({ refusal }, { status: 409 }) : redirect(`/workshop/${slug}`);
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function CourseState() {
  return <CourseStatePage {...useLoaderData<typeof loader>()} {...useActionData<typeof action>()} />;
}
