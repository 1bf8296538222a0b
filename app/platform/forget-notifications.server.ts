import type { Tx } from "./store.server";

/**
 * Deletes what somebody was told and how they wanted to be told, and what others were told about them: `keys` are what
 * the keys of that news begin with.
 */
export async function forgetNotifications(tx: Tx, personId: string, keys: readonly string[]): Promise<void> {
  for (const key of keys) await tx.notification.deleteMany({ where: { key: { startsWith: key } } });
  await tx.notification.deleteMany({ where: { personId } });
  await tx.notificationSetting.deleteMany({ where: { personId } });
}
