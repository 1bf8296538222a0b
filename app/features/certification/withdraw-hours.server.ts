import type { Prisma } from "~/platform/generated/prisma/client";
import { db, type Tx } from "~/platform/store.server";

/**
 * Takes back the minutes of a piece of evidence and returns how many; 0 when there are none or they were taken back
 * before. The row stays with what it was, so that the same evidence is never credited again.
 */
export async function withdrawHours(tx: Tx, key: string, at: Date): Promise<number> {
  const credit = await tx.hourCredit.findUnique({ where: { key } });
  if (!credit || credit.minutes === 0) return 0;
  const evidence = {
    ...(credit.evidence as Prisma.InputJsonObject),
    withdrawn: credit.minutes,
    withdrawnAt: at.toISOString(),
  };
  await tx.hourCredit.update({ where: { key }, data: { minutes: 0, evidence } });
  return credit.minutes;
}

/** The minutes that count for a piece of evidence. */
export async function minutesOf(key: string): Promise<number> {
  return (await db().hourCredit.findUnique({ where: { key }, select: { minutes: true } }))?.minutes ?? 0;
}
