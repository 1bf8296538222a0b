import { redirect, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { PayeeForm } from "~/features/people/components/payee-form";
import { ownFields } from "~/features/people/own-data.server";
import { payeeForm } from "~/features/people/schema/privacy";
import { invalid, parseForm, readForm } from "~/platform/form.server";
import { guarded } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { setOwnPayeeAccount } from "~/workflows/set-secret.server";

export const handle = { width: "narrow" };

export const loader = guarded("signed-in", async ({ me, context }) => ({
  title: texts(context.language).t("privacy:payee.title"),
  masked: (await ownFields(me.personId))?.payeeAccount ?? null,
}));

export const action = guarded("signed-in", async ({ request, me, context }) => {
  const submission = parseForm(await readForm(request), payeeForm);
  const hideFields = ["account", "password"];
  if (submission.status !== "success") return invalid(submission.reply({ hideFields }));
  const { personId } = me;
  const { refusal } = await setOwnPayeeAccount({
    personId,
    ...submission.value,
    requestId: context.requestId,
  });
  if (!refusal) return redirect("/me/data");
  const field = refusal === "wrong" || refusal === "locked" ? "password" : "account";
  return invalid(submission.reply({ fieldErrors: { [field]: [`refusal.${refusal}`] }, hideFields }));
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Payee() {
  return <PayeeForm {...useLoaderData<typeof loader>()} result={useActionData<typeof action>()?.result} />;
}
