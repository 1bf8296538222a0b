import { realNow } from "~/platform/clock.server";
import { verifyNothing, verifyPassword } from "~/platform/password.server";
import { hasLeft, type Pending } from "~/platform/session.server";
import { db, type Tx } from "~/platform/store.server";
import { afterFailure, isLocked, type LockState } from "./rules/lock-out";
import { passwordAge } from "./rules/password";
import { pendingOf } from "./rules/pending";
import { needsSecondFactor } from "./rules/second-factor";

export type SignInRefusal = "wrong" | "locked";
export type SignInOutcome =
  | { refusal: SignInRefusal }
  /** Until when; told to nobody but who knows the password. */
  | { refusal: "blocked"; until: Date }
  | { refusal: null; pending: Pending | null };

/**
 * Checks a password outside any transaction (it takes 30 ms on purpose). Returns the person, if there is
 * one, and whether the password was right; `admit` then counts.
 */
export async function checkPassword(
  employeeNo: string,
  password: string,
): Promise<{ personId: string; right: boolean } | { personId: null; right: false }> {
  const include = {
    person: {
      select: { leftOn: true, grants: { where: { endedAt: null }, select: { id: true }, take: 1 } },
    },
  };
  // Phones write a capital or none as they like; the number as it is registered comes first.
  const account =
    (await db().account.findUnique({ where: { employeeNo }, include })) ??
    (await db().account.findUnique({ where: { employeeNo: employeeNo.toUpperCase() }, include }));
  if (!account?.passwordHash || isClosed(account.person)) {
    return { personId: null, right: await verifyNothing(password) };
  }
  return { personId: account.personId, right: await verifyPassword(account.passwordHash, password) };
}

/** Somebody who leaves works through the last day, unless the roles were closed before it was over. */
export function isClosed(person: { leftOn: Date | null; grants: readonly unknown[] }): boolean {
  const { leftOn, grants } = person;
  return hasLeft(leftOn) || (leftOn !== null && grants.length === 0);
}

/** Whether this is somebody's own password, asked for again before something important. Slow, as above. */
export async function checkOwnPassword(personId: string, password: string): Promise<boolean> {
  const { passwordHash } = await db().account.findUniqueOrThrow({ where: { personId } });
  return passwordHash === null ? verifyNothing(password) : verifyPassword(passwordHash, password);
}

/**
 * Counts a failure, or says what the new session still has to do; a locked account is refused even with the right
 * password. The count is cleared by whoever has shown everything: a right password alone would let the second factor
 * be guessed for ever.
 */
export async function admit(tx: Tx, personId: string, right: boolean, demo: boolean): Promise<SignInOutcome> {
  if (!right) return { refusal: await countFailure(tx, personId) };
  const { locked, blockedUntil } = await lockState(tx, personId);
  if (locked) return { refusal: "locked" };
  if (blockedUntil && blockedUntil > realNow()) return { refusal: "blocked", until: blockedUntil };
  const pending = await pendingFor(tx, personId, { showedFactor: false, demo });
  if (pending !== "totp") await clearFailures(tx, personId);
  return { refusal: null, pending };
}

/** Counts a password that somebody signed in was asked for again; a right one clears the count. */
export async function recordSignIn(tx: Tx, personId: string, right: boolean): Promise<SignInRefusal | null> {
  if (!right) return countFailure(tx, personId);
  if ((await lockState(tx, personId)).locked) return "locked";
  await clearFailures(tx, personId);
  return null;
}

/** Counts a wrong password or code; while the account is locked nothing is counted. */
export async function countFailure(tx: Tx, personId: string): Promise<SignInRefusal> {
  const { state, locked } = await lockState(tx, personId);
  if (locked) return "locked";
  const next = afterFailure(state, realNow().getTime());
  await tx.account.update({
    where: { personId },
    data: {
      failedCount: next.failedCount,
      lockedUntil: next.lockedUntil === null ? null : new Date(next.lockedUntil),
    },
  });
  return next.lockedUntil === null ? "wrong" : "locked";
}

export async function clearFailures(tx: Tx, personId: string): Promise<void> {
  await tx.account.update({ where: { personId }, data: { failedCount: 0, lockedUntil: null } });
}

export async function lockState(tx: Tx, personId: string) {
  const account = await tx.account.findUniqueOrThrow({
    where: { personId },
    select: { failedCount: true, lockedUntil: true, blockedUntil: true },
  });
  const state: LockState = {
    failedCount: account.failedCount,
    lockedUntil: account.lockedUntil?.getTime() ?? null,
  };
  return { state, locked: isLocked(state, realNow().getTime()), blockedUntil: account.blockedUntil };
}

/** What a session of somebody still has to do. The demonstration demands neither second factors nor new passwords. */
export async function pendingFor(
  tx: Tx,
  personId: string,
  { showedFactor, demo }: { showedFactor: boolean; demo: boolean },
): Promise<Pending | null> {
  const account = await tx.account.findUniqueOrThrow({
    where: { personId },
    select: {
      passwordSetAt: true,
      totpConfirmedAt: true,
      person: { select: { grants: { where: { endedAt: null }, select: { role: true } } } },
    },
  });
  const setAt = account.passwordSetAt?.getTime() ?? null;
  return pendingOf({
    hasFactor: account.totpConfirmedAt !== null,
    showedFactor,
    mustHaveFactor: !demo && needsSecondFactor(account.person.grants.map(({ role }) => role)),
    passwordAged: !demo && passwordAge(setAt, realNow().getTime()).aged,
  });
}
