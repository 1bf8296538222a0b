import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { auditTrail } from "~/features/reporting/audit-trail.server";
import { civilDate, formatDay, formatSeconds } from "~/lib/dates";
import { guarded } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { Empty } from "~/ui/empty";
import { PageHead } from "~/ui/page-head";
import { Pager } from "~/ui/pager";
import { Table } from "~/ui/table";
import { useLanguage } from "~/ui/use-language";

export const loader = guarded("audit:read", async ({ request, context }) => {
  const before = new URL(request.url).searchParams.get("before") ?? "";
  const trail = await auditTrail(/^\d{1,18}$/.test(before) ? BigInt(before) : null);
  return { title: texts(context.language).t("reporting:audit.title"), ...trail };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Audit() {
  const { t } = useTranslation("reporting");
  const { language } = useLanguage();
  const { title, events, older, newest } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead title={title} sub={t("audit.sub")} />
      {events.length === 0 ? (
        <Empty level={2} title={t("audit.empty")}>
          {t("audit.emptyText")}
        </Empty>
      ) : (
        <Table
          caption={title}
          rows={events}
          rowKey={(event) => event.id}
          columns={[
            {
              key: "at",
              head: t("audit.at"),
              cell: (event) => (
                <span className="nb">{`${formatDay(civilDate(event.at), language)} ${formatSeconds(event.at)}`}</span>
              ),
            },
            { key: "actor", head: t("audit.actor"), cell: (event) => event.actor ?? t("audit.nobody") },
            {
              key: "action",
              head: t("audit.action"),
              rowHeader: true,
              cell: (event) => <span className="nb">{event.action}</span>,
            },
            {
              key: "subject",
              head: t("audit.subject"),
              cell: (event) => <span className="nb">{event.subject}</span>,
            },
            {
              key: "outcome",
              head: t("audit.outcome"),
              cell: (event) => t(`audit.${event.outcome === "refused" ? "refused" : "done"}`),
            },
          ]}
        />
      )}
      <Pager
        label={t("audit.pages")}
        says={t("audit.count", { count: events.length })}
        previous={{ to: newest ? undefined : "/audit", label: t("audit.newest") }}
        next={{ to: older ? `?before=${older}` : undefined, label: t("audit.older") }}
      />
    </>
  );
}
