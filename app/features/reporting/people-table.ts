import type { TFunction } from "i18next";
import type { Language } from "../../lib/dates";
import type { PersonRow } from "./people-list.server";
import { personCell, type Secrets } from "./person-cell";
import type { PeopleColumn } from "./rules/people-search";

const widths: Partial<Record<PeopleColumn, number>> = {
  unit: 18,
  street: 18,
  email: 26,
  major: 22,
  idNumber: 22,
};

/** The list as a table for a file: the name, then the chosen columns. */
export function peopleTable(
  rows: readonly PersonRow[],
  columns: readonly PeopleColumn[],
  words: { t: TFunction<["staff", "common"]>; language: Language; secrets: Secrets },
) {
  const { t } = words;
  return {
    columns: [
      { head: t("staff:column.name"), width: 12 },
      ...columns.map((column) => ({ head: t(`staff:column.${column}`), width: widths[column] ?? 14 })),
    ],
    rows: rows.map((row) => [
      row.name,
      ...columns.map((column) => personCell(row, column, { ...words, days: "iso" })),
    ]),
  };
}
