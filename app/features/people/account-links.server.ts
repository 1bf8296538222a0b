import { createHash, randomBytes } from "node:crypto";
import { realNow } from "~/platform/clock.server";
import { hasLeft } from "~/platform/session.server";
import { db, type Tx } from "~/platform/store.server";
import { holdsMs, linkRefusal, type LinkPurpose, type LinkRefusal } from "./rules/link";

/** The shape of a link's secret: 32 random bytes. */
export const linkSecretShape = /^[\w-]{43}$/;

const linkKey = (secret: string) => createHash("sha256").update(secret).digest("hex");

export interface MadeLink {
  /** What the address ends with; only its hash is kept. */
  secret: string;
  expiresAt: Date;
}

/** Makes a link; an older one for the same purpose and account counts no longer. The caller's lock keeps their order. */
export async function makeLink(
  tx: Tx,
  link: { purpose: LinkPurpose; accountId: string | null; createdBy: string | null },
): Promise<MadeLink> {
  const secret = randomBytes(32).toString("base64url");
  const last = await tx.accountLink.findFirst({
    where: { accountId: link.accountId },
    orderBy: { createdAt: "desc" },
    select: { createdAt: true },
  });
  // Two in the same millisecond still have an order.
  const createdAt = new Date(Math.max(realNow().getTime(), (last?.createdAt.getTime() ?? 0) + 1));
  const expiresAt = new Date(createdAt.getTime() + holdsMs[link.purpose]);
  await tx.accountLink.create({ data: { id: linkKey(secret), ...link, createdAt, expiresAt } });
  return { secret, expiresAt };
}

/** The same for many accounts at once, a secret each: all made in the same moment, after any link that one of them has. */
export async function makeLinks(
  tx: Tx,
  link: { purpose: LinkPurpose; accountIds: readonly string[]; createdBy: string | null },
): Promise<{ secrets: Map<string, string>; expiresAt: Date }> {
  const { purpose, createdBy } = link;
  const accountIds = [...link.accountIds];
  const last = await tx.accountLink.aggregate({
    where: { accountId: { in: accountIds } },
    _max: { createdAt: true },
  });
  const createdAt = new Date(Math.max(realNow().getTime(), (last._max.createdAt?.getTime() ?? 0) + 1));
  const expiresAt = new Date(createdAt.getTime() + holdsMs[purpose]);
  const secrets = new Map(accountIds.map((id) => [id, randomBytes(32).toString("base64url")]));
  await tx.accountLink.createMany({
    data: [...secrets].map(([accountId, secret]) => ({
      id: linkKey(secret),
      ...{ purpose, accountId, createdBy, createdAt, expiresAt },
    })),
  });
  return { secrets, expiresAt };
}

export interface OpenLink {
  id: string;
  purpose: LinkPurpose;
  expiresAt: Date;
  /** Whose password it sets; null for the first administrator. */
  owner: { personId: string; name: string; employeeNo: string } | null;
}

/** What a link is for, or why it counts no longer. */
export async function readLink(
  secret: string,
  tx: Pick<Tx, "accountLink"> = db(),
): Promise<{ refusal: LinkRefusal } | { refusal: null; link: OpenLink }> {
  const row = await tx.accountLink.findUnique({
    where: { id: linkKey(secret) },
    include: { account: { include: { person: { select: { name: true, leftOn: true } } } } },
  });
  if (!row || (row.account && hasLeft(row.account.person.leftOn))) return { refusal: "unknown" };
  const newer = { accountId: row.accountId, createdAt: { gt: row.createdAt } };
  const refusal = linkRefusal(
    {
      expiresAt: row.expiresAt.getTime(),
      usedAt: row.usedAt?.getTime() ?? null,
      superseded: (await tx.accountLink.count({ where: newer })) > 0,
    },
    realNow().getTime(),
  );
  if (refusal) return { refusal };
  const { account } = row;
  return {
    refusal: null,
    link: {
      id: row.id,
      purpose: row.purpose as LinkPurpose,
      expiresAt: row.expiresAt,
      owner: account && {
        personId: account.personId,
        name: account.person.name,
        employeeNo: account.employeeNo,
      },
    },
  };
}

/** Uses a link up. Returns false when somebody was faster. */
export async function useLink(tx: Tx, id: string): Promise<boolean> {
  const used = await tx.accountLink.updateMany({ where: { id, usedAt: null }, data: { usedAt: realNow() } });
  return used.count === 1;
}
