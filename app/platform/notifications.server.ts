import { can, type Grant } from "./access";
import { now, realNow } from "./clock.server";
import { encrypt } from "./crypto.server";
import type { Prisma } from "./generated/prisma/client";
import { enqueue } from "./jobs.server";
import { mailSetUp } from "./mail.server";
import {
  channels,
  fixedChoice,
  goesOut,
  kindNames,
  notificationKinds,
  type Channel,
  type News,
  type NotificationKind,
  type Topic,
} from "./notification-kinds";
import { nearestRobots } from "./robots.server";
import { db, type Tx } from "./store.server";
import { transact } from "./transact.server";

export type Telling = News & {
  personIds: readonly string[];
  /** Names the news: each person is told once, whatever is tried again. */
  key: string;
  /** The page that it leads to. */
  link?: string;
  /** A page that only the mail to somebody may name, since whoever knows it is let in. Kept encrypted until it is sent. */
  secret?: (personId: string) => string;
};

/**
 * Tells people something, in the act's own transaction: the row in the notification centre, and its way by mail and
 * group robot as each has chosen. Returns how many are told for the first time.
 */
export async function notify(tx: Tx, telling: Telling): Promise<number> {
  return notifyAll(tx, telling.kind, [telling]);
}

/** A statement of the database takes so many rows at once. */
const atOnce = 1000;

/** The same for an act that tells many people, each something else of one kind, in few statements. */
export async function notifyAll(
  tx: Tx,
  kind: NotificationKind,
  tellings: readonly Telling[],
): Promise<number> {
  const at = now();
  const rows = tellings.flatMap(({ personIds, key, params, link = "", secret }) =>
    [...new Set(personIds)].map((personId) => ({
      row: { personId, kind, key: `${key}/${personId}`, params, link, createdAt: at },
      secret,
    })),
  );
  let count = 0;
  for (let from = 0; from < rows.length; from += atOnce)
    count += await tell(tx, kind, rows.slice(from, from + atOnce));
  return count;
}

async function tell(
  tx: Tx,
  kind: NotificationKind,
  rows: readonly { row: Prisma.NotificationCreateManyInput; secret: Telling["secret"] }[],
): Promise<number> {
  const told = await tx.notification.createManyAndReturn({
    data: rows.map(({ row }) => row),
    skipDuplicates: true,
    select: { id: true, personId: true, key: true },
  });
  const ways = await waysOf(
    tx,
    kind,
    told.map(({ personId }) => personId),
  );
  const deliveries = told.flatMap(({ id, personId }) =>
    (ways.get(personId) ?? []).map((channel) => ({ notificationId: id, channel })),
  );
  if (deliveries.length) {
    const updatedAt = realNow();
    await tx.notificationDelivery.createMany({ data: deliveries.map((each) => ({ ...each, updatedAt })) });
  }
  const secrets = new Map(rows.map(({ row, secret }) => [row.key, secret]));
  const receivers = new Map(told.map((each) => [each.id, each]));
  for (const delivery of deliveries) {
    const { notificationId, channel } = delivery;
    const { personId, key } = receivers.get(notificationId) ?? { personId: "", key: "" };
    const page = channel === "mail" ? secrets.get(key)?.(personId) : undefined;
    const sealed = page === undefined ? {} : { sealed: encrypt(page, secretOwner(notificationId)) };
    await enqueue(tx, "deliver", { ...delivery, ...sealed }, { key: deliveryKey(delivery) });
  }
  return told.length;
}

/** What a message's secret page is bound to while it waits sealed. */
export const secretOwner = (notificationId: string) => `notification:${notificationId}`;

export function deliveryKey({
  notificationId,
  channel,
}: {
  notificationId: string;
  channel: string;
}): string {
  return `${notificationId}/${channel}`;
}

/** By which channels each of the people gets news of a kind. */
async function waysOf(tx: Tx, kind: NotificationKind, personIds: string[]): Promise<Map<string, Channel[]>> {
  if (!personIds.length) return new Map();
  const chosen = await tx.notificationSetting.findMany({ where: { kind, personId: { in: personIds } } });
  const wants = (personId: string, channel: Channel) =>
    goesOut(
      kind,
      channel,
      chosen.find((each) => each.personId === personId && each.channel === channel)?.wanted,
    );
  const people = await tx.person.findMany({
    where: { id: { in: personIds } },
    select: { id: true, email: true, phone: true },
  });
  const robots = notificationKinds[kind].group
    ? await nearestRobots(tx, personIds)
    : new Map<string, string>();
  const mail = mailSetUp() !== null;
  return new Map(
    people.map(({ id, email, phone }) => {
      // In a group, somebody is pointed out by the telephone number that the group knows.
      const reachable = { mail: mail && email !== "", wecom: robots.has(id) && /^1\d{10}$/.test(phone) };
      return [id, channels.filter((channel) => reachable[channel] && wants(id, channel))];
    }),
  );
}

/** Where mail to somebody goes: "" when no address is known, null when mail is not set up. */
export async function mailAddress(personId: string): Promise<string | null> {
  if (!mailSetUp()) return null;
  const person = await db().person.findUniqueOrThrow({ where: { id: personId }, select: { email: true } });
  return person.email;
}

/** For the mark in the frame. */
export async function unreadCount(personId: string): Promise<number> {
  return db().notification.count({ where: { personId, readAt: null } });
}

export const pageSize = 20;

/** A page of somebody's news: what is unread first, the newest first. */
export async function readNotifications(
  personId: string,
  { topic, unread, page }: { topic: Topic | null; unread: boolean; page: number },
) {
  const where = {
    personId,
    ...(topic && { kind: { startsWith: `${topic}.` } }),
    ...(unread && { readAt: null }),
  };
  const [total, rows] = await Promise.all([
    db().notification.count({ where }),
    db().notification.findMany({
      where,
      orderBy: [{ readAt: { sort: "desc", nulls: "first" } }, { createdAt: "desc" }, { id: "desc" }],
      skip: (page - 1) * pageSize,
      take: pageSize,
      select: { id: true, kind: true, params: true, link: true, createdAt: true, readAt: true },
    }),
  ]);
  return { total, rows };
}

/** Marks one as read and gives where it leads; null when it is not theirs. */
export async function openNotification(personId: string, id: string): Promise<{ link: string } | null> {
  const found = await db().notification.findFirst({ where: { id, personId }, select: { link: true } });
  if (!found) return null;
  await db().notification.updateMany({ where: { id, personId, readAt: null }, data: { readAt: now() } });
  return found;
}

export async function markAllRead(personId: string): Promise<void> {
  await db().notification.updateMany({ where: { personId, readAt: null }, data: { readAt: now() } });
}

export interface KindSetting {
  kind: NotificationKind;
  /** By channel: whether it goes out, and why that cannot be chosen. */
  channels: Record<Channel, { on: boolean; fixed: ReturnType<typeof fixedChoice> }>;
}

/** What somebody may choose about, by the kinds that concern them. */
export async function readSettings(personId: string, grants: readonly Grant[]): Promise<KindSetting[]> {
  const chosen = await db().notificationSetting.findMany({ where: { personId } });
  return kindsFor(grants).map((kind) => {
    const setting = (channel: Channel) => ({
      on: goesOut(
        kind,
        channel,
        chosen.find((each) => each.kind === kind && each.channel === channel)?.wanted,
      ),
      fixed: fixedChoice(kind, channel),
    });
    return { kind, channels: { mail: setting("mail"), wecom: setting("wecom") } };
  });
}

/** Keeps what was chosen: for each channel the kinds that shall go out. */
export async function saveSettings(
  personId: string,
  grants: readonly Grant[],
  wanted: Record<Channel, readonly NotificationKind[]>,
): Promise<void> {
  const rows = kindsFor(grants).flatMap((kind) =>
    channels
      .filter((channel) => fixedChoice(kind, channel) === null)
      .map((channel) => ({ personId, kind, channel, wanted: wanted[channel].includes(kind) })),
  );
  await transact(async (tx) => {
    await tx.notificationSetting.deleteMany({
      where: { personId, kind: { in: rows.map(({ kind }) => kind) } },
    });
    await tx.notificationSetting.createMany({ data: rows });
  });
}

function kindsFor(grants: readonly Grant[]): NotificationKind[] {
  return kindNames.filter((kind) => {
    const { permission } = notificationKinds[kind];
    return kind !== "system.test" && (permission === null || can(grants, permission));
  });
}
