import { offlineOutcomes, type OfflineReceipt } from "./offline-outcome";

export const offlineLineNames = [...offlineOutcomes, "less", "refused"] as const;
export type OfflineLine = (typeof offlineLineNames)[number];

/** What the learner is told once of what was sent: a line for each kind, with the sums that stand in it. */
export interface Told {
  line: OfflineLine;
  n: number;
  /** Whole minutes. */
  told: number;
  credited: number;
}

/** The lines in the order in which they were first met; `less` says why not all minutes count. */
export function offlineLines(receipts: readonly (OfflineReceipt | "refused")[]): Told[] {
  const sums = new Map<OfflineLine, { n: number; told: number; credited: number }>();
  for (const receipt of receipts) {
    const { outcome, toldMs, creditedMs } =
      receipt === "refused" ? { outcome: receipt, toldMs: 0, creditedMs: 0 } : receipt;
    const sum = sums.get(outcome) ?? { n: 0, told: 0, credited: 0 };
    sums.set(outcome, { n: sum.n + 1, told: sum.told + toldMs, credited: sum.credited + creditedMs });
  }
  return [...sums].flatMap(([line, sum]): Told[] => {
    const told = Math.round(sum.told / 60_000);
    const credited = Math.min(told, Math.round(sum.credited / 60_000));
    const own = { line, n: sum.n, told, credited };
    if (line !== "credited") return [own];
    if (told === 0) return [];
    return credited < told ? [own, { ...own, line: "less" }] : [own];
  });
}
