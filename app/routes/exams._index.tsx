import { randomUUID } from "node:crypto";
import { redirect, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ExamListPage } from "~/features/exams/components/exam-list-page";
import { examList } from "~/features/exams/read-attempt.server";
import { startForm } from "~/features/exams/schema";
import { now } from "~/platform/clock.server";
import { readFields, readForm } from "~/platform/form.server";
import { guarded, notFound } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { handInExpired } from "~/workflows/hand-in-attempt.server";
import { startAttempt } from "~/workflows/start-attempt.server";

export const loader = guarded("exam:sit", async ({ me, context }) => {
  await handInExpired(me.personId, context.requestId);
  return {
    title: texts(context.language).t("exams:list.title"),
    // Comes back with the form, so that a double click starts one attempt.
    formKey: randomUUID(),
    at: now(),
    list: await examList(me.personId),
  };
});

export const action = guarded("exam:sit", async ({ request, me, context }) => {
  const { form, key } = readFields(await readForm(request), startForm);
  const started = await startAttempt({ personId: me.personId, form, key, requestId: context.requestId });
  if (started === "no-form" || started === "taken") throw notFound();
  if (started === "too-few") return { refusal: started };
  return redirect(`/exams/${started.attemptId}`);
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Exams() {
  return (
    <ExamListPage
      {...useLoaderData<typeof loader>()}
      refused={useActionData<typeof action>() !== undefined}
    />
  );
}
