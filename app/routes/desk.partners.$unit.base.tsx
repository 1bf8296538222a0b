import { redirect, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { BaseForm } from "~/features/people/components/base-form";
import { PartnerActPage } from "~/features/people/components/partner-act-page";
import { hostUnits, partnerToWrite } from "~/features/people/partners.server";
import type { PartnershipRefusal } from "~/features/people/rules/partnership";
import { practiceBaseForm } from "~/features/people/schema/partners";
import { civilDate } from "~/lib/dates";
import { now } from "~/platform/clock.server";
import type { Me } from "~/platform/context.server";
import { invalid, parseForm, readForm } from "~/platform/form.server";
import { guarded, idShape, notFound, param } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { savePracticeBase } from "~/workflows/save-practice-base.server";

export const handle = { width: "narrow" };

export const loader = guarded("partners:write", async ({ request, params, me, context }) => {
  const { partner, base, hosts } = await asked(me, params, request);
  const { t } = texts(context.language);
  const title = t(base ? "partners:baseForm.changeTitle" : "partners:baseForm.newTitle");
  return { title, partner, base, hosts: await hostUnits(hosts, civilDate(now())) };
});

export const action = guarded("partners:write", async ({ request, params, me, context }) => {
  const { partner, base, hosts } = await asked(me, params, request);
  const submission = parseForm(await readForm(request), practiceBaseForm);
  if (submission.status !== "success") return invalid(submission.reply());
  const saved = await savePracticeBase({
    actorId: me.personId,
    partnerId: partner.id,
    baseId: base?.id ?? null,
    hosts,
    fields: { ...submission.value, endsOn: submission.value.endsOn ?? null },
    requestId: context.requestId,
  });
  if (!saved) throw notFound();
  if (saved.refusal)
    return invalid(
      submission.reply({ fieldErrors: { [place[saved.refusal]]: [`error.base.${saved.refusal}`] } }),
    );
  return redirect(`/desk/partners/${partner.id}`);
});

/** The field beside which a refusal stands; none for what concerns the whole. */
const place: Record<PartnershipRefusal, string> = {
  closed: "",
  "unit-closed": "unitId",
  "ends-before": "endsOn",
  "too-long": "startsOn",
  taken: "name",
  "unknown-person": "",
};

/** The partner, and the base that the address names; null for a new one. */
async function asked(me: Me, params: LoaderFunctionArgs["params"], request: Request) {
  const found = await partnerToWrite(me.grants, param(params, "unit", idShape), civilDate(now()));
  const id = new URL(request.url).searchParams.get("id");
  const base = found?.partner.bases.find((each) => each.id === id) ?? null;
  if (!found || (id !== null && !base)) throw notFound();
  return { ...found, base };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function BasePage() {
  const { title, partner, base, hosts } = useLoaderData<typeof loader>();
  const back = `/desk/partners/${partner.id}`;
  const result = useActionData<typeof action>()?.result;
  return (
    <PartnerActPage title={title} partner={partner}>
      <BaseForm back={back} base={base} hosts={hosts} result={result} />
    </PartnerActPage>
  );
}
