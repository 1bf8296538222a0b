import { realNow } from "~/platform/clock.server";
import type { Role } from "~/platform/access";
import { hasLeft, setPending } from "~/platform/session.server";
import type { Tx } from "~/platform/store.server";
import { joinPerson, type Joining } from "./employment.server";
import type { JoinRefusal } from "./rules/employment";
import { grantRefusal, type GrantRefusal } from "./rules/roles";
import { needsSecondFactor } from "./rules/second-factor";

/**
 * A person with a post and an account, and with this role or none: who administrates is no learner, so the worker's
 * role that comes with joining goes.
 */
export async function openAccount(
  tx: Tx,
  joining: Joining,
  role: Role | null,
  at: Date,
): Promise<{ personId: string } | { refusal: JoinRefusal }> {
  const joined = await joinPerson(tx, joining, at);
  if ("refusal" in joined) return joined;
  const { personId } = joined;
  await tx.roleGrant.deleteMany({ where: { personId } });
  if (role) await tx.roleGrant.create({ data: { personId, role, unitId: joining.unitId, grantedAt: at } });
  return joined;
}

/** How many people hold a role now. */
export async function holders(tx: Pick<Tx, "roleGrant">, role: Role): Promise<number> {
  const grants = await tx.roleGrant.findMany({
    where: { role, endedAt: null },
    distinct: ["personId"],
    select: { personId: true },
  });
  return grants.length;
}

/** Grants a role in a unit. Sessions of somebody who must have a second factor from now on have to set one up. */
export async function grantRole(
  tx: Tx,
  grant: { personId: string; role: Role; unitId: string },
  at: Date,
  demo: boolean,
): Promise<GrantRefusal | "has-already" | "left" | "unit-closed" | null> {
  const { personId, role, unitId } = grant;
  const { leftOn, grants, account } = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    include: { grants: { where: { endedAt: null } }, account: { select: { totpConfirmedAt: true } } },
  });
  if (hasLeft(leftOn)) return "left";
  const unit = await tx.unit.findUnique({ where: { id: unitId } });
  if (!unit || unit.closedOn !== null) return "unit-closed";
  if (grants.some((each) => each.role === role && each.unitId === unitId)) return "has-already";
  const refusal = grantRefusal(
    grants.map((each) => each.role),
    role,
  );
  if (refusal) return refusal;
  const given = { grantedAt: at, endedAt: null };
  await tx.roleGrant.upsert({
    where: { personId_role_unitId: grant },
    create: { ...grant, ...given },
    update: given,
  });
  if (!demo && needsSecondFactor([role]) && !account?.totpConfirmedAt)
    await setPending(tx, personId, "enrol-totp", { from: null });
  return null;
}

export async function endRole(
  tx: Tx,
  grant: { personId: string; role: Role; unitId: string },
  at: Date,
): Promise<"not-held" | null> {
  const ended = await tx.roleGrant.updateMany({ where: { ...grant, endedAt: null }, data: { endedAt: at } });
  return ended.count === 1 ? null : "not-held";
}

/** Keeps somebody out until a moment of real time. */
export async function blockAccount(tx: Tx, personId: string, until: Date, reason: string): Promise<void> {
  await tx.account.update({ where: { personId }, data: { blockedUntil: until, blockReason: reason } });
}

export async function unblockAccount(tx: Tx, personId: string): Promise<"not-blocked" | null> {
  const freed = await tx.account.updateMany({
    where: { personId, blockedUntil: { gt: realNow() } },
    data: { blockedUntil: null, blockReason: "" },
  });
  return freed.count === 1 ? null : "not-blocked";
}

/** Takes back the lock after wrong passwords. */
export async function unlockAccount(tx: Tx, personId: string): Promise<"not-locked" | null> {
  const freed = await tx.account.updateMany({
    where: { personId, lockedUntil: { gt: realNow() } },
    data: { failedCount: 0, lockedUntil: null },
  });
  return freed.count === 1 ? null : "not-locked";
}
