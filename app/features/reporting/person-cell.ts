import type { TFunction } from "i18next";
import { formatDay, type Language } from "../../lib/dates";
import type { PersonRow } from "./people-list.server";
import type { PeopleColumn } from "./rules/people-search";

/** Masked secrets by person. */
export type Secrets = Record<string, { idNumber: string | null; payeeAccount: string | null }>;

interface Words {
  t: TFunction<["staff", "common"]>;
  language: Language;
  /** Days as people read them, or as a table program sorts them. */
  days: "words" | "iso";
  secrets: Secrets;
}

/** What stands in a cell, on the page and in an export alike; empty for what is not known. */
export function personCell(row: PersonRow, column: PeopleColumn, words: Words): string {
  const { t, language, secrets } = words;
  const day = (text: string | null) =>
    text && words.days === "words" ? formatDay(text, language) : (text ?? "");
  const named = (unit: { name: string; nameEn: string } | null) =>
    (language === "en" ? unit?.nameEn : unit?.name) ?? "";
  switch (column) {
    case "employeeNo":
    case "title":
    case "phone":
    case "email":
      return row[column];
    case "unit":
      return named(row.unit);
    case "street":
      return named(row.street);
    case "state":
      return t(`staff:state.${row.state}`);
    case "level":
      return row.level ? t(`staff:level.${row.level as "junior"}`) : "";
    case "education":
      return row.education ? t(`staff:education.${row.education as "bachelor"}`) : "";
    case "major":
      return row.isSocialWork
        ? t("staff:socialWorkMajor", { major: row.major ?? "" }).trim()
        : (row.major ?? "");
    case "appraisal":
      return row.appraisal
        ? t("staff:graded", {
            year: row.appraisal.year,
            grade: t(`staff:grade.${row.appraisal.grade as "basic"}`),
          })
        : "";
    case "joinedOn":
    case "leftOn":
    case "bornOn":
      return day(row[column]);
    case "gender":
      return row.gender ? t(`staff:gender.${row.gender as "female"}`) : "";
    case "idNumber":
    case "payeeAccount":
      return secrets[row.id]?.[column] ?? "";
  }
}
