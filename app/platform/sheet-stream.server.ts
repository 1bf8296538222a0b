import { promisify } from "node:util";
import { constants, crc32, deflateRaw, type ZlibOptions } from "node:zlib";
import { stringify } from "csv-stringify/sync";
import { guardCell } from "~/lib/guard-cell";

/**
 * Tables of any length as files, a batch of rows at a time: what has been written is not kept. `sheets.server.ts` writes
 * the smaller ones, with formats.
 */
export type Row = readonly (string | number)[];
type Batches = AsyncIterable<readonly Row[]>;

/** UTF-8 with a byte order mark, by which Excel recognises it; cells that look like formulas are guarded. */
export async function* streamCsv(head: readonly string[], batches: Batches): AsyncGenerator<Uint8Array> {
  const lines = (rows: readonly Row[], bom = false) =>
    Buffer.from(
      stringify(
        rows.map((row) => row.map((cell) => (typeof cell === "string" ? guardCell(cell) : cell))),
        { bom, record_delimiter: "windows", quoted_match: /[\r\n]/ },
      ),
    );
  yield lines([head], true);
  for await (const rows of batches) yield lines(rows);
}

/** A spreadsheet program takes no more rows in one sheet. */
const sheetRows = 1_048_575;

/** An XLSX file of `count` rows at most; more rows than one sheet takes go on in the next. Texts stay texts. */
export async function* streamXlsx(
  head: readonly string[],
  batches: Batches,
  { count, rowsOfSheet = sheetRows }: { count: number; rowsOfSheet?: number },
): AsyncGenerator<Uint8Array> {
  const sheets = Math.max(1, Math.ceil(count / rowsOfSheet));
  const numbers = Array.from({ length: sheets }, (_, index) => index + 1);
  const zip = zipWriter();
  const part = (type: string, target: string) => `<Override PartName="${target}" ContentType="${type}"/>`;
  const main = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const packaged = "http://schemas.openxmlformats.org/package/2006";
  yield* zip.entry("[Content_Types].xml", [
    `${xml}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      part(`${main}.sheet.main+xml`, "/xl/workbook.xml") +
      numbers.map((n) => part(`${main}.worksheet+xml`, `/xl/worksheets/sheet${n}.xml`)).join("") +
      "</Types>",
  ]);
  yield* zip.entry("_rels/.rels", [
    `${xml}<Relationships xmlns="${packaged}/relationships"><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ]);
  yield* zip.entry("xl/workbook.xml", [
    `${xml}<workbook xmlns="${spreadsheet}" xmlns:r="${relations}"><sheets>${numbers
      .map((n) => `<sheet name="Sheet${n}" sheetId="${n}" r:id="r${n}"/>`)
      .join("")}</sheets></workbook>`,
  ]);
  yield* zip.entry("xl/_rels/workbook.xml.rels", [
    `${xml}<Relationships xmlns="${packaged}/relationships">${numbers
      .map(
        (n) => `<Relationship Id="r${n}" Type="${relations}/worksheet" Target="worksheets/sheet${n}.xml"/>`,
      )
      .join("")}</Relationships>`,
  ]);
  const source = batches[Symbol.asyncIterator]();
  let rest: readonly Row[] = [];
  const sheet = async function* () {
    yield `${xml}<worksheet xmlns="${spreadsheet}"><sheetData>${rowXml(head)}`;
    for (let left = rowsOfSheet; left > 0;) {
      if (rest.length === 0) {
        const next = await source.next();
        if (next.done) break;
        rest = next.value;
        continue;
      }
      const rows = rest.slice(0, left);
      rest = rest.slice(left);
      left -= rows.length;
      yield rows.map(rowXml).join("");
    }
    yield "</sheetData></worksheet>";
  };
  for (const n of numbers) yield* zip.entry(`xl/worksheets/sheet${n}.xml`, sheet());
  yield zip.end();
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

const rowXml = (row: Row) => `<row>${row.map(cellXml).join("")}</row>`;
const cellXml = (cell: string | number) =>
  typeof cell === "number"
    ? `<c><v>${cell}</v></c>`
    : `<c t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
/** XML has no control characters, and a cell no more than 32,767 characters. */
const escaped = (text: string) =>
  text
    .slice(0, 32_767)
    .replace(
      /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      "",
    )
    // "_x0041_" would be read as a character of that number.
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replace(/[&<>]/g, (sign) => entities[sign] ?? sign);

const deflate = promisify<Buffer, ZlibOptions, Buffer>(deflateRaw);
/** Packed so that it ends at a byte's border and others may follow. */
const packedBlock = (bytes: Buffer) => deflate(bytes, { finishFlush: constants.Z_FULL_FLUSH });

/** A ZIP file written from front to back: sizes stand behind each entry and in the directory at the end. */
function zipWriter() {
  let at = 0;
  const directory: Buffer[] = [];
  const told = (bytes: Buffer) => {
    at += bytes.length;
    return bytes;
  };
  return {
    async *entry(name: string, chunks: Iterable<string> | AsyncIterable<string>) {
      const [start, title] = [at, Buffer.from(name)];
      // Version 2.0, sizes follow (bit 3), names in UTF-8 (bit 11), deflated, 1 January 1980.
      const common = Buffer.from([20, 0, 8, 8, 8, 0, 0, 0, 33, 0]);
      yield told(
        Buffer.concat([uint32(0x04034b50), common, Buffer.alloc(12), uint16(title.length), uint16(0), title]),
      );
      let [crc, packed, size] = [0, 0, 0];
      for await (const text of chunks) {
        const bytes = Buffer.from(text);
        const block = await packedBlock(bytes);
        crc = crc32(bytes, crc);
        size += bytes.length;
        packed += block.length;
        yield told(block);
      }
      // Every deflated text ends with a last block; this one is empty.
      const last = Buffer.from([3, 0]);
      packed += last.length;
      const sums = Buffer.concat([uint32(crc), uint32(packed), uint32(size)]);
      yield told(Buffer.concat([last, uint32(0x08074b50), sums]));
      const tail = Buffer.concat([uint16(title.length), Buffer.alloc(12), uint32(start), title]);
      directory.push(Buffer.concat([uint32(0x02014b50), Buffer.from([20, 0]), common, sums, tail]));
    },
    end(): Buffer {
      const entries = Buffer.concat(directory);
      const counts = [uint16(0), uint16(0), uint16(directory.length), uint16(directory.length)];
      return Buffer.concat([
        entries,
        ...[uint32(0x06054b50), ...counts, uint32(entries.length), uint32(at), uint16(0)],
      ]);
    },
  };
}

const uint16 = (value: number) => Buffer.from([value & 255, value >>> 8]);
const uint32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
};
