import { redirect, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CorrectionForm } from "~/features/people/components/correction-form";
import { correctionForm } from "~/features/people/schema/privacy";
import { invalid, parseForm, readForm } from "~/platform/form.server";
import { guarded } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { fileCorrection } from "~/workflows/file-correction.server";

export const handle = { width: "narrow" };

export const loader = guarded("signed-in", async ({ context }) => ({
  title: texts(context.language).t("privacy:correct.title"),
}));

export const action = guarded("signed-in", async ({ request, me, context }) => {
  const submission = parseForm(await readForm(request), correctionForm);
  if (submission.status !== "success") return invalid(submission.reply());
  const { personId, name } = me;
  const { requestId } = context;
  const { refusal } = await fileCorrection({ personId, name, ...submission.value, requestId });
  if (!refusal) return redirect("/me/data#corrections");
  const field = refusal === "open" ? "field" : refusal === "reason-number" ? "reason" : "wanted";
  return invalid(submission.reply({ fieldErrors: { [field]: [`refusal.${refusal}`] } }));
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Correction() {
  return (
    <CorrectionForm {...useLoaderData<typeof loader>()} result={useActionData<typeof action>()?.result} />
  );
}
