import { addDays } from "~/lib/dates";

/**
 * Which law references of published lessons somebody has to look at again: those past their last day, those whose last
 * day is within 30 days, and those that nobody has compared with the law for a year. Days are civil days, `YYYY-MM-DD`.
 */
export const version = "courses.law-age@1";

/** From the most urgent on. */
export const lawConcerns = ["expired", "ending", "stale"] as const;
export type LawConcern = (typeof lawConcerns)[number];

export interface LawDates {
  checkedOn: string;
  /** The last day on which the law is in force; null when none is known. */
  validUntil: string | null;
}

/** The last day that counts as soon, and the first on which a check is not too long ago. */
export function lawDays(today: string): { ending: string; fresh: string } {
  return { ending: addDays(today, 30), fresh: addDays(today, -365) };
}

/** What is the matter with a reference; null when nothing is. */
export function lawConcern({ checkedOn, validUntil }: LawDates, today: string): LawConcern | null {
  const { ending, fresh } = lawDays(today);
  if (validUntil !== null && validUntil < today) return "expired";
  if (validUntil !== null && validUntil <= ending) return "ending";
  return checkedOn < fresh ? "stale" : null;
}
