import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { readAccount } from "~/features/people/account-list.server";
import { InvitePage } from "~/features/people/components/invite-page";
import { inviteForm } from "~/features/people/schema/accounts";
import { scope } from "~/platform/access";
import { texts } from "~/platform/i18n/texts.server";
import { readFields, readForm } from "~/platform/form.server";
import { guarded, idShape, notFound, param } from "~/platform/guard.server";
import { mailSetUp } from "~/platform/mail.server";
import { linkOrigin } from "~/platform/deliver.server";
import { ownOrigin } from "~/platform/own-origin.server";
import { qrCode } from "~/platform/qr.server";
import { invitePerson } from "~/workflows/invite-person.server";

export const handle = { width: "narrow" };

export const loader = guarded("people:write", async ({ params, context, me }) => {
  const account = await readAccount(scope(me.grants, "people:write"), param(params, "person", idShape));
  if (!account) throw notFound();
  const { personId, name, employeeNo, unit, hasPassword } = account;
  const hasMail = account.hasMail && mailSetUp() !== null;
  return {
    title: texts(context.language).t("account:invite.title", { name }),
    person: { personId, name, employeeNo, unit, hasPassword, hasMail },
  };
});

export const action = guarded("people:write", async ({ request, params, context, me }) => {
  const personId = param(params, "person", idShape);
  const { way } = readFields(await readForm(request), inviteForm);
  const { requestId, secure } = context;
  const made = await invitePerson({ personId, by: me, as: "people:write", way, requestId });
  if (!made) throw notFound();
  if (made.refusal) return { refusal: made.refusal };
  const { secret, ...sheet } = made.invitation;
  if (secret === null) return { sent: true as const };
  const address = `${linkOrigin() ?? ownOrigin(request, secure)}/link/${secret}`;
  return { sheet: { ...sheet, address, qr: qrCode(address) } };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Invite() {
  const { person } = useLoaderData<typeof loader>();
  return <InvitePage person={person} outcome={useActionData<typeof action>()} />;
}
