import { db, type Tx } from "~/platform/store.server";
import { acknowledged, type NoticePurpose, type OptionalPurpose } from "./rules/notice";

/** Whether somebody has agreed to be named in public rankings, and since when. */
export async function rankingConsentSince(personId: string): Promise<Date | null> {
  const purpose: OptionalPurpose = "public-ranking";
  const consent = await db().consent.findFirst({
    where: { personId, purpose, withdrawnAt: null },
    orderBy: { givenAt: "asc" },
  });
  return consent?.givenAt ?? null;
}

/**
 * Gives or withdraws a consent, or takes note of a notice; saying the same twice changes nothing. A consent that was
 * given for an earlier text still holds: a text of the same name never widens what it allows. Returns whether anything
 * changed.
 */
export async function setConsent(
  tx: Tx,
  asked: { personId: string; purpose: NoticePurpose; version: string; give: boolean; at: Date },
): Promise<boolean> {
  const { personId, purpose, version, give, at } = asked;
  const open = { personId, purpose, withdrawnAt: null };
  if (!give) return (await tx.consent.updateMany({ where: open, data: { withdrawnAt: at } })).count > 0;
  // Each version of the notice is acknowledged; a consent is given once.
  const same = purpose === acknowledged ? { ...open, version } : open;
  if (await tx.consent.findFirst({ where: same })) return false;
  await tx.consent.create({ data: { personId, purpose, version, givenAt: at } });
  return true;
}

/** Everything that somebody agreed to or took note of, newest first. */
export async function consentsOf(personId: string) {
  return db().consent.findMany({
    where: { personId },
    orderBy: [{ givenAt: "desc" }, { id: "desc" }],
    select: { purpose: true, version: true, givenAt: true, withdrawnAt: true },
  });
}

/** Whether somebody has taken note of this version of the notice. */
export async function hasAcknowledged(personId: string, version: string): Promise<boolean> {
  const found = await db().consent.findFirst({ where: { personId, purpose: acknowledged, version } });
  return found !== null;
}
