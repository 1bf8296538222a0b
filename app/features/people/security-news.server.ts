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
