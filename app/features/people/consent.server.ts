import { db, type Tx } from "~/platform/store.server";

export const rankingConsent = { purpose: "public-ranking", version: "2026.1" };

/** Whether somebody has agreed to be named in public rankings, and since when. */
export async function rankingConsentSince(personId: string): Promise<Date | null> {
  const consent = await db().consent.findFirst({
    where: { personId, purpose: rankingConsent.purpose, withdrawnAt: null },
  });
  return consent?.givenAt ?? null;
}

/** Gives or withdraws the consent; saying the same twice changes nothing. Returns whether anything changed. */
export async function setRankingConsent(tx: Tx, personId: string, give: boolean, at: Date): Promise<boolean> {
  const open = { personId, purpose: rankingConsent.purpose, withdrawnAt: null };
  if (!give) return (await tx.consent.updateMany({ where: open, data: { withdrawnAt: at } })).count > 0;
  if (await tx.consent.findFirst({ where: open })) return false;
  await tx.consent.create({ data: { personId, ...rankingConsent, givenAt: at } });
  return true;
}
