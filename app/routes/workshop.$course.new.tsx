import { redirect, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { NewLessonForm } from "~/features/courses/components/new-lesson-form";
import { courseDesk, courseOf } from "~/features/courses/course-desk.server";
import { newLessonForm } from "~/features/courses/schema";
import { writingScope } from "~/features/people/workshop-scope.server";
import { invalid, parseForm, readForm } from "~/platform/form.server";
import { guarded, notFound, param, slugShape } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { newId } from "~/platform/new-id";
import { PageHead } from "~/ui/page-head";
import { useLanguage } from "~/ui/use-language";
import { createLesson } from "~/workflows/create-lesson.server";

export const loader = guarded("course:write", async ({ params, me, context }) => {
  const desk = await courseDesk(param(params, "course", slugShape), await writingScope(me.grants));
  if (!desk) throw notFound();
  return { title: texts(context.language).t("workshop:lesson.new"), desk, newId: newId() };
});

export const action = guarded("course:write", async ({ request, params, me, context }) => {
  const course = param(params, "course", slugShape);
  const found = await courseOf(course, await writingScope(me.grants));
  if (!found) throw notFound();
  const submission = parseForm(await readForm(request), newLessonForm);
  if (submission.status !== "success") return invalid(submission.reply());
  const { chapter, ...asked } = submission.value;
  const by = { actorId: me.personId, courseId: found.id, requestId: context.requestId };
  const starter = texts(context.language).t("workshop:lesson.starter");
  const made = await createLesson({ ...asked, ...by, chapterId: chapter ?? null, starter });
  if (!made) throw notFound();
  if ("refusal" in made) {
    const field = made.refusal === "full" ? "title" : "slug";
    return invalid(submission.reply({ fieldErrors: { [field]: [made.refusal] } }));
  }
  return redirect(`/workshop/${course}/${made.slug}`);
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function NewLesson() {
  const { titled } = useLanguage();
  const { title, desk, newId: id } = useLoaderData<typeof loader>();
  const back = `/workshop/${desk.slug}`;
  return (
    <>
      <PageHead title={title} crumb={{ to: back, label: titled(desk) }} />
      <NewLessonForm
        back={back}
        newId={id}
        chapters={desk.chapters}
        result={useActionData<typeof action>()?.result}
      />
    </>
  );
}
