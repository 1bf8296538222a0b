import type { Cell, SheetRow } from "./rules/cell";
import { openArchive, type Archive } from "./unzip.server";

/** What is read of a sheet at most: one more of each than is allowed. */
interface Most {
  rows: number;
  columns: number;
}

export interface ReadSheet {
  rows: SheetRow[];
  /** Names of the sheets that are not read: the first one counts. */
  otherSheets: string[];
}

/**
 * The first sheet of an XLSX file. Read here and not by a library, because what matters gets lost there: that a cell
 * holds a formula, the digits of long numbers, and the formats by which Chinese editions mark a date. Not a whole XML
 * reader: the parts that programs write have no comments, no entities of their own, no CDATA; any other is "unreadable".
 */
export function readXlsx(bytes: Buffer, most: Most): ReadSheet | "unreadable" | "bomb" {
  const archive = openArchive(bytes);
  if (archive === "bomb") return "bomb";
  try {
    return (archive && firstSheet(archive, most)) ?? "unreadable";
  } catch {
    // A part that does not unpack to what the directory states, or is no XML: what is wrong with it helps nobody.
    return "unreadable";
  }
}

function firstSheet(archive: Archive, most: Most): ReadSheet | null {
  const workbook = part(archive, "xl/workbook.xml");
  const links = part(archive, "xl/_rels/workbook.xml.rels");
  if (!workbook || !links) return null;
  const targets = new Map(
    elements(links, "Relationship").map(({ attributes }) => [attributes.Id, attributes.Target ?? ""]),
  );
  const [first, ...others] = elements(workbook, "sheet");
  const target = first && targets.get(first.attributes["r:id"] ?? first.attributes.id ?? "");
  if (!target) return null;
  const sheet = part(archive, target.startsWith("/") ? target.slice(1) : `xl/${target}`);
  if (!sheet) return null;
  const strings = elements(part(archive, "xl/sharedStrings.xml") ?? "", "si").map(({ inner }) =>
    plainText(inner),
  );
  const context: Context = {
    strings,
    dates: dateStyles(part(archive, "xl/styles.xml") ?? ""),
    since1904: /<(?:\w+:)?workbookPr\b[^>]*\bdate1904="(?:1|true)"/.test(workbook),
  };
  return {
    rows: rowsOf(sheet, context, most),
    otherSheets: others.map(({ attributes }) => unescape(attributes.name ?? "")),
  };
}

/** A part as text. Throws when it uses what these readers do not understand. */
function part(archive: Archive, name: string): string | null {
  const xml = archive.text(name)?.replace(/^\ufeff/, "") ?? null;
  if (xml !== null && /<!/.test(xml)) throw new Error("a declaration, a comment or CDATA");
  return xml;
}

interface Element {
  attributes: Record<string, string | undefined>;
  inner: string;
}

/**
 * All elements of a name that do not nest, whatever the prefix of their namespace is. Each character is looked at once:
 * an element that is not closed ends the reading, so a file made for it cannot keep this busy.
 */
function elements(xml: string, name: string): Element[] {
  const found: Element[] = [];
  const opening = new RegExp(`<((?:\\w+:)?${name})(\\s[^<>]*)?/?>`, "g");
  for (let tag = opening.exec(xml); tag; tag = opening.exec(xml)) {
    const [whole, full = "", attributes = ""] = tag;
    if (attributes.endsWith("/") || whole.endsWith("/>")) {
      found.push({ attributes: attributesOf(attributes), inner: "" });
      continue;
    }
    const end = xml.indexOf(`</${full}>`, opening.lastIndex);
    if (end < 0) throw new Error(`${full} is not closed`);
    found.push({ attributes: attributesOf(attributes), inner: xml.slice(opening.lastIndex, end) });
    opening.lastIndex = end;
  }
  return found;
}

function attributesOf(text: string): Element["attributes"] {
  return Object.fromEntries(
    [...text.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  );
}

interface Context {
  strings: readonly string[];
  /** Whether a cell style shows a date, by its number. */
  dates: readonly boolean[];
  since1904: boolean;
}

function rowsOf(xml: string, context: Context, most: Most): SheetRow[] {
  const rows: SheetRow[] = [];
  let last = 0;
  for (const { attributes, inner } of elements(xml, "row")) {
    const row = attributes.r === undefined ? last + 1 : Number(attributes.r);
    if (!Number.isInteger(row) || row <= last) throw new Error("rows out of order");
    last = row;
    const cells: Cell[] = [];
    for (const cell of elements(inner, "c")) {
      const at = cell.attributes.r === undefined ? cells.length : columnOf(cell.attributes.r);
      // Programs keep the formats of empty cells far to the right.
      const read = cellOf(cell, context);
      if (read === "") continue;
      // One more than allowed is enough to say so.
      if (at > most.columns) return [{ row, cells: Array<Cell>(most.columns + 1).fill("") }];
      while (cells.length < at) cells.push("");
      cells[at] = read;
    }
    if (cells.length === 0) continue;
    rows.push({ row, cells });
    if (rows.length > most.rows) break;
  }
  return rows;
}

function cellOf({ attributes, inner }: Element, { strings, dates, since1904 }: Context): Cell {
  if (/<(?:\w+:)?f[\s/>]/.test(inner)) return { kind: "formula" };
  if (attributes.t === "inlineStr") return plainText(inner);
  const [value] = elements(inner, "v");
  if (!value) return "";
  const text = unescape(value.inner);
  switch (attributes.t) {
    case "s": {
      const shared = strings[Number(text)];
      if (shared === undefined) throw new Error("no such shared string");
      return shared;
    }
    case "str":
      return text;
    case "b":
      return { kind: "yes", value: text === "1" };
    case "e":
      return { kind: "error", text };
    case "d":
      return { kind: "moment", at: text.slice(0, 16) };
    default:
      return dates[Number(attributes.s ?? 0)] ? moment(Number(text), since1904) : { kind: "number", text };
  }
}

/** The text of a string with its runs, without the reading aids (phonetic runs) that stand beside it. */
function plainText(inner: string): string {
  const aids = elements(inner, "rPh").flatMap((aid) => elements(aid.inner, "t"));
  const runs = elements(inner, "t");
  // Reading aids come after the text that they are for.
  return runs
    .slice(0, runs.length - aids.length)
    .map((run) => unescape(run.inner))
    .join("");
}

/** Entities, and the `_x000D_` by which sheets write what XML cannot hold. */
function unescape(text: string): string {
  const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  return text
    .replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (_, hex?: string, decimal?: string, name?: string) =>
      name === undefined
        ? String.fromCodePoint(hex === undefined ? Number(decimal) : parseInt(hex, 16))
        : (named[name] ?? ""),
    )
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** "BC12" is column 54, counted from 0. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? "")
    column = column * 26 + letter.charCodeAt(0) - 64;
  if (column === 0) throw new Error("a cell without a column");
  return column - 1;
}

/** Built-in formats of dates: 14–22 and 45–47 everywhere, 27–36 and 50–58 in Chinese editions. */
const builtIn = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

function dateStyles(xml: string): boolean[] {
  const own = new Map(
    elements(xml, "numFmt").map(({ attributes }) => [
      Number(attributes.numFmtId),
      isDateFormat(unescape(attributes.formatCode ?? "")),
    ]),
  );
  const [cells] = elements(xml, "cellXfs");
  return elements(cells?.inner ?? "", "xf").map(({ attributes }) => {
    const id = Number(attributes.numFmtId ?? 0);
    return own.get(id) ?? builtIn(id);
  });
}

/** Whether a format shows years, days or hours: what is quoted, escaped or in brackets is only written beside. */
function isDateFormat(code: string): boolean {
  const [first = ""] = code.replace(/"[^"]*"|\\.|_.|\[(?!h|m|s)[^\]]*\]/gi, "").split(";");
  return /[ymdhs]/i.test(first) && !/^general$/i.test(first);
}

/** Days since the end of 1899 (or since 1904) to a wall clock; seconds are rounded to whole minutes. */
function moment(serial: number, since1904: boolean): Cell {
  if (!Number.isFinite(serial)) throw new Error("a date that is no number");
  const days = since1904 ? serial + 1462 : serial;
  // The calendar of 1900 has a 29 February that never was.
  const minutes = Math.round((days < 60 && days >= 1 ? days + 1 : days) * 1440);
  const at = new Date(Date.UTC(1899, 11, 30) + minutes * 60_000);
  return { kind: "moment", at: at.toISOString().slice(0, 16) };
}
