import { realNow } from "~/platform/clock.server";
import { verifyNothing, verifyPassword } from "~/platform/password.server";
import { db, type Tx } from "~/platform/store.server";
import { afterFailure, isLocked, type LockState } from "./rules/lock-out";

export type SignInRefusal = "wrong" | "locked";

/**
 * Checks a password outside any transaction (it takes 30 ms on purpose). Returns the person, if there is
 * one, and whether the password was right; `recordSignIn` then counts.
 */
export async function checkPassword(
  employeeNo: string,
  password: string,
): Promise<{ personId: string; right: boolean } | { personId: null; right: false }> {
  const account = await db().account.findUnique({
    where: { employeeNo },
    include: { person: { select: { leftOn: true } } },
  });
  if (!account?.passwordHash || account.person.leftOn) {
    return { personId: null, right: await verifyNothing(password) };
  }
  return { personId: account.personId, right: await verifyPassword(account.passwordHash, password) };
}

/** Counts a failure or clears the count; a locked account is refused even with the right password. */
export async function recordSignIn(tx: Tx, personId: string, right: boolean): Promise<SignInRefusal | null> {
  const account = await tx.account.findUniqueOrThrow({ where: { personId } });
  const at = realNow().getTime();
  const state: LockState = {
    failedCount: account.failedCount,
    lockedUntil: account.lockedUntil?.getTime() ?? null,
  };
  if (isLocked(state, at)) return "locked";
  const next: LockState = right ? { failedCount: 0, lockedUntil: null } : afterFailure(state, at);
  await tx.account.update({
    where: { personId },
    data: {
      failedCount: next.failedCount,
      lockedUntil: next.lockedUntil === null ? null : new Date(next.lockedUntil),
    },
  });
  if (right) return null;
  return next.lockedUntil === null ? "wrong" : "locked";
}
