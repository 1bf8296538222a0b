import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { auditTrail } from "~/features/reporting/audit-trail.server";
import { AuditPage } from "~/features/reporting/components/audit-page";
import { auditSearch } from "~/features/reporting/schema";
import { guarded } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { logState } from "~/platform/seals.server";

export const loader = guarded("audit:read", async ({ request, context }) => {
  const search = auditSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const [trail, audit, ledger] = await Promise.all([
    auditTrail(search),
    logState("audit"),
    logState("ledger"),
  ]);
  const seals = [
    { log: "audit" as const, state: audit },
    { log: "ledger" as const, state: ledger },
  ];
  return { title: texts(context.language).t("audit:title"), search, seals, ...trail };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Audit() {
  return <AuditPage {...useLoaderData<typeof loader>()} />;
}
