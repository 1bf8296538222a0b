import { hasLongNumber } from "./long-number";
import { emailShape, phoneShape } from "./master";

/**
 * What somebody may say is wrong. The first five are applied when HR accepts; the others are put right by hand on the
 * person's page, and `erasure` asks for the identity to be erased.
 */
export const version = "people.correction@2";

export const appliedFields = ["name", "gender", "bornOn", "phone", "email"] as const;
export type AppliedField = (typeof appliedFields)[number];

export const correctionFields = [
  ...appliedFields,
  "idNumber",
  "post",
  "education",
  "workPeriods",
  "appraisals",
  "records",
  "erasure",
] as const;
export type CorrectionField = (typeof correctionFields)[number];

export type WantedRefusal = "missing" | "shape" | "future" | "number";

/** What was typed, as it is kept: 女 and "Female" are one, and so are 1981年2月8日, 1981.2.8 and 1981-02-08. */
export function normaliseWanted(field: CorrectionField, typed: string): string {
  const text = typed.normalize("NFKC").trim();
  if (field === "gender") {
    if (/^(女|女性|f|female)$/i.test(text)) return "female";
    if (/^(男|男性|m|male)$/i.test(text)) return "male";
  }
  if (field === "bornOn") {
    const [, year, month = "", day = ""] =
      /^(\d{4})\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})\s*日?$/.exec(text) ?? [];
    if (year) return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  }
  return field === "phone" || field === "email" ? text : typed.trim();
}

/**
 * Why this cannot be what a field should be, or null. `today` is "YYYY-MM-DD". ID numbers and accounts are never written
 * into a request, which HR reads in full.
 */
export function wantedRefusal(field: CorrectionField, wanted: string, today: string): WantedRefusal | null {
  if (field === "erasure") return hasLongNumber(wanted) ? "number" : null;
  if (wanted === "") return "missing";
  if (field === "bornOn") {
    if (!isDay(wanted)) return "shape";
    return wanted > today ? "future" : null;
  }
  if (field === "gender") return wanted === "female" || wanted === "male" ? null : "shape";
  if (field === "phone") return phoneShape.test(wanted) ? null : "shape";
  if (field === "email") return emailShape.test(wanted) ? null : "shape";
  return hasLongNumber(wanted) ? "number" : null;
}

export function isApplied(field: CorrectionField): field is AppliedField {
  return (appliedFields as readonly string[]).includes(field);
}

export function isCorrectionField(text: string): text is CorrectionField {
  return (correctionFields as readonly string[]).includes(text);
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
