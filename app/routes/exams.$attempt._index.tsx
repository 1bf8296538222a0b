import { redirect, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { SittingPage } from "~/features/exams/components/sitting-page";
import { sitting } from "~/features/exams/read-attempt.server";
import { answerForm, handInForm } from "~/features/exams/schema";
import { now } from "~/platform/clock.server";
import { formatSeconds } from "~/lib/dates";
import { guarded, idShape, notFound, param } from "~/platform/guard.server";
import { handInAttempt } from "~/workflows/hand-in-attempt.server";
import { saveAnswers } from "~/workflows/save-answers.server";
import { readFields, readForm } from "~/platform/form.server";

export const handle = { frame: "bare" };

export const loader = guarded("exam:sit", async ({ request, params, me }) => {
  const attemptId = param(params, "attempt", idShape);
  const found = await sitting(me.personId, attemptId);
  if (!found) throw notFound();
  if (found.submittedAt) throw redirect(`/exams/${attemptId}/result`);
  const asked = Number(new URL(request.url).searchParams.get("q") ?? "1") - 1;
  const at = Number.isInteger(asked) && asked >= 0 && asked < found.items.length ? asked : 0;
  const { savedAt, ...paper } = found;
  return {
    paper: { ...paper, savedAt: savedAt && formatSeconds(savedAt) },
    at,
    leftMs: found.deadlineAt.getTime() - now().getTime(),
    person: me.personId,
  };
});

export const action = guarded("exam:sit", async ({ request, params, me, context }) => {
  const asked = readFields(await readForm(request), z.discriminatedUnion("intent", [answerForm, handInForm]));
  const attemptId = param(params, "attempt", idShape);
  const personId = me.personId;
  if (asked.intent === "hand-in") {
    const handed = await handInAttempt({ personId, attemptId, requestId: context.requestId });
    if (!handed) throw notFound();
    return redirect(`/exams/${attemptId}/result`);
  }
  const { intent: _, go, number, ...answer } = asked;
  const saved = await saveAnswers({ personId, attemptId, answers: [answer] });
  if (!saved) throw notFound();
  if ("refusal" in saved) {
    // The paper takes no more answers: what was saved in time is the paper.
    await handInAttempt({ personId, attemptId, requestId: context.requestId });
    return redirect(`/exams/${attemptId}/result`);
  }
  return redirect(`/exams/${attemptId}?q=${number ?? (go ?? asked.position) + 1}`);
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.paper.form.title }];

export default function Sitting() {
  const { paper, at, leftMs, person } = useLoaderData<typeof loader>();
  return <SittingPage key={paper.id} paper={paper} at={at} leftMs={leftMs} person={person} />;
}
