import { data, redirect, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CourseForm } from "~/features/courses/components/course-form";
import { CourseHead } from "~/features/courses/components/course-head";
import { courseDesk, courseOf } from "~/features/courses/course-desk.server";
import { editCourseForm } from "~/features/courses/schema";
import { writingScope } from "~/features/people/workshop-scope.server";
import { invalid, parseForm, readForm } from "~/platform/form.server";
import { guarded, notFound, param, slugShape } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { changeCourse } from "~/workflows/change-course.server";

export const loader = guarded("course:write", async ({ params, me, context }) => {
  const desk = await courseDesk(param(params, "course", slugShape), await writingScope(me.grants));
  if (!desk) throw notFound();
  return { title: texts(context.language).t("workshop:form.edit", { title: desk.title }), desk };
});

export const action = guarded("course:write", async ({ request, params, me, context }) => {
  const slug = param(params, "course", slugShape);
  const course = await courseOf(slug, await writingScope(me.grants));
  if (!course) throw notFound();
  const submission = parseForm(await readForm(request), editCourseForm);
  if (submission.status !== "success") {
    if (Object.keys(submission.error ?? {}).some((name) => name.startsWith("was")))
      throw new Response(null, { status: 400 });
    return invalid(submission.reply());
  }
  const { was, ...text } = submission.value;
  const by = { actorId: me.personId, requestId: context.requestId };
  const clash = await changeCourse({ ...by, courseId: course.id, was, text });
  if (!clash) return redirect(`/workshop/${slug}`);
  const result = { ...submission.reply(), initialValue: { ...clash.merged, was: JSON.stringify(clash.now) } };
  return data({ result, clash }, { status: 409 });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function EditCourse() {
  const { desk } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <CourseHead desk={desk} writes />
      <CourseForm back={`/workshop/${desk.slug}`} course={desk} fresh={null} {...answer} />
    </>
  );
}
