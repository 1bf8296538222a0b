import type { TFunction } from "i18next";
import { civilDate, type Language } from "~/lib/dates";
import { classHours } from "~/features/courses/rules/class-hours";
import type { CertificateRow } from "./certificate-list.server";

const columns = [
  ...(["number", "name", "employeeNo", "unit", "course", "partner"] as const),
  ...(["minutes", "classHours", "issuedOn", "state", "revokedOn", "reason"] as const),
] as const;

/** The list as a table for a file. */
export function certificateTable(
  rows: readonly CertificateRow[],
  { t, language }: { t: TFunction<["certificates", "common"]>; language: Language },
) {
  const pick = (zh: string, en: string) => (language === "en" ? en : zh);
  const wide: readonly string[] = ["number", "unit", "course", "partner", "reason"];
  return {
    columns: columns.map((key) => ({
      head: t(`certificates:desk.column.${key}`),
      width: wide.includes(key) ? 20 : 12,
    })),
    rows: rows.map((row) => [
      ...[row.number, row.name, row.employeeNo, pick(row.unit, row.unitEn)],
      ...[pick(row.title, row.titleEn), pick(row.partner, row.partnerEn)],
      ...[row.minutes, classHours(row.minutes), civilDate(row.issuedAt)],
      t(row.revokedAt ? "certificates:revokedState" : "certificates:valid"),
      ...[row.revokedAt && civilDate(row.revokedAt), row.revokeReason || null],
    ]),
  };
}
