import { hashPassword, verifyPassword } from "~/platform/password.server";
import { db, type Tx } from "~/platform/store.server";
import { historyKept, passwordRefusal, type PasswordRefusal } from "./rules/password";

export type NewPasswordRefusal = PasswordRefusal | "reused";

/** A password that may be set: its hash, and the one that it takes the place of. */
export interface NewPassword {
  hash: string;
  before: string | null;
}

/**
 * Whether somebody may have this password, by the rule and by the last five. It hashes up to seven times, on purpose
 * slowly: outside any transaction. Throws for an account that is not there.
 */
export async function preparePassword(
  personId: string,
  password: string,
): Promise<{ refusal: NewPasswordRefusal } | { ready: NewPassword }> {
  const account = await db().account.findUniqueOrThrow({
    where: { personId },
    include: {
      person: { select: { name: true } },
      passwords: { orderBy: { setAt: "desc" }, take: historyKept },
    },
  });
  const refusal = passwordRefusal(password, { employeeNo: account.employeeNo, name: account.person.name });
  if (refusal) return { refusal };
  const before = account.passwordHash;
  const earlier = [...(before ? [before] : []), ...account.passwords.map(({ hash }) => hash)];
  for (const hash of earlier.slice(0, historyKept))
    if (await verifyPassword(hash, password)) return { refusal: "reused" };
  return { ready: { hash: await hashPassword(password), before } };
}

/**
 * Sets a prepared password, keeps the old one's hash among the last five, and voids every link that would set another.
 * Returns false when somebody else has set one in between.
 */
export async function setPassword(tx: Tx, personId: string, next: NewPassword, at: Date): Promise<boolean> {
  const set = await tx.account.updateMany({
    where: { personId, passwordHash: next.before },
    data: { passwordHash: next.hash, passwordSetAt: at },
  });
  if (set.count !== 1) return false;
  if (next.before !== null)
    await tx.passwordHistory.create({ data: { accountId: personId, hash: next.before, setAt: at } });
  const kept = await tx.passwordHistory.findMany({
    where: { accountId: personId },
    orderBy: [{ setAt: "desc" }, { id: "desc" }],
    take: historyKept,
    select: { id: true },
  });
  await tx.passwordHistory.deleteMany({
    where: { accountId: personId, id: { notIn: kept.map(({ id }) => id) } },
  });
  await tx.accountLink.updateMany({ where: { accountId: personId, usedAt: null }, data: { usedAt: at } });
  return true;
}
