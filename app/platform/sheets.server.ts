import { stringify } from "csv-stringify/sync";
import writeExcelFile from "write-excel-file/node";
import { guardCell } from "~/lib/guard-cell";

/** Days are texts ("2026-11-23"): a spreadsheet program shows them in every language as they are. */
export type SheetCell = string | number | null;
export interface SheetColumn {
  head: string;
  /** In characters; 14 unless told. */
  width?: number;
}
export interface Sheet {
  /** The sheet's name; at most 31 characters. */
  name?: string;
  columns: readonly SheetColumn[];
  rows: readonly (readonly SheetCell[])[];
}

/** An XLSX file of one sheet. A text stays a text, so nothing in it is ever run. */
export function writeXlsx(columns: Sheet["columns"], rows: Sheet["rows"]): Promise<Buffer> {
  return writeWorkbook([{ columns, rows }]);
}

export function writeWorkbook(sheets: readonly Sheet[]): Promise<Buffer> {
  return writeExcelFile(
    sheets.map(({ name, columns, rows }, at) => ({
      sheet: name ?? `Sheet${at + 1}`,
      columns: columns.map(({ width }) => ({ width: width ?? 14 })),
      stickyRowsCount: 1,
      data: [
        columns.map(({ head }) => ({ value: head, type: String, fontWeight: "bold" as const })),
        ...rows.map((row) => row.map(cellOf)),
      ],
    })),
  ).toBuffer();
}

/** A CSV file in UTF-8 with a byte order mark, by which Excel recognises it; cells that look like formulas are guarded. */
export function writeCsv(columns: Sheet["columns"], rows: Sheet["rows"]): Buffer {
  const lines = [columns.map(({ head }) => head), ...rows];
  const guarded = lines.map((row) => row.map((cell) => (typeof cell === "string" ? guardCell(cell) : cell)));
  return Buffer.from(stringify(guarded, { bom: true, record_delimiter: "windows", quoted_match: /[\r\n]/ }));
}

function cellOf(cell: SheetCell) {
  if (cell === null || cell === "") return null;
  return typeof cell === "number" ? { value: cell, type: Number } : { value: cell, type: String };
}
