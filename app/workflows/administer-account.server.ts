import { reaches } from "~/features/people/account-scope.server";
import {
  blockAccount,
  endRole,
  grantRole,
  holders,
  unblockAccount,
  unlockAccount,
} from "~/features/people/accounts.server";
import { granterRefusal, type AccountRefusal } from "~/features/people/rules/roles";
import { removeSecondFactor } from "~/features/people/second-factor.server";
import { subtree } from "~/features/people/unit-tree.server";
import { can, scope, type Grant, type Role } from "~/platform/access";
import { audit } from "~/platform/audit.server";
import { now, realNow } from "~/platform/clock.server";
import { endSessions } from "~/platform/session.server";
import type { Tx } from "~/platform/store.server";
import { isUnique, transact } from "~/platform/transact.server";

/** What an administrator does to an account. Reasons are kept in the audit log; `forMs` is a length of time. */
export type AccountAct =
  | { act: "reset-second-factor"; reason: string }
  | { act: "grant-role"; role: Role; unitId: string }
  | { act: "end-role"; role: Role; unitId: string }
  | { act: "block"; forMs: number; reason: string }
  | { act: "unblock" }
  | { act: "unlock" }
  | { act: "end-sessions" };

type Permission = "account:manage" | "security:manage";
type Outcome = { refusal: AccountRefusal } | { refusal: null; endedSessions: number };

interface Asked {
  personId: string;
  by: { personId: string; grants: readonly Grant[] };
  order: AccountAct;
  demo: boolean;
  requestId: string;
}

/** Who may do what: the system administrator makes accounts usable, the security administrator decides about them. */
function permissionFor({ order, by }: Asked): Permission {
  if (order.act === "reset-second-factor") return "account:manage";
  // The first security administrator and the first auditor are named by the system administrator.
  return order.act === "grant-role" && !can(by.grants, "security:manage")
    ? "account:manage"
    : "security:manage";
}

/**
 * One act of the system or the security administrator on somebody's account, done or refused, each with its audit row.
 * Nobody acts on the own account. Null for an account out of reach, or an act that is not theirs.
 */
export async function administerAccount(asked: Asked): Promise<Outcome | null> {
  const { by, personId, order } = asked;
  const permission = permissionFor(asked);
  if (!can(by.grants, permission)) return null;
  try {
    return await transact(async (tx) => {
      const units = scope(by.grants, permission);
      if (!(await tx.account.findUnique({ where: { personId } }))) return null;
      if (!(await reaches(tx, units, personId))) return null;
      if ("unitId" in order && !(await subtree(units, tx)).includes(order.unitId)) return null;
      const done: Outcome = personId === by.personId ? { refusal: "self" } : await carryOut(tx, asked);
      await record(tx, asked, done.refusal);
      return done;
    });
  } catch (error) {
    // Two offices given at the same moment: the database lets one of them in.
    if (order.act !== "grant-role" || !isUnique(error)) throw error;
    await transact((tx) => record(tx, asked, "office"));
    return { refusal: "office" };
  }
}

const holdsRole = async (tx: Tx, personId: string, roles: readonly Role[]) =>
  (await tx.roleGrant.count({ where: { personId, role: { in: [...roles] }, endedAt: null } })) > 0;

const ended = (endedSessions: number): Outcome => ({ refusal: null, endedSessions });
const unless = (refusal: AccountRefusal | null): Outcome => (refusal ? { refusal } : ended(0));

async function carryOut(tx: Tx, { personId, by, order, demo }: Asked): Promise<Outcome> {
  switch (order.act) {
    case "reset-second-factor":
      // Who could reset it and a password could act as the one who watches over that.
      if (await holdsRole(tx, personId, ["security-admin", "auditor"])) return { refusal: "watcher" };
      if (!(await removeSecondFactor(tx, personId))) return { refusal: "no-factor" };
      return ended(await endSessions(tx, personId));
    case "grant-role": {
      const { role, unitId } = order;
      const granter = {
        system: can(by.grants, "account:manage"),
        security: can(by.grants, "security:manage"),
      };
      const isOffice = role === "system-admin" || role === "security-admin" || role === "auditor";
      const root = await tx.unit.findFirst({ where: { id: unitId, parentId: null } });
      const refusal = isOffice && !root ? "not-root" : granterRefusal(granter, role, await holders(tx, role));
      return unless(refusal ?? (await grantRole(tx, { personId, role, unitId }, now(), demo)));
    }
    case "end-role": {
      const { role, unitId } = order;
      return unless(await endRole(tx, { personId, role, unitId }, now()));
    }
    case "block":
      await blockAccount(tx, personId, new Date(realNow().getTime() + order.forMs), order.reason);
      return ended(await endSessions(tx, personId));
    case "unblock":
      return unless(await unblockAccount(tx, personId));
    case "unlock":
      return unless(await unlockAccount(tx, personId));
    case "end-sessions":
      return ended(await endSessions(tx, personId));
  }
}

async function record(tx: Tx, { personId, by, order, requestId }: Asked, refusal: AccountRefusal | null) {
  const { act, ...detail } = order;
  await audit(tx, {
    actorId: by.personId,
    action: `account.${act}`,
    subject: `person:${personId}`,
    outcome: refusal ? "refused" : "done",
    detail: refusal ? { ...detail, refusal } : detail,
    requestId,
  });
}
