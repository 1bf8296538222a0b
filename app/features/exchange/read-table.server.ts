import { parse } from "csv-parse/sync";
import { readXlsx } from "./read-xlsx.server";
import type { SheetRow } from "./rules/cell";

export const limits = { bytes: 10 * 1024 * 1024, rows: 20_000, columns: 60 };

export type TableFault =
  "no-rows" | "too-many-rows" | "too-many-columns" | "unreadable" | "bomb" | "encoding" | "quotes";

export interface Table {
  /** The header. */
  head: SheetRow;
  rows: SheetRow[];
  otherSheets: string[];
}

/** Reads a table of either kind: its first row is the header. `line` is where a CSV file breaks off. */
export function readTable(kind: "xlsx" | "csv", bytes: Buffer): Table | { fault: TableFault; line?: number } {
  const read = kind === "xlsx" ? sheetOf(bytes) : linesOf(bytes);
  if ("fault" in read) return read;
  if (read.rows.some(({ cells }) => cells.length > limits.columns)) return { fault: "too-many-columns" };
  const [head, ...rows] = read.rows;
  if (!head || rows.length === 0) return { fault: "no-rows" };
  if (rows.length > limits.rows) return { fault: "too-many-rows" };
  return { head, rows, otherSheets: read.otherSheets };
}

type Read = { rows: SheetRow[]; otherSheets: string[] } | { fault: TableFault; line?: number };

function sheetOf(bytes: Buffer): Read {
  const read = readXlsx(bytes, { rows: limits.rows + 1, columns: limits.columns });
  return typeof read === "string" ? { fault: read } : read;
}

function linesOf(bytes: Buffer): Read {
  const text = decoded(bytes);
  if (text === null) return { fault: "encoding" };
  const [first = ""] = text.split("\n", 1);
  try {
    const lines = parse(text, {
      delimiter: !first.includes(",") && first.includes("\t") ? "\t" : ",",
      relax_column_count: true,
      to: limits.rows + 2,
    });
    const rows = lines
      .map((cells, at) => ({ row: at + 1, cells: trimmed(cells) }))
      .filter(({ cells }) => cells.length > 0);
    return { rows, otherSheets: [] };
  } catch (error) {
    const line = error instanceof Error && "lines" in error ? Number(error.lines) : undefined;
    return { fault: "quotes", line };
  }
}

/** Empty cells at the end of a line are none. */
function trimmed(cells: readonly string[]): string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== "") + 1);
}

/** UTF-8 with or without a byte order mark, else GB18030; null when it is neither. */
function decoded(bytes: Buffer): string | null {
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // not this one
    }
  }
  return null;
}
