import type { TFunction } from "i18next";
import { civilDate, formatSeconds } from "~/lib/dates";
import type { AuditRow, Names } from "./audit-trail.server";
import { actionWords, actorWords, detailWords, outcomeWords, subjectWords } from "./audit-words";

const columns = [
  ...(["seq", "at", "actor", "actorId", "action", "code", "subject", "subjectCode"] as const),
  ...(["outcome", "detail", "requestId", "id"] as const),
];

export const auditHead = (t: TFunction<["audit", "common"]>): string[] =>
  columns.map((column) => t(`audit:column.${column}`));

/** A row for a sheet: what people read beside what was written, so that nothing is lost. */
export function auditLine(
  t: TFunction<["audit", "common"]>,
  row: AuditRow,
  names: Names,
): (string | number)[] {
  const detail = detailWords(t, row.detail, names).map(
    ({ label, value }) => `${label}${t("audit:colon")}${value}`,
  );
  return [
    Number(row.seq),
    `${civilDate(row.at)} ${formatSeconds(row.at)}`,
    actorWords(t, row, names),
    row.actorId ?? "",
    actionWords(t, row.action),
    row.action,
    subjectWords(t, row.subject, names),
    row.subject,
    outcomeWords(t, row.outcome),
    detail.join(t("audit:separator")),
    row.requestId ?? "",
    row.id,
  ];
}
