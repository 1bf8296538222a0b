/**
 * What comes of what was read, answered or written without a network, once it is told. `changed`: the check is another
 * one in the version that is studied now. `joined`: another device wrote meanwhile, and both texts were kept.
 */
export const offlineOutcomes = [
  "credited",
  "right",
  "wrong",
  "unanswered",
  "changed",
  "kept",
  "joined",
  "long",
  "gone",
  "finished",
  "completed",
  "time-short",
  "checks-open",
] as const;
export type OfflineOutcome = (typeof offlineOutcomes)[number];

/** The answer to a report. Both lengths are milliseconds, 0 where it was no time that was told. */
export interface OfflineReceipt {
  outcome: OfflineOutcome;
  toldMs: number;
  creditedMs: number;
}

/** A note that two devices wrote: the later text under the earlier one, unless it says all of it already. */
export function joinNotes(there: string, here: string): string {
  if (here.includes(there)) return here;
  return there.includes(here) ? there : `${there}\n\n${here}`;
}
