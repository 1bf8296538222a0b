import { writeCsv, writeXlsx, type SheetCell } from "../../app/platform/sheets.server";

export type Encoding = "xlsx" | "utf-8" | "utf-8 with mark" | "gb18030";
export const encodings: Encoding[] = ["xlsx", "utf-8", "utf-8 with mark", "gb18030"];

/** A file of a table whose first row names its columns. */
export async function aTable(
  heads: readonly string[],
  rows: readonly (readonly SheetCell[])[],
  encoding: Encoding = "utf-8",
): Promise<{ name: string; kind: "xlsx" | "csv"; sha256: string; bytes: Buffer }> {
  const columns = heads.map((head) => ({ head }));
  const file = (kind: "xlsx" | "csv", bytes: Buffer) => ({ name: `表.${kind}`, kind, sha256: "test", bytes });
  if (encoding === "xlsx") return file("xlsx", await writeXlsx(columns, rows));
  const csv = writeCsv(columns, rows);
  if (encoding === "utf-8 with mark") return file("csv", csv);
  const text = csv.toString("utf8").slice(1);
  return file("csv", encoding === "utf-8" ? Buffer.from(text) : gb18030(text));
}

let table: Map<string, Buffer> | undefined;

/** Text in GB18030: its codes of two bytes, read the other way round, are all that Chinese files need. */
export function gb18030(text: string): Buffer {
  table ??= twoByteCodes();
  return Buffer.concat(
    [...text].map((sign) => {
      if (sign < "\u0080") return Buffer.from(sign);
      const code = table?.get(sign);
      if (!code) throw new Error(`no code of two bytes for ${sign}`);
      return code;
    }),
  );
}

function twoByteCodes(): Map<string, Buffer> {
  const decoder = new TextDecoder("gb18030");
  const codes = new Map<string, Buffer>();
  for (let first = 0x81; first <= 0xfe; first++) {
    for (let second = 0x40; second <= 0xfe; second++) {
      const code = Buffer.from([first, second]);
      const sign = decoder.decode(code);
      if (second !== 0x7f && [...sign].length === 1) codes.set(sign, code);
    }
  }
  return codes;
}
