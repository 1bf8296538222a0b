import { columnsOf, shownValue, type ImportKind } from "./columns";
import type { Value } from "./read-cell";
import { maskOf, type Change, type ReadRow, type Refusal } from "./row";

/**
 * What taking a row would do: nothing is known under its key (new), something else (changed, field by field), the same,
 * or it is refused. An empty cell says nothing, so it never changes anything.
 */
export const version = "exchange.verdict@1";

export const verdicts = ["new", "changed", "same", "refused"] as const;
export type Verdict = (typeof verdicts)[number];

export interface JudgedRow {
  row: number;
  label: string;
  verdict: Verdict;
  changes: Change[];
  cleaned: Change[];
  refusals: Refusal[];
}

/** What is kept now, by column key; null when nothing is. A column that is not there is not compared. */
export type Known = Readonly<Record<string, Value | null>> | null;

export function judge(
  kind: ImportKind,
  read: ReadRow,
  known: Known,
  more: readonly Refusal[] = [],
): JudgedRow {
  const { row, label, cleaned } = read;
  const refusals = [...read.refusals, ...more];
  const result = (verdict: Verdict, changes: Change[] = []): JudgedRow => ({
    ...{ row, label, verdict, changes, cleaned, refusals },
  });
  if (refusals.length) return result("refused");
  if (!known) return result("new");
  const changes = columnsOf(kind).flatMap((column): Change[] => {
    const [is, was] = [read.values[column.key], known[column.key]];
    if (is === undefined || was === undefined || is === was) return [];
    const mask = maskOf(column);
    // What is secret comes here masked already, unless it is the file's own.
    return [{ column: column.key, from: shownValue(column, was), to: mask(shownValue(column, is)) }];
  });
  return result(changes.length ? "changed" : "same", changes);
}

/** Nobody changes the own record, on which pay depends; what is the same stays the same. */
export function refuseOwn(judged: JudgedRow, column: string): JudgedRow {
  if (judged.verdict !== "new" && judged.verdict !== "changed") return judged;
  return { ...judged, verdict: "refused", changes: [], refusals: [{ column, reason: "own-record" }] };
}

export type Summary = Record<Verdict, number> & { cleaned: number };

export function summaryOf(rows: readonly JudgedRow[]): Summary {
  const count = { new: 0, changed: 0, same: 0, refused: 0, cleaned: 0 };
  for (const row of rows) {
    count[row.verdict]++;
    if (row.cleaned.length) count.cleaned++;
  }
  return count;
}
