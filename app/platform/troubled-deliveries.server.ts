import { realNow } from "./clock.server";
import { enqueue } from "./jobs.server";
import type { Channel } from "./notification-kinds";
import { deliveryKey } from "./notifications.server";
import { db, type Tx } from "./store.server";

export const pageSize = 25;
const troubled = ["failed", "uncertain"] as const;

export interface TroubledDelivery {
  notificationId: string;
  channel: Channel;
  state: (typeof troubled)[number];
  kind: string;
  /** Whom it was meant for; null when that person has no account. */
  employeeNo: string | null;
  attempts: number;
  updatedAt: Date;
  error: string;
}

/** A page of messages that did not arrive, or of which that is not known; the newest first. */
export async function troubledDeliveries(page: number) {
  const where = { state: { in: [...troubled] } };
  const [total, waiting, rows] = await Promise.all([
    db().notificationDelivery.count({ where }),
    db().notificationDelivery.count({ where: { state: { in: ["waiting", "sending"] } } }),
    db().notificationDelivery.findMany({
      where,
      orderBy: [{ updatedAt: "desc" }, { notificationId: "desc" }],
      skip: (page - 1) * pageSize,
      take: pageSize,
      include: { notification: { select: { kind: true, personId: true } } },
    }),
  ]);
  const accounts = await db().account.findMany({
    where: { personId: { in: rows.map(({ notification }) => notification.personId) } },
    select: { personId: true, employeeNo: true },
  });
  const deliveries = rows.map(({ notification, channel, state, ...row }): TroubledDelivery => {
    const account = accounts.find(({ personId }) => personId === notification.personId);
    return {
      ...row,
      channel: channel as Channel,
      state: state as TroubledDelivery["state"],
      kind: notification.kind,
      employeeNo: account?.employeeNo ?? null,
    };
  });
  return { total, waiting, deliveries };
}

/**
 * Sends a message again that failed, or of which nobody knows. Returns whether there is such a one; a link that lets
 * somebody in is not sent twice, since nothing keeps it.
 */
export async function sendAgain(
  tx: Tx,
  { notificationId, channel }: { notificationId: string; channel: Channel },
): Promise<boolean> {
  const { count } = await tx.notificationDelivery.updateMany({
    where: {
      ...{ notificationId, channel, state: { in: [...troubled] } },
      notification: { kind: { not: "account.link" } },
    },
    data: { state: "waiting", attempts: 0, error: "", updatedAt: realNow() },
  });
  if (count) {
    const job = { notificationId, channel };
    await enqueue(tx, "deliver", job, { key: deliveryKey(job) });
  }
  return count === 1;
}
