import { redirect, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { NewLessonForm } from "~/features/courses/components/new-lesson-form";
import { WordReport } from "~/features/courses/components/word-report";
import { courseDesk, courseOf } from "~/features/courses/course-desk.server";
import { wordForm, wordReport } from "~/features/courses/schema";
import { writingScope } from "~/features/people/workshop-scope.server";
import { invalid, parseForm } from "~/platform/form.server";
import { guarded, notFound, param, slugShape } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { newId } from "~/platform/new-id";
import { receiveUpload } from "~/platform/uploads.server";
import { PageHead } from "~/ui/page-head";
import { useLanguage } from "~/ui/use-language";
import { importWord } from "~/workflows/import-word.server";

export const loader = guarded("course:write", async ({ request, params, me, context }) => {
  const desk = await courseDesk(param(params, "course", slugShape), await writingScope(me.grants));
  if (!desk) throw notFound();
  const report = wordReport.parse(Object.fromEntries(new URL(request.url).searchParams));
  const made = [...desk.loose, ...desk.chapters.flatMap(({ lessons }) => lessons)].find(
    ({ slug }) => slug === report.lesson,
  );
  const title = texts(context.language).t("workshop:word.title");
  return { title, desk, newId: newId(), made: made ?? null, lost: report.lost };
});

export const action = guarded("course:write", async ({ request, params, me, context }) => {
  const course = param(params, "course", slugShape);
  const found = await courseOf(course, await writingScope(me.grants));
  if (!found) throw notFound();
  const { form, file, discard } = await receiveUpload(request, "word");
  try {
    const submission = parseForm(form, wordForm);
    if (submission.status !== "success") return invalid(submission.reply());
    const wrong = file ? file.refusal : "missing";
    if (!file || wrong) return invalid(submission.reply({ fieldErrors: { file: [`file-${wrong}`] } }));
    const { chapter, ...asked } = submission.value;
    const by = { actorId: me.personId, courseId: found.id, requestId: context.requestId };
    const done = await importWord({ ...asked, ...by, file, chapterId: chapter ?? null });
    if (!done) throw notFound();
    if ("refusal" in done) {
      const field = done.refusal === "slug-taken" ? "slug" : "file";
      return invalid(submission.reply({ fieldErrors: { [field]: [done.refusal] } }));
    }
    const lost = Object.entries(done.losses).map(([loss, count]) => `${loss}.${count}`);
    const query = new URLSearchParams({ lesson: done.slug, ...(lost.length && { lost: lost.join(" ") }) });
    return redirect(`/workshop/${course}/import?${query}`);
  } finally {
    await discard();
  }
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function ImportWord() {
  const { titled } = useLanguage();
  const { title, desk, newId: id, made, lost } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>()?.result;
  const back = `/workshop/${desk.slug}`;
  return (
    <>
      <PageHead title={title} crumb={{ to: back, label: titled(desk) }} />
      {made && <WordReport course={desk.slug} lesson={made} lost={lost} />}
      <NewLessonForm word back={back} newId={id} key={id} chapters={desk.chapters} result={result} />
    </>
  );
}
