import {
  closeRoles,
  lockPerson,
  ownRole,
  settleOwnRole,
  unsettled,
} from "~/features/people/employment.server";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { endSessions } from "~/platform/session.server";
import { transact } from "~/platform/transact.server";

/**
 * What a new day brings: roles of those whose last day has passed end, and the worker's role follows a transfer that
 * was entered ahead. Sign-in does not wait for it. A second time changes nothing. Returns how many people it touched.
 */
export async function settleEmployment(): Promise<number> {
  const at = now();
  const { left, moved } = await transact((tx) => unsettled(tx, at));
  for (const personId of left)
    await transact(
      async (tx) => {
        await lockPerson(tx, personId);
        const roles = await closeRoles(tx, personId, at);
        const sessions = await endSessions(tx, personId);
        const subject = `person:${personId}`;
        if (roles > 0)
          await audit(tx, { actorId: null, action: "person.close", subject, detail: { roles, sessions } });
      },
      { isolation: "ReadCommitted" },
    );
  for (const personId of moved)
    await transact(
      async (tx) => {
        await lockPerson(tx, personId);
        if (!(await settleOwnRole(tx, personId, at))) return;
        const where = { personId, role: ownRole, endedAt: null };
        const { unitId: unit } = await tx.roleGrant.findFirstOrThrow({ where });
        const subject = `person:${personId}`;
        await audit(tx, { actorId: null, action: "person.move", subject, detail: { unit } });
      },
      { isolation: "ReadCommitted" },
    );
  return left.length + moved.length;
}
