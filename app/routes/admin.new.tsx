import { redirect, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { openOffices, unitChoices } from "~/features/people/account-list.server";
import { OpenAccountPage } from "~/features/people/components/open-account-page";
import { openAccountForm } from "~/features/people/schema/accounts";
import { scope } from "~/platform/access";
import { texts } from "~/platform/i18n/texts.server";
import { invalid, parseForm, readForm } from "~/platform/form.server";
import { guarded, notFound } from "~/platform/guard.server";
import { openAccount } from "~/workflows/open-account.server";

export const handle = { width: "narrow" };

export const loader = guarded("account:manage", async ({ context, me }) => ({
  title: texts(context.language).t("account:open.heading"),
  units: await unitChoices(scope(me.grants, "account:manage")),
  offices: await openOffices(),
}));

export const action = guarded("account:manage", async ({ request, context, me }) => {
  const submission = parseForm(await readForm(request), openAccountForm);
  if (submission.status !== "success") return invalid(submission.reply());
  const { role, ...joining } = submission.value;
  const opened = await openAccount({
    ...joining,
    ...{ by: me, role: role === "" ? null : role, requestId: context.requestId },
  });
  if (!opened) throw notFound();
  if ("personId" in opened) return redirect(`/admin/${opened.personId}?act=invite`);
  const { refusal } = opened;
  const field = refusal.startsWith("number-")
    ? "employeeNo"
    : refusal === "name-missing"
      ? "name"
      : refusal === "title-missing"
        ? "title"
        : refusal === "not-yours"
          ? "role"
          : "unitId";
  return invalid(submission.reply({ fieldErrors: { [field]: [`error.${refusal}`] } }));
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function AdminNew() {
  const { units, offices } = useLoaderData<typeof loader>();
  return <OpenAccountPage units={units} offices={offices} result={useActionData<typeof action>()?.result} />;
}
