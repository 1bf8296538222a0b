import { redirect, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { LessonPage } from "~/features/courses/components/lesson-page";
import { readLesson } from "~/features/courses/read-lesson.server";
import { checkForm, finishForm } from "~/features/courses/schema";
import { can } from "~/platform/access";
import { readFields, readForm } from "~/platform/form.server";
import { guarded, notFound, param, slugShape } from "~/platform/guard.server";
import { answerCheck } from "~/workflows/answer-check.server";
import { finishLesson } from "~/workflows/finish-lesson.server";

export const handle = { frame: "bare" };

export const loader = guarded("course:read", async ({ me, params }) => {
  const course = param(params, "course", slugShape);
  const lesson = await readLesson(me.personId, course, param(params, "lesson", slugShape));
  if (!lesson) throw notFound();
  return { lesson, studies: can(me.grants, "course:study") };
});

export const action = guarded("course:study", async ({ request, params, me, context }) => {
  const asked = readFields(await readForm(request), z.discriminatedUnion("intent", [checkForm, finishForm]));
  const course = param(params, "course", slugShape);
  const lesson = param(params, "lesson", slugShape);
  const common = { personId: me.personId, course, lesson, requestId: context.requestId };
  if (asked.intent === "check") {
    const device = asked.device ?? "without-script";
    const graded = await answerCheck({ ...common, check: asked.check, chosen: asked.chosen, device });
    if (!graded) throw notFound();
    return redirect(`/courses/${course}/${lesson}#check-${asked.check}`);
  }
  const finished = await finishLesson(common);
  if (!finished) throw notFound();
  return finished;
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.lesson.title }];

export default function Lesson() {
  const { lesson, studies } = useLoaderData<typeof loader>();
  return (
    <LessonPage
      key={`${lesson.course.slug}/${lesson.position}`}
      lesson={lesson}
      studies={studies}
      finished={useActionData<typeof action>()}
    />
  );
}
