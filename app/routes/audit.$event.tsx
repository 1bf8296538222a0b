import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { auditEvent } from "~/features/reporting/audit-trail.server";
import { AuditEventPage } from "~/features/reporting/components/audit-event-page";
import { guarded, idShape, notFound, param } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";

export const loader = guarded("audit:read", async ({ request, params, context }) => {
  const found = await auditEvent(param(params, "event", idShape));
  if (!found) throw notFound();
  const list = new URL(request.url).searchParams.get("list") ?? "";
  const title = texts(context.language).t("audit:event.title", { seq: found.row.seq });
  // What leads back is a query of our own list and nothing else.
  return { title, list: list.startsWith("?") ? list : "", ...found };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function AuditEvent() {
  return <AuditEventPage {...useLoaderData<typeof loader>()} />;
}
