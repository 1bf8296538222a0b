import { redirect, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { DocumentForm } from "~/features/people/components/document-form";
import { PartnerActPage } from "~/features/people/components/partner-act-page";
import { partnerToWrite } from "~/features/people/partners.server";
import { documentForm } from "~/features/people/schema/partners";
import { civilDate } from "~/lib/dates";
import { now } from "~/platform/clock.server";
import type { Me } from "~/platform/context.server";
import { invalid, parseForm } from "~/platform/form.server";
import { guarded, idShape, notFound, param } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { receiveUpload } from "~/platform/uploads.server";
import { addAgreementDocument } from "~/workflows/add-agreement-document.server";
import { removeAgreementDocument } from "~/workflows/remove-agreement-document.server";

export const handle = { width: "narrow" };

export const loader = guarded("partners:write", async ({ request, params, me, context }) => {
  const { partner, agreement, uploadId } = await asked(me, params, request);
  const remove = agreement.documents.find((each) => each.id === uploadId) ?? null;
  // Somebody else has taken it away: there is nothing more to do here.
  if (uploadId !== null && !remove) throw redirect(`/desk/partners/${partner.id}`);
  const { t } = texts(context.language);
  const title = t(remove ? "partners:document.removeTitle" : "partners:document.addTitle");
  return { title, partner, agreement, remove };
});

export const action = guarded("partners:write", async ({ request, params, me, context }) => {
  const { partner, agreement, uploadId } = await asked(me, params, request);
  const { form, file, discard } = await receiveUpload(request, "document");
  try {
    const submission = parseForm(form, documentForm);
    if (submission.status !== "success") throw new Response(null, { status: 400 });
    const act = {
      actorId: me.personId,
      partnerId: partner.id,
      agreementId: agreement.id,
      requestId: context.requestId,
    };
    if (submission.value.intent === "add") {
      const wrong = file ? file.refusal : "missing";
      if (!file || wrong) return invalid(submission.reply({ fieldErrors: { file: [`file.${wrong}`] } }));
      if (!(await addAgreementDocument({ ...act, file }))) throw notFound();
    } else {
      if (uploadId === null || !idShape.test(uploadId)) throw new Response(null, { status: 400 });
      if (!(await removeAgreementDocument({ ...act, uploadId }))) throw notFound();
    }
    return redirect(`/desk/partners/${partner.id}`);
  } finally {
    await discard();
  }
});

async function asked(me: Me, params: LoaderFunctionArgs["params"], request: Request) {
  const found = await partnerToWrite(me.grants, param(params, "unit", idShape), civilDate(now()));
  const id = param(params, "agreement", idShape);
  const agreement = found?.partner.agreements.find((each) => each.id === id);
  if (!found || !agreement) throw notFound();
  return { partner: found.partner, agreement, uploadId: new URL(request.url).searchParams.get("upload") };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function DocumentPage() {
  const { title, partner, agreement, remove } = useLoaderData<typeof loader>();
  const back = `/desk/partners/${partner.id}`;
  const result = useActionData<typeof action>()?.result;
  return (
    <PartnerActPage title={title} partner={partner} sub={agreement.title}>
      <DocumentForm back={back} remove={remove} result={result} />
    </PartnerActPage>
  );
}
