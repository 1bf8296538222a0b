import { checkIdNumber, isPayeeAccount, type IdNumberRefusal } from "~/features/people/rules/id-number";
import { emailShape, phoneShape } from "~/features/people/rules/master";
import { isDay } from "~/lib/dates";
import { unguardCell } from "~/lib/guard-cell";
import { shownCell, type Cell } from "./cell";
import { cleanCode, cleanName, cleanText } from "./clean";
import words from "./words.json";

/**
 * What one cell says, by the field it stands in: a value or the reason why it is refused. Nothing is guessed: a day in
 * two-digit years, a number that has lost digits and what a formula computed are refused.
 */
export const version = "exchange.read-cell@1";

export type Field =
  | { as: "code" | "name" | "text" | "day" | "time" | "yes" | "id-number" | "account" | "phone" | "email" }
  | { as: "whole"; min: number; max: number }
  | { as: "choice"; of: Readonly<Record<string, string>> };

export type CellReason =
  | "formula"
  | "error-cell"
  | "digits-lost"
  | "control"
  | "too-long"
  | "code"
  | "name"
  | "day"
  | "day-ambiguous"
  | "day-number"
  | "day-time"
  | "no-such-day"
  | "time"
  | "yes"
  | "whole"
  | "range"
  | "choice"
  | "phone"
  | "email"
  | "account"
  | `id-${IdNumberRefusal}`;

export type Value = string | number | boolean;
/** `value` is null for an empty cell; `cleaned` is the text that the cell became, when it was another. */
export type Read =
  | { value: Value | null; cleaned: string | null }
  | { refusal: CellReason; detail?: string[]; cleaned: string | null };

const longest = 200;

export function readCell(field: Field, cell: Cell): Read {
  if (typeof cell !== "string" && cell.kind === "formula") return { refusal: "formula", cleaned: null };
  if (typeof cell !== "string" && cell.kind === "error")
    return { refusal: "error-cell", detail: [cell.text], cleaned: null };
  const raw = typeof cell === "string" ? cell : shownCell(cell);
  const unguarded = unguardCell(raw);
  const text = cleaner(field)(unguarded);
  const cleaned = text === raw ? null : text;
  if (text === "") return { value: null, cleaned };
  if (hasControl(text)) return { refusal: "control", cleaned };
  if (text.length > longest) return { refusal: "too-long", detail: [String(longest)], cleaned };
  return { ...valueOf(field, cell, text), cleaned };
}

function cleaner({ as }: Field): (text: string) => string {
  switch (as) {
    case "name":
      return cleanName;
    case "text":
    case "choice":
      return cleanText;
    case "day":
    case "time":
      return cleanMoment;
    case "id-number":
      return (text) => cleanCode(text).toUpperCase();
    default:
      return cleanCode;
  }
}

/** A day and a time stay parted by one space; others go. */
const cleanMoment = (text: string) =>
  cleanText(text)
    .split(" ")
    .map(cleanCode)
    .join(" ")
    .replace(/ ?([年月/:.-]) ?| (?=日)/g, "$1");

type Valued = { value: Value } | { refusal: CellReason; detail?: string[] };

function valueOf(field: Field, cell: Cell, text: string): Valued {
  const kind = typeof cell === "string" ? "text" : cell.kind;
  switch (field.as) {
    case "day":
      return kind === "number" && !/^\d{8}$/.test(text) ? { refusal: "day-number" } : readDay(text);
    case "time":
      return readTime(text);
    case "yes":
      return readYes(text);
    case "whole":
      return readWhole(field, text);
    case "choice": {
      const value = field.of[text];
      return value === undefined ? { refusal: "choice", detail: Object.keys(field.of) } : { value };
    }
    case "name":
      return /^[\p{L}\p{M}〇]+([ ·'-][\p{L}\p{M}〇]+)*$/u.test(text) && text.length <= 40
        ? { value: text }
        : { refusal: "name" };
    case "text":
      return kind === "moment" ? { value: text.replace(/ 00:00$/, "") } : { value: text };
    default:
      // Fifteen digits are what a spreadsheet keeps of a number; more of them were rounded to zeros.
      if (/^\d(\.\d+)?E\+\d+$/i.test(text) || (kind === "number" && !/^\d{1,15}$/.test(text)))
        return { refusal: "digits-lost" };
      return readCode(field.as, text);
  }
}

function readCode(as: "code" | "id-number" | "account" | "phone" | "email", text: string): Valued {
  switch (as) {
    case "code":
      return /^[\p{Script=Han}\w〔〕()[\]./#-]{1,40}$/u.test(text) ? { value: text } : { refusal: "code" };
    case "id-number": {
      const checked = checkIdNumber(text);
      return typeof checked === "string" ? { refusal: `id-${checked}` } : { value: text };
    }
    case "account":
      return isPayeeAccount(text) ? { value: text } : { refusal: "account" };
    case "phone":
      return phoneShape.test(text) ? { value: text } : { refusal: "phone" };
    case "email":
      return emailShape.test(text) ? { value: text } : { refusal: "email" };
  }
}

const dayShapes = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
  /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/,
  /^(\d{4})\.(\d{1,2})\.(\d{1,2})$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})日$/,
  /^(\d{4})(\d{2})(\d{2})$/,
];

/** "YYYY-MM-DD" of a day that is written with its year first, in four digits. */
export function readDay(text: string): { value: string } | { refusal: CellReason } {
  const [day = "", time] = text.split(" ");
  if (time !== undefined && !/^0?0:00(:00)?$/.test(time)) return { refusal: "day-time" };
  for (const shape of dayShapes) {
    const [, year, month, date] = shape.exec(day) ?? [];
    if (!year || !month || !date) continue;
    const value = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
    return isDay(value) && year >= "1900" && year < "2200" ? { value } : { refusal: "no-such-day" };
  }
  return {
    refusal:
      /^\d{1,2}[-/.年]\d{1,2}/.test(day) || /^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}$/.test(day)
        ? "day-ambiguous"
        : "day",
  };
}

/** "14:00", or "2026-11-23 14:00" when the cell names the day too; a sheet's pure time has a day before 1900. */
function readTime(text: string): Valued {
  const [first = "", second] = text.split(" ");
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)(?::00)?$/.exec(second ?? first) ?? [];
  if (!hour || !minute) return { refusal: "time" };
  const time = `${hour.padStart(2, "0")}:${minute}`;
  if (second === undefined || /^(1899|1900|1904)-/.test(first)) return { value: time };
  const day = readDay(first);
  return "refusal" in day ? day : { value: `${day.value} ${time}` };
}

function readYes(text: string): Valued {
  if (text === words.yes || text === "TRUE") return { value: true };
  return text === words.no || text === "FALSE" ? { value: false } : { refusal: "yes" };
}

function readWhole({ min, max }: { min: number; max: number }, text: string): Valued {
  if (!/^\d{1,9}$/.test(text)) return { refusal: "whole" };
  const value = Number(text);
  return value < min || value > max ? { refusal: "range", detail: [String(min), String(max)] } : { value };
}

function hasControl(text: string): boolean {
  return /[\u0000-\u001f\u007f-\u009f\ufffd\ud800-\udfff]/u.test(text);
}
