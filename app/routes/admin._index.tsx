import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listAccounts } from "~/features/people/account-list.server";
import { AccountListPage } from "~/features/people/components/account-list-page";
import { accountQuery } from "~/features/people/schema/accounts";
import { can, scope } from "~/platform/access";
import { texts } from "~/platform/i18n/texts.server";
import { guardedAny } from "~/platform/guard.server";

export const loader = guardedAny(["account:manage", "security:manage"], async ({ request, context, me }) => {
  const query = accountQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  const units = [...scope(me.grants, "account:manage"), ...scope(me.grants, "security:manage")];
  return {
    title: texts(context.language).t("account:admin.title"),
    query,
    list: await listAccounts(units, query),
    opens: can(me.grants, "account:manage"),
    messages: can(me.grants, "system:manage"),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Admin() {
  return <AccountListPage {...useLoaderData<typeof loader>()} />;
}
