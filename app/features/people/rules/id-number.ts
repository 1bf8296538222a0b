/**
 * The resident identity number of GB 11643-1999: six digits of a region, eight of the birth date, three of an order
 * (odd for men, even for women), and a check digit by ISO 7064 mod 11-2. Only the last may be X, for ten.
 */
export const version = "people.id-number@1";

export type Gender = "male" | "female";
/** `old`: fifteen digits, withdrawn in 2013. `shape`: not 17 digits and a digit or X. */
export type IdNumberRefusal = "old" | "shape" | "region" | "birth-date" | "check-digit";

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkDigits = "10X98765432";
/** The first two digits: provinces, Taiwan, Hong Kong, Macao, and foreigners with permanent residence (91). */
const regions = new Set(
  "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91".split(
    " ",
  ),
);

/** Half-width digits and a capital X are asked for; cleaning comes before. Days as "YYYY-MM-DD". */
export function checkIdNumber(text: string): { bornOn: string; gender: Gender } | IdNumberRefusal {
  if (/^\d{15}$/.test(text)) return "old";
  if (!/^\d{17}[\dX]$/.test(text)) return "shape";
  if (!regions.has(text.slice(0, 2))) return "region";
  const bornOn = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  if (text.slice(6, 10) < "1900" || !isDay(bornOn)) return "birth-date";
  if (checkDigit(text.slice(0, 17)) !== text[17]) return "check-digit";
  return { bornOn, gender: Number(text[16]) % 2 === 1 ? "male" : "female" };
}

/** The eighteenth sign for the first seventeen digits. */
export function checkDigit(digits: string): string {
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return checkDigits[sum % 11] ?? "";
}

/** "110***********0012": the province's three signs and the last four. Shorter texts are hidden whole. */
export function maskIdNumber(text: string): string {
  return mask(text, 3, 4);
}

/** "***************1234": the last four digits alone. */
export function maskPayeeAccount(text: string): string {
  return mask(text, 0, 4);
}

/** 8 to 30 digits: bank cards, accounts of banks and of the post. */
export function isPayeeAccount(text: string): boolean {
  return /^\d{8,30}$/.test(text);
}

function mask(text: string, first: number, last: number): string {
  if (text.length < first + last + 4) return "*".repeat(text.length);
  return text.slice(0, first) + "*".repeat(text.length - first - last) + text.slice(-last);
}

function isDay(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}
