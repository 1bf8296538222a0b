import type { Tx } from "./store.server";

/** Deletes what somebody was told and how they wanted to be told. */
export async function forgetNotifications(tx: Tx, personId: string): Promise<void> {
  await tx.notification.deleteMany({ where: { personId } });
  await tx.notificationSetting.deleteMany({ where: { personId } });
}
