import type { Tx } from "~/platform/store.server";

export interface HourEvidence {
  personId: string;
  source: "course" | "session";
  /** Names the evidence; the same key twice is one credit. */
  key: string;
  minutes: number;
  /** The day on which the training ended. */
  endedOn: Date;
  evidence: Record<string, string | number>;
  at: Date;
}

/** Credits continuing education once for each piece of evidence; nothing for no minutes. */
export async function creditHours(tx: Tx, ...credits: readonly HourEvidence[]): Promise<void> {
  const data = credits
    .filter(({ minutes }) => minutes > 0)
    .map(({ at, ...credit }) => ({ ...credit, postedAt: at }));
  if (data.length) await tx.hourCredit.createMany({ data, skipDuplicates: true });
}
