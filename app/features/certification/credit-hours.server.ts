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
export async function creditHours(tx: Tx, { at, ...credit }: HourEvidence): Promise<void> {
  if (credit.minutes <= 0) return;
  await tx.hourCredit.createMany({ data: [{ ...credit, postedAt: at }], skipDuplicates: true });
}
