import { redirect, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AgreementForm } from "~/features/people/components/agreement-form";
import { PartnerActPage } from "~/features/people/components/partner-act-page";
import { partnerToWrite } from "~/features/people/partners.server";
import type { AgreementRefusal } from "~/features/people/rules/agreement";
import { agreementForm } from "~/features/people/schema/partners";
import { civilDate } from "~/lib/dates";
import { now } from "~/platform/clock.server";
import type { Me } from "~/platform/context.server";
import { invalid, parseForm } from "~/platform/form.server";
import { guarded, idShape, notFound, param } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { receiveUpload } from "~/platform/uploads.server";
import { saveAgreement } from "~/workflows/save-agreement.server";

export const handle = { width: "narrow" };

export const loader = guarded("partners:write", async ({ request, params, me, context }) => {
  const { partner, agreement } = await asked(me, params, request);
  const { t } = texts(context.language);
  const title = t(agreement ? "partners:agreementForm.changeTitle" : "partners:agreementForm.newTitle");
  return { title, partner, agreement, today: civilDate(now()) };
});

export const action = guarded("partners:write", async ({ request, params, me, context }) => {
  const { partner, agreement } = await asked(me, params, request);
  const { form, file, discard } = await receiveUpload(request, "document");
  try {
    const submission = parseForm(form, agreementForm);
    const fieldErrors: Record<string, string[]> = file?.refusal ? { file: [`file.${file.refusal}`] } : {};
    if (submission.status !== "success" || file?.refusal) return invalid(submission.reply({ fieldErrors }));
    const saved = await saveAgreement({
      actorId: me.personId,
      partnerId: partner.id,
      agreementId: agreement?.id ?? null,
      fields: submission.value,
      file,
      requestId: context.requestId,
    });
    if (!saved) throw notFound();
    if ("refusal" in saved)
      return invalid(
        submission.reply({ fieldErrors: { [place[saved.refusal]]: [`error.${saved.refusal}`] } }),
      );
    return redirect(`/desk/partners/${partner.id}`);
  } finally {
    await discard();
  }
});

/** The field beside which a refusal stands; none for what concerns the whole. */
const place: Record<AgreementRefusal, string> = {
  "number-taken": "number",
  "signed-ahead": "signedOn",
  "signed-late": "signedOn",
  "ends-before": "endsOn",
  "too-long": "endsOn",
  overlap: "startsOn",
  ended: "",
  closed: "",
};

/** The partner, and the agreement that the address names; null for a new one. */
async function asked(me: Me, params: LoaderFunctionArgs["params"], request: Request) {
  const found = await partnerToWrite(me.grants, param(params, "unit", idShape), civilDate(now()));
  const id = new URL(request.url).searchParams.get("id");
  const agreement = found?.partner.agreements.find((each) => each.id === id) ?? null;
  if (!found || (id !== null && !agreement)) throw notFound();
  return { partner: found.partner, agreement };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function AgreementPage() {
  const { title, partner, agreement, today } = useLoaderData<typeof loader>();
  const back = `/desk/partners/${partner.id}`;
  const result = useActionData<typeof action>()?.result;
  return (
    <PartnerActPage title={title} partner={partner}>
      <AgreementForm back={back} today={today} agreement={agreement} result={result} />
    </PartnerActPage>
  );
}
