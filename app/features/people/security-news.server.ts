import { realNow } from "~/platform/clock.server";
import { notify } from "~/platform/notifications.server";
import type { Tx } from "~/platform/store.server";

/** Says once for each lock that an account is locked after failures. */
export async function tellLocked(tx: Tx, personId: string): Promise<void> {
  const { lockedUntil } = await tx.account.findUniqueOrThrow({ where: { personId } });
  if (!lockedUntil) return;
  const until = lockedUntil.toISOString();
  await notify(tx, {
    kind: "account.locked",
    params: { until },
    personIds: [personId],
    key: `account.locked/${until}`,
    link: "/me/security",
  });
}

/**
 * Says that somebody signed in on a device that this account was not used on before; of the first one nothing is said.
 * Called when the log already has this sign-in.
 */
export async function tellNewDevice(tx: Tx, personId: string, device: string): Promise<void> {
  const signIns = { actorId: personId, action: "account.sign-in", outcome: "done" };
  const here = { ...signIns, detail: { path: ["device"], equals: device } };
  const all = await tx.auditEvent.findMany({ where: signIns, take: 2, select: { id: true } });
  const known = await tx.auditEvent.findMany({ where: here, take: 2, select: { id: true } });
  if (all.length < 2 || known.length > 1) return;
  const at = realNow().toISOString();
  await notify(tx, {
    kind: "account.new-device",
    params: { device, at },
    personIds: [personId],
    key: `account.new-device/${at}`,
    link: "/me/security",
  });
}

/** Says that a password is another one now: whoever did not do it has to know. */
export async function tellPasswordChanged(tx: Tx, personId: string, at: Date): Promise<void> {
  const moment = at.toISOString();
  await notify(tx, {
    kind: "account.password-changed",
    params: { at: moment },
    personIds: [personId],
    key: `account.password-changed/${moment}`,
    link: "/me/security",
  });
}
