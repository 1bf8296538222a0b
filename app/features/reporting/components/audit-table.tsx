import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { civilDate, formatDay, formatSeconds } from "~/lib/dates";
import { Table } from "~/ui/table";
import { Tag } from "~/ui/tag";
import { useLanguage } from "~/ui/use-language";
import type { AuditRow, Names } from "../audit-trail.server";
import { actionWords, actorWords, outcomeWords, subjectWords } from "../audit-words";

interface Props {
  caption: string;
  rows: readonly AuditRow[];
  names: Names;
  /** The query part of the list that a row's page leads back to. */
  list: string;
}

/** Rows of the log; on a phone each says who and what below its act. */
export function AuditTable({ caption, rows, names, list }: Props) {
  const { t } = useTranslation(["audit", "common"]);
  const { language } = useLanguage();
  const outcome = (row: AuditRow) => (
    <Tag kind={row.outcome === "refused" ? "warn" : "plain"}>{outcomeWords(t, row.outcome)}</Tag>
  );
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: "at",
          head: t("column.at"),
          cell: (row) => (
            <>
              <span className="nb">{formatDay(civilDate(row.at), language)}</span>{" "}
              <span className="nb">{formatSeconds(row.at)}</span>
            </>
          ),
        },
        {
          key: "action",
          head: t("column.action"),
          rowHeader: true,
          cell: (row) => (
            <>
              <Link
                className="hit"
                data-row
                to={`/audit/${row.id}${list && `?list=${encodeURIComponent(list)}`}`}
              >
                {actionWords(t, row.action)}
              </Link>
              <span className="block m:hidden dim">
                {actorWords(t, row, names)}
                <br />
                {subjectWords(t, row.subject, names)}
                {row.outcome === "refused" && <> {outcome(row)}</>}
              </span>
            </>
          ),
        },
        { key: "actor", head: t("column.actor"), wideOnly: true, cell: (row) => actorWords(t, row, names) },
        {
          key: "subject",
          head: t("column.subject"),
          wideOnly: true,
          cell: (row) => subjectWords(t, row.subject, names),
        },
        { key: "outcome", head: t("column.outcome"), wideOnly: true, cell: outcome },
      ]}
    />
  );
}
