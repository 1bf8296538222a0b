import { maskIdNumber, maskPayeeAccount } from "~/features/people/rules/id-number";
import { shownCell, type SheetRow } from "./cell";
import { columnsOf, rowKeys, shownValue, type Column, type ImportKind } from "./columns";
import { readCell, type CellReason, type Value } from "./read-cell";

/** A row read by itself and beside the others of its file; what the database knows comes after (`verdict.ts`). */
export const version = "exchange.row@1";

export type Reason =
  | CellReason
  | "required"
  | "twice"
  | "own-record"
  | "needs-with"
  | "number-taken"
  | "id-number-taken"
  | "account-taken"
  | "unit-unknown"
  | "unit-ambiguous"
  | "unit-foreign"
  | "unit-not-open"
  | "id-born"
  | "id-gender"
  | "has-left"
  | "planned"
  | "no-post"
  | "before-post"
  | "joined-fixed"
  | "since-unused"
  | "day-far"
  | "day-early"
  | "future"
  | "too-early"
  | "too-young"
  | "ends-before-start"
  | "overlap"
  | "no-person"
  | "name-differs"
  | "no-certificate"
  | "three-years"
  | "before-certificate"
  | "not-this-year"
  | "not-held-yet"
  | "too-many-minutes"
  | "partner-unknown"
  | "partner-foreign"
  | "no-trainer"
  | "cancelled"
  | "has-attendance"
  | "no-session"
  | "no-post-that-day"
  | "other-day"
  | "too-soon"
  | "after-end"
  | "recorded-otherwise";

/** `column` is a column's key. `detail` fills the sentence: numbers of rows, names that are near, limits. */
export interface Refusal {
  column: string;
  reason: Reason;
  detail?: readonly string[];
}

export interface Change {
  column: string;
  from: string;
  to: string;
}

export interface ReadRow {
  row: number;
  /** What identifies the row on the page: its first two cells. */
  label: string;
  /** By column key; an empty cell is not there. */
  values: Readonly<Record<string, Value>>;
  cleaned: Change[];
  refusals: Refusal[];
}

/** Reads all rows of a file; an empty row is left out. */
export function readRows(kind: ImportKind, header: readonly (Column | null)[], rows: readonly SheetRow[]) {
  const read = rows
    .filter(({ cells }) => cells.some((cell) => cell !== ""))
    .map((row) => readRow(kind, header, row));
  refuseTwice(kind, read);
  return read;
}

function readRow(kind: ImportKind, header: readonly (Column | null)[], { row, cells }: SheetRow): ReadRow {
  const values: Record<string, Value> = {};
  const cleaned: Change[] = [];
  const refusals: Refusal[] = [];
  header.forEach((column, at) => {
    if (!column) return;
    const cell = cells[at] ?? "";
    const read = readCell(column.field, cell);
    if (read.cleaned !== null)
      cleaned.push({
        column: column.key,
        from: maskOf(column)(shownCell(cell)),
        to: maskOf(column)(read.cleaned),
      });
    if ("refusal" in read)
      refusals.push({
        column: column.key,
        reason: read.refusal,
        ...(read.detail && { detail: read.detail }),
      });
    else if (read.value !== null) values[column.key] = read.value;
    else if (column.required) refusals.push({ column: column.key, reason: "required" });
  });
  const [first, second] = columnsOf(kind);
  const label = [first, second]
    .flatMap((column) => (column ? [shownValue(column, values[column.key] ?? null)] : []))
    .filter(Boolean)
    .join(" ");
  return { row, label, values, cleaned, refusals };
}

/** The same person, number or attendance in two rows: which of them holds is not ours to choose. */
function refuseTwice(kind: ImportKind, rows: readonly ReadRow[]): void {
  for (const keys of rowKeys[kind]) {
    const byKey = new Map<string, ReadRow[]>();
    for (const row of rows) {
      const parts = keys.map((key) => row.values[key]);
      if (parts.some((part) => part === undefined)) continue;
      const key = JSON.stringify(parts);
      const others = byKey.get(key);
      if (others) others.push(row);
      else byKey.set(key, [row]);
    }
    const column = keys[keys.length - 1] ?? "";
    for (const same of byKey.values()) {
      if (same.length < 2) continue;
      const detail = same.slice(0, 6).map(({ row }) => String(row));
      for (const row of same) row.refusals.push({ column, reason: "twice", detail });
    }
  }
}

/** How a column's texts are shown: ID numbers and accounts never whole. */
export function maskOf({ key, secret }: Column): (text: string) => string {
  if (!secret) return (text) => text;
  return key === "idNumber" ? maskIdNumber : maskPayeeAccount;
}
