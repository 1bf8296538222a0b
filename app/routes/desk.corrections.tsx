import { data, redirect, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CorrectionsPage } from "~/features/people/components/corrections-page";
import { correctionQueue } from "~/features/people/corrections.server";
import { decisionForm, queueSearch } from "~/features/people/schema/privacy";
import { subtree } from "~/features/people/unit-tree.server";
import { scope } from "~/platform/access";
import { now } from "~/platform/clock.server";
import { readFields, readForm } from "~/platform/form.server";
import { guarded, notFound } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { decideCorrection } from "~/workflows/decide-correction.server";

export const handle = { width: "today" };

export const loader = guarded("people:write", async ({ request, me, context }) => {
  const asked = queueSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const units = await subtree(scope(me.grants, "people:write"));
  return {
    title: texts(context.language).t("privacy:queue.title"),
    asked,
    own: me.personId,
    queue: await correctionQueue(units, asked, now()),
  };
});

export const action = guarded("people:write", async ({ request, me, context }) => {
  const { request: id, verdict, answer } = readFields(await readForm(request), decisionForm);
  const decided = await decideCorrection({
    ...{ actorId: me.personId, within: scope(me.grants, "people:write"), requestId: context.requestId },
    ...{ id, verdict, answer },
  });
  if (!decided) throw notFound();
  const { refusal } = decided;
  if (refusal) return data({ id, refusal, answer }, { status: refusal === "answer-missing" ? 422 : 409 });
  const { search } = new URL(request.url);
  return redirect(`/desk/corrections${search}`);
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function Corrections() {
  return <CorrectionsPage {...useLoaderData<typeof loader>()} wrong={useActionData<typeof action>()} />;
}
