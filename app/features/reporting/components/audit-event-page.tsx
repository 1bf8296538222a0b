import { useTranslation } from "react-i18next";
import { civilDate, formatDay, formatSeconds } from "~/lib/dates";
import { Empty } from "~/ui/empty";
import { Go } from "~/ui/go";
import { PageHead } from "~/ui/page-head";
import { Section } from "~/ui/section";
import { Table } from "~/ui/table";
import { useLanguage } from "~/ui/use-language";
import type { AuditRow, Names } from "../audit-trail.server";
import { actionWords, actorWords, detailWords, outcomeWords, subjectWords } from "../audit-words";
import { AuditTable } from "./audit-table";

export interface AuditEventPageProps {
  title: string;
  row: AuditRow;
  /** The other acts of the same request. */
  same: AuditRow[];
  names: Names;
  /** The query part of the list that somebody came from. */
  list: string;
}

/** Everything about one row of the log. */
export function AuditEventPage({ title, row, same, names, list }: AuditEventPageProps) {
  const { t } = useTranslation(["audit", "common"]);
  const { language } = useLanguage();
  const fields = [
    ["at", `${formatDay(civilDate(row.at), language)} ${formatSeconds(row.at)}`],
    ["actor", actorWords(t, row, names)],
    ["actorId", row.actorId ?? t("none")],
    ["action", actionWords(t, row.action)],
    ["code", row.action],
    ["subject", subjectWords(t, row.subject, names)],
    ["subjectCode", row.subject],
    ["outcome", outcomeWords(t, row.outcome)],
    ["requestId", row.requestId ?? t("none")],
    ["id", row.id],
  ] as const;
  const details = detailWords(t, row.detail, names);
  return (
    <>
      <PageHead
        title={title}
        sub={actionWords(t, row.action)}
        crumb={{ to: `/audit${list}`, label: t("title") }}
      />
      <Section title={t("event.record")}>
        <Pairs
          caption={t("event.record")}
          rows={fields.map(([key, value]) => ({ key, label: t(`column.${key}`), value }))}
        />
      </Section>
      <Section title={t("event.detail")}>
        {details.length ? (
          <Pairs caption={t("event.detail")} rows={details} />
        ) : (
          <Empty title={t("event.noDetail")}>{t("event.noDetailText")}</Empty>
        )}
      </Section>
      <Section title={t("event.same")}>
        {same.length ? (
          <>
            <AuditTable caption={t("event.same")} rows={same} names={names} list={list} />
            <p className="mt-4">
              <Go to={`/audit?request=${encodeURIComponent(row.requestId ?? "")}`}>{t("event.whole")}</Go>
            </p>
          </>
        ) : (
          <Empty title={t("event.noSame")}>{t("event.noSameText")}</Empty>
        )}
      </Section>
    </>
  );
}

function Pairs({
  caption,
  rows,
}: {
  caption: string;
  rows: { key: string; label: string; value: string }[];
}) {
  const { t } = useTranslation(["audit", "common"]);
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        { key: "label", head: t("field"), rowHeader: true, cell: (row) => row.label },
        { key: "value", head: t("value"), cell: (row) => <span className="break-words">{row.value}</span> },
      ]}
    />
  );
}
