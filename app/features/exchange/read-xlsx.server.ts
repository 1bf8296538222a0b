import { dbDate, minuteMs } from "~/lib/dates";
import { openArchive, type Archive } from "~/platform/open-archive.server";
import type { Cell, SheetRow } from "./rules/cell";

/** What is read of a sheet at most: one more of each than is allowed. */
interface Most {
  rows: number;
  columns: number;
}

/** How many parts a table may have, and what they may be together. */
const mostParts = 5_000;
const mostBytes = 120 * 1024 * 1024;
/** What a sheet can have, and more shared texts than the rows and columns that are taken. */
const mostRows = 1_048_576;
const mostTexts = 2_000_000;

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
  if (!archive) return "unreadable";
  if (archive.entries.length > mostParts || archive.size > mostBytes) return "bomb";
  try {
    return firstSheet(archive, most) ?? "unreadable";
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
    [...elements(links, "Relationship")].map(({ attributes }) => [attributes.Id, attributes.Target ?? ""]),
  );
  const [first, ...others] = elements(workbook, "sheet");
  const target = first && targets.get(first.attributes["r:id"] ?? first.attributes.id ?? "");
  if (!target) return null;
  const sheet = part(archive, target.startsWith("/") ? target.slice(1) : `xl/${target}`);
  if (!sheet) return null;
  const strings: string[] = [];
  for (const { inner } of elements(part(archive, "xl/sharedStrings.xml") ?? "", "si", mostTexts))
    strings.push(plainText(inner));
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
  const [entry, ...others] = archive.entries.filter((each) => each.name === name);
  if (!entry) return null;
  if (others.length) throw new Error(`${name} is there twice`);
  const xml = archive
    .read(entry)
    .toString("utf8")
    .replace(/^\ufeff/, "");
  if (/<!/.test(xml)) throw new Error("a declaration, a comment or CDATA");
  return xml;
}

interface Element {
  attributes: Record<string, string | undefined>;
  inner: string;
}

/** What programs write of anything but rows and texts: formats, sheets, runs of a text. */
const mostElements = 65_536;

/**
 * All elements of a name that do not nest, whatever the prefix of their namespace is. Each character is looked at once,
 * and an element that is not closed, or one too many, ends the reading: a file made for it cannot keep this busy.
 */
function* elements(xml: string, name: string, most = mostElements): Generator<Element> {
  let count = 0;
  const opening = new RegExp(`<((?:\\w+:)?${name})(\\s[^<>]*)?/?>`, "g");
  for (let tag = opening.exec(xml); tag; tag = opening.exec(xml)) {
    if (++count > most) throw new Error(`too many of ${name}`);
    const [whole, full = "", attributes = ""] = tag;
    if (attributes.endsWith("/") || whole.endsWith("/>")) {
      yield { attributes: attributesOf(attributes), inner: "" };
      continue;
    }
    const end = xml.indexOf(`</${full}>`, opening.lastIndex);
    if (end < 0) throw new Error(`${full} is not closed`);
    yield { attributes: attributesOf(attributes), inner: xml.slice(opening.lastIndex, end) };
    opening.lastIndex = end;
  }
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
  for (const { attributes, inner } of elements(xml, "row", mostRows)) {
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
      return dates[Number(attributes.s ?? 0)] ? moment(text, since1904) : { kind: "number", text };
  }
}

/** The text of a string with its runs, without the reading aids (phonetic runs) that stand beside it. */
function plainText(inner: string): string {
  if (inner === "") return "";
  const aids = [...elements(inner, "rPh")].flatMap((aid) => [...elements(aid.inner, "t")]);
  const runs = [...elements(inner, "t")];
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
    [...elements(xml, "numFmt")].map(({ attributes }) => [
      Number(attributes.numFmtId),
      isDateFormat(unescape(attributes.formatCode ?? "")),
    ]),
  );
  const [cells] = elements(xml, "cellXfs");
  return [...elements(cells?.inner ?? "", "xf")].map(({ attributes }) => {
    const id = Number(attributes.numFmtId ?? 0);
    return own.get(id) ?? builtIn(id);
  });
}

/** Whether a format shows years, days or hours: what is quoted, escaped or in brackets is only written beside. */
function isDateFormat(code: string): boolean {
  const [first = ""] = code.replace(/"[^"]*"|\\.|_.|\[(?!h|m|s)[^\]]*\]/gi, "").split(";");
  return /[ymdhs]/i.test(first) && !/^general$/i.test(first);
}

/** The last day of the calendar that sheets know, in the year 9999. */
const mostDays = 2_958_466;

/**
 * Days since the end of 1899 (or since 1904) to a wall clock; seconds are rounded to whole minutes. A number that is no
 * date stays the number.
 */
function moment(text: string, since1904: boolean): Cell {
  const serial = Number(text);
  if (text === "" || !(Math.abs(serial) < mostDays)) return { kind: "number", text };
  const days = since1904 ? serial + 1462 : serial;
  // The calendar of 1900 has a 29 February that never was: days before it count from one earlier, and it is itself.
  const early = days >= 1 && days < 60;
  const minutes = Math.round((early ? days + 1 : days) * 1440);
  const at = new Date(dbDate("1899-12-30").getTime() + minutes * minuteMs).toISOString().slice(0, 16);
  return { kind: "moment", at: days >= 60 && days < 61 ? `1900-02-29${at.slice(10)}` : at };
}
