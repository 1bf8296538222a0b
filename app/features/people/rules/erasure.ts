import { addYears } from "./civil-years";

/**
 * Records of a person are kept for three years after the last day of work. From the day after on the identity may be
 * erased, unless a legal hold stands against it (a dispute, an inspection). Days are "YYYY-MM-DD".
 */
export const version = "people.erasure@1";

export const keptYears = 3;

export interface Leaver {
  /** The last day of work; null while somebody works here. It may lie ahead. */
  leftOn: string | null;
  /** Why nothing may be erased; empty without a hold. */
  legalHold: string;
  erased: boolean;
}

export type ErasureRefusal = "erased" | "legal-hold" | "works-here" | "kept";

export function erasureRefusal({ leftOn, legalHold, erased }: Leaver, today: string): ErasureRefusal | null {
  if (erased) return "erased";
  if (legalHold !== "") return "legal-hold";
  if (leftOn === null) return "works-here";
  return today > keptUntil(leftOn) ? null : "kept";
}

/** The last day on which the records have to be there. */
export function keptUntil(leftOn: string): string {
  return addYears(leftOn, keptYears);
}
