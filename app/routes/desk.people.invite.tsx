import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { InviteManyPage } from "~/features/people/components/invite-many-page";
import { weighInvitations } from "~/features/people/invitations.server";
import { inviteManyForm } from "~/features/people/schema/accounts";
import { subtree } from "~/features/people/unit-tree.server";
import { searchAddress } from "~/features/reporting/rules/people-search";
import { readSearch } from "~/features/reporting/schema";
import { withoutPassword } from "~/features/reporting/without-password.server";
import { scope, type Grant } from "~/platform/access";
import { now, realNow } from "~/platform/clock.server";
import { linkOrigin } from "~/platform/deliver.server";
import { readFields, readForm } from "~/platform/form.server";
import { guarded } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { ownOrigin } from "~/platform/own-origin.server";
import { qrCode } from "~/platform/qr.server";
import { invitePeople } from "~/workflows/invite-people.server";

/** Those of the list with the same address who have no password yet. */
async function asked(request: Request, grants: readonly Grant[]) {
  const search = readSearch(new URL(request.url).searchParams);
  const units = await subtree(scope(grants, "people:write"));
  return { list: searchAddress(search), personIds: await withoutPassword(search, units, now()) };
}

export const loader = guarded("people:write", async ({ request, me, context }) => {
  const { list, personIds } = await asked(request, me.grants);
  const seen = realNow().getTime();
  const weigh = async (by: "mail" | "sheet", again: boolean) =>
    (await weighInvitations(personIds, me, { by, again, seen })).counts;
  const title = texts(context.language).t("account:inviteMany.title");
  return { title, list, seen, counts: await weigh("mail", false), all: await weigh("mail", true) };
});

export const action = guarded("people:write", async ({ request, me, context }) => {
  const { personIds } = await asked(request, me.grants);
  const inviting = readFields(await readForm(request), inviteManyForm);
  const chosen = await weighInvitations(personIds, me, inviting);
  const { requestId, secure } = context;
  const done = await invitePeople({ personIds: chosen.personIds, by: me, inviting, requestId });
  const origin = linkOrigin() ?? ownOrigin(request, secure);
  const slips = done.slips.map(({ secret, ...slip }) => {
    const address = `${origin}/link/${secret}`;
    return { ...slip, address, qr: qrCode(address) };
  });
  return { ...done, slips, later: chosen.counts.later };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function InviteMany() {
  return <InviteManyPage {...useLoaderData<typeof loader>()} done={useActionData<typeof action>()} />;
}
