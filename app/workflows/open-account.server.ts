import { holders, openAccount as open } from "~/features/people/accounts.server";
import { lockEmployeeNo } from "~/features/people/employment.server";
import type { JoinRefusal } from "~/features/people/rules/employment";
import { granterRefusal } from "~/features/people/rules/roles";
import { subtree } from "~/features/people/unit-tree.server";
import { unitsLock } from "~/features/people/units.server";
import { civilDate } from "~/lib/dates";
import { can, scope, type Grant } from "~/platform/access";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { lock, transact } from "~/platform/transact.server";

/**
 * The system administrator opens an account for somebody who is no learner: with no role, or as the first security
 * administrator or the first auditor. Null for a unit out of reach.
 */
export async function openAccount(asked: {
  by: { personId: string; grants: readonly Grant[] };
  employeeNo: string;
  name: string;
  title: string;
  unitId: string;
  email: string;
  role: "security-admin" | "auditor" | null;
  requestId: string;
}): Promise<{ refusal: JoinRefusal | "not-yours" } | { personId: string } | null> {
  const { by, role, requestId, ...joining } = asked;
  return transact(
    async (tx) => {
      await lockEmployeeNo(tx, asked.employeeNo);
      await lock(tx, unitsLock);
      if (role) await lock(tx, `role:${role}`);
      if (!(await subtree(scope(by.grants, "account:manage"), tx)).includes(asked.unitId)) return null;
      const granter = { system: can(by.grants, "account:manage"), security: false };
      const notYours = role && granterRefusal(granter, role, await holders(tx, role));
      const at = now();
      const opened = notYours
        ? { refusal: "not-yours" as const }
        : await open(tx, { ...joining, joinedOn: civilDate(at) }, role, at);
      await audit(tx, {
        actorId: by.personId,
        action: "account.open",
        subject: "personId" in opened ? `person:${opened.personId}` : "account:new",
        outcome: "refusal" in opened ? "refused" : "done",
        detail: { role, unitId: asked.unitId, reason: "refusal" in opened ? opened.refusal : null },
        requestId,
      });
      return opened;
    },
    { isolation: "ReadCommitted" },
  );
}
