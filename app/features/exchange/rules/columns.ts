import type { Field } from "./read-cell";
import words from "./words.json";

/** What can be imported. */
export const importKinds = ["people", "certificates", "registrations", "sessions", "attendances"] as const;
export type ImportKind = (typeof importKinds)[number];

export interface Column {
  key: string;
  field: Field;
  required?: true;
  /** Shown masked, and so is what was cleaned of it. */
  secret?: true;
}

/** Columns by kind, in the order of the template. Texts that stand for a value have the one that is shown first. */
export const columns = {
  people: [
    { key: "employeeNo", field: { as: "code" }, required: true },
    { key: "name", field: { as: "name" }, required: true },
    { key: "unit", field: { as: "text" }, required: true },
    { key: "title", field: { as: "text" } },
    { key: "joinedOn", field: { as: "day" } },
    { key: "since", field: { as: "day" } },
    { key: "idNumber", field: { as: "id-number" }, secret: true },
    { key: "gender", field: { as: "choice", of: words.choices.gender } },
    { key: "bornOn", field: { as: "day" } },
    { key: "phone", field: { as: "phone" } },
    { key: "email", field: { as: "email" } },
    { key: "payeeAccount", field: { as: "account" }, secret: true },
    {
      key: "level",
      field: {
        as: "choice",
        of: words.choices.education,
      },
    },
    { key: "degree", field: { as: "text" } },
    { key: "school", field: { as: "text" } },
    { key: "major", field: { as: "text" } },
    { key: "isSocialWork", field: { as: "yes" } },
    { key: "fullTime", field: { as: "yes" } },
    { key: "startedOn", field: { as: "day" } },
    { key: "graduatedOn", field: { as: "day" } },
    { key: "employer", field: { as: "text" } },
    { key: "duties", field: { as: "text" } },
    { key: "workStartsOn", field: { as: "day" } },
    { key: "workEndsOn", field: { as: "day" } },
    { key: "year", field: { as: "whole", min: 1990, max: 2199 } },
    {
      key: "grade",
      field: {
        as: "choice",
        of: words.choices.grade,
      },
    },
  ],
  certificates: [
    { key: "number", field: { as: "code" }, required: true },
    { key: "employeeNo", field: { as: "code" }, required: true },
    { key: "name", field: { as: "name" }, required: true },
    {
      key: "level",
      field: { as: "choice", of: words.choices.level },
      required: true,
    },
    {
      key: "title",
      field: {
        as: "choice",
        of: words.choices.certificate,
      },
      required: true,
    },
    { key: "issuedOn", field: { as: "day" }, required: true },
  ],
  registrations: [
    { key: "certificate", field: { as: "code" }, required: true },
    { key: "startsOn", field: { as: "day" }, required: true },
    { key: "endsOn", field: { as: "day" }, required: true },
    { key: "number", field: { as: "code" } },
  ],
  sessions: [
    { key: "code", field: { as: "code" }, required: true },
    { key: "title", field: { as: "text" }, required: true },
    { key: "titleEn", field: { as: "text" } },
    {
      key: "kind",
      field: { as: "choice", of: words.choices.sessionKind },
      required: true,
    },
    { key: "day", field: { as: "day" }, required: true },
    { key: "startsAt", field: { as: "time" }, required: true },
    { key: "endsAt", field: { as: "time" }, required: true },
    { key: "venue", field: { as: "text" }, required: true },
    { key: "capacity", field: { as: "whole", min: 1, max: 10_000 }, required: true },
    { key: "minutes", field: { as: "whole", min: 1, max: 1440 }, required: true },
    { key: "partner", field: { as: "text" }, required: true },
    { key: "trainer", field: { as: "code" } },
  ],
  attendances: [
    { key: "session", field: { as: "code" }, required: true },
    { key: "employeeNo", field: { as: "code" }, required: true },
    { key: "name", field: { as: "name" }, required: true },
    { key: "signedInAt", field: { as: "time" }, required: true },
    { key: "minutes", field: { as: "whole", min: 1, max: 1440 } },
  ],
} as const satisfies Record<ImportKind, readonly Column[]>;

/** What names a row within its file: the same twice is refused. */
export const rowKeys: Record<ImportKind, readonly (readonly string[])[]> = {
  people: [["employeeNo"], ["idNumber"], ["payeeAccount"]],
  certificates: [["number"]],
  registrations: [["certificate", "startsOn"], ["number"]],
  sessions: [["code"]],
  attendances: [["session", "employeeNo"]],
};

/** The header of a column in the file, which is Chinese in every language of the pages. */
export function headOf(kind: ImportKind, key: string): string {
  const heads: Record<string, string> = words.heads[kind];
  return heads[key] ?? key;
}

export function columnsOf(kind: ImportKind): readonly Column[] {
  return columns[kind];
}

export function isImportKind(text: string): text is ImportKind {
  return (importKinds as readonly string[]).includes(text);
}

/** How a value is written in a file and on the page: the first text that stands for it. */
export function shownValue({ field }: Column, value: string | number | boolean | null): string {
  if (value === null || value === "") return "";
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (field.as !== "choice") return String(value);
  return Object.entries(field.of).find(([, meant]) => meant === value)?.[0] ?? String(value);
}
