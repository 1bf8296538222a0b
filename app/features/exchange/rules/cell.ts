/**
 * A cell as it was read from a file; an empty one is "". A number keeps its digits as text, since 18 of them do not fit
 * a number. A moment is Shanghai's wall clock, "2026-11-23T14:00". What a formula computed is never taken.
 */
export type Cell =
  | string
  | { kind: "number"; text: string }
  | { kind: "moment"; at: string }
  | { kind: "yes"; value: boolean }
  | { kind: "formula" }
  | { kind: "error"; text: string };

/** A row with its number in the sheet, from 1; the header is row 1. */
export interface SheetRow {
  row: number;
  cells: readonly Cell[];
}

/** How a cell is shown where it is refused or was cleaned. */
export function shownCell(cell: Cell): string {
  if (typeof cell === "string") return cell;
  switch (cell.kind) {
    case "number":
    case "error":
      return cell.text;
    case "moment":
      return cell.at.replace("T", " ");
    case "yes":
      return cell.value ? "TRUE" : "FALSE";
    case "formula":
      return "=…";
  }
}
