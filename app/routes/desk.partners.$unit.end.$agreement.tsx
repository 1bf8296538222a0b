import { data, redirect, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { EndAgreementForm, type Weighed } from "~/features/people/components/end-agreement-form";
import { PartnerActPage } from "~/features/people/components/partner-act-page";
import { partnerToWrite } from "~/features/people/partners.server";
import { endRefusal, type EndRefusal } from "~/features/people/rules/agreement";
import { endAgreementForm } from "~/features/people/schema/partners";
import { civilDate, daysBetween } from "~/lib/dates";
import { now } from "~/platform/clock.server";
import type { Me } from "~/platform/context.server";
import { invalid, parseForm, readForm } from "~/platform/form.server";
import { guarded, idShape, notFound, param } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { endAgreement } from "~/workflows/end-agreement.server";

export const handle = { width: "narrow" };

export const loader = guarded("partners:write", async ({ params, me, context }) => {
  const { partner, agreement } = await asked(me, params);
  return {
    title: texts(context.language).t("partners:end.title"),
    partner,
    agreement,
    today: civilDate(now()),
  };
});

export const action = guarded("partners:write", async ({ request, params, me, context }) => {
  const { partner, agreement } = await asked(me, params);
  const submission = parseForm(await readForm(request), endAgreementForm);
  if (submission.status !== "success") return invalid(submission.reply());
  const { endedOn: day, confirmed } = submission.value;
  const refused = (refusal: EndRefusal) =>
    invalid(submission.reply({ fieldErrors: { endedOn: [`error.${refusal}`] } }));
  if (!confirmed) {
    const refusal = endRefusal(agreement, day, civilDate(now()));
    if (refusal) return refused(refusal);
    const after = ({ startsOn, endsOn }: { startsOn: string; endsOn: string | null }) =>
      startsOn <= agreement.endsOn && (endsOn === null || endsOn > day);
    const weighed: Weighed = {
      endedOn: day,
      days: daysBetween(day, agreement.endsOn),
      teachers: partner.teachers.filter(after).length,
      bases: partner.bases.filter(after).length,
    };
    return data({ result: submission.reply(), weighed });
  }
  const ended = await endAgreement({
    actorId: me.personId,
    partnerId: partner.id,
    agreementId: agreement.id,
    day,
    requestId: context.requestId,
  });
  if (!ended) throw notFound();
  return ended.refusal ? refused(ended.refusal) : redirect(`/desk/partners/${partner.id}`);
});

async function asked(me: Me, params: LoaderFunctionArgs["params"]) {
  const found = await partnerToWrite(me.grants, param(params, "unit", idShape), civilDate(now()));
  const id = param(params, "agreement", idShape);
  const agreement = found?.partner.agreements.find((each) => each.id === id);
  if (!found || !agreement) throw notFound();
  return { partner: found.partner, agreement };
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function EndPage() {
  const { title, partner, agreement, today } = useLoaderData<typeof loader>();
  const { result, weighed } = { result: undefined, weighed: undefined, ...useActionData<typeof action>() };
  const back = `/desk/partners/${partner.id}`;
  return (
    <PartnerActPage title={title} partner={partner} sub={agreement.title}>
      <EndAgreementForm back={back} today={today} agreement={agreement} result={result} weighed={weighed} />
    </PartnerActPage>
  );
}
