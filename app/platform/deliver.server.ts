import { realNow } from "./clock.server";
import type { Config } from "./config.server";
import { decrypt, isCurrent } from "./crypto.server";
import { texts } from "./i18n/texts.server";
import { enqueue, type Jobs } from "./jobs.server";
import { mailDeadlineMs, mailSetUp, sendMail, useMail, type Mail } from "./mail.server";
import type { Channel } from "./notification-kinds";
import { notificationText, type NotificationText } from "./notification-text";
import { deliveryKey, secretOwner } from "./notifications.server";
import { resealed } from "./reseal.server";
import { nearestRobots, openRobot } from "./robots.server";
import type { PointOfNoReturn, SendResult } from "./send-result";
import { currentStore, db, type Tx } from "./store.server";
import { transact } from "./transact.server";
import { postToGroup, robotPause, useWecom } from "./wecom.server";

/**
 * One notification on its way by one channel: waiting → sending → sent, failed or uncertain. `sending` is written at
 * the point of no return and never left for `waiting` unless the other side has said no; a delivery that is found in it
 * later was cut off there, and is `uncertain`: nobody sends it twice but a person who decides so.
 */
const key = Symbol.for("nuanxin.deliver");
const current = ((globalThis as unknown as Record<symbol, { origin?: string }>)[key] ??= {});

/** Says where messages go and what their links begin with. */
export function useDelivery(
  config: Pick<Config, "smtpUrl" | "mailFrom" | "wecomOrigin" | "publicOrigin">,
): void {
  useMail(config);
  useWecom(config.wecomOrigin);
  current.origin = config.publicOrigin;
}

/** No try is under way for longer than this (ms). */
const cutOffAfterMs = mailDeadlineMs + 15_000;
/** Pauses (ms) after the first, second … try that came to nothing: a day in all. */
const pauses = [0.5, 1, 2, 4, 8, 16, 32, 64, 128, 240, 240, 240, 240, 240].map((minutes) => minutes * 60_000);

type Delivery = NonNullable<Awaited<ReturnType<typeof readDelivery>>>;

const readDelivery = (notificationId: string, channel: Channel) =>
  db().notificationDelivery.findUnique({
    where: { notificationId_channel: { notificationId, channel } },
    include: { notification: true },
  });

/** The work of the job `deliver`. Done again it changes nothing. */
export async function deliver(job: Jobs["deliver"]): Promise<void> {
  const { notificationId, channel, sealed } = job;
  const delivery = await readDelivery(notificationId, channel);
  if (delivery?.state === "sending") {
    // Another process is at it, or was: that will be known when no try can be under way any more.
    const settledAt = new Date(delivery.updatedAt.getTime() + cutOffAfterMs);
    if (settledAt > realNow()) await queueAgain(job, settledAt);
    else await giveUpCutOff(new Date(realNow().getTime() - cutOffAfterMs), notificationId);
  }
  if (delivery?.state !== "waiting") return;
  const result = await (channel === "mail" ? byMail(delivery, sealed) : byRobot(delivery));
  if (result.outcome === "later") return queueAgain(job, result.at);
  await settle(job, delivery.attempts + 1, result);
}

/** Takes the delivery for this process, which is refused when it no longer waits. */
function takeOver({ notificationId, channel }: Delivery): PointOfNoReturn {
  return async () => {
    const { count } = await db().notificationDelivery.updateMany({
      where: { notificationId, channel, state: "waiting" },
      data: { state: "sending", updatedAt: realNow() },
    });
    return count === 1;
  };
}

async function settle(job: Jobs["deliver"], attempts: number, result: SendResult): Promise<void> {
  if (result.outcome === "taken") return;
  const { notificationId, channel } = job;
  const pause = result.outcome === "temporary" ? pauses[attempts - 1] : undefined;
  const state =
    result.outcome === "sent" || result.outcome === "uncertain"
      ? result.outcome
      : pause === undefined
        ? "failed"
        : "waiting";
  const error = "reason" in result ? result.reason : "";
  await transact(async (tx) => {
    const { count } = await tx.notificationDelivery.updateMany({
      where: { notificationId, channel, state: { in: ["waiting", "sending"] } },
      data: { state, attempts, error, updatedAt: realNow() },
    });
    if (count && pause !== undefined) {
      const startAfter = new Date(realNow().getTime() + pause);
      await queue(tx, job, startAfter);
    }
  });
}

async function queueAgain(job: Jobs["deliver"], startAfter: Date): Promise<void> {
  await transact((tx) => queue(tx, job, startAfter));
}

/** What waits on is sealed with the key in use, so that an older one may go after a rotation. */
async function queue(tx: Tx, job: Jobs["deliver"], startAfter: Date): Promise<void> {
  const { notificationId, sealed } = job;
  const fresh =
    sealed && !isCurrent(sealed) ? { ...job, sealed: resealed(sealed, secretOwner(notificationId)) } : job;
  await enqueue(tx, "deliver", fresh, { key: deliveryKey(job), startAfter });
}

/** Whoever gets a mail has no page that would say in which language. */
const chinese = () => texts("zh").getFixedT("zh", "notifications");

type Try = SendResult | { outcome: "later"; at: Date };

async function byMail(delivery: Delivery, sealed: string | undefined): Promise<Try> {
  const { notification } = delivery;
  const person = await db().person.findUnique({ where: { id: notification.personId } });
  const words = notificationText(notification, "zh", chinese());
  if (!words) return { outcome: "permanent", reason: `unknown kind ${notification.kind}` };
  if (!person?.email) return { outcome: "permanent", reason: "no mail address" };
  if (!mailSetUp()) return { outcome: "permanent", reason: "mail is not set up" };
  const secret = sealed && decrypt(sealed, secretOwner(notification.id));
  if (notification.kind === "account.link") {
    if (!secret) return { outcome: "permanent", reason: "its link is gone" };
    if (!current.origin) return { outcome: "permanent", reason: "PUBLIC_ORIGIN is not set" };
  }
  const mail = letter(words, { name: person.name, address: linked(secret ?? notification.link) });
  return sendMail({ ...mail, to: person.email, id: notification.id }, takeOver(delivery));
}

async function byRobot(delivery: Delivery): Promise<Try> {
  const { notification } = delivery;
  const { personId } = notification;
  const person = await db().person.findUnique({ where: { id: personId } });
  const words = notificationText(notification, "zh", chinese());
  if (!person || !words) return { outcome: "permanent", reason: `unknown kind ${notification.kind}` };
  const robotId = (await transact((tx) => nearestRobots(tx, [personId]))).get(personId);
  const robot = robotId ? await openRobot(robotId) : null;
  if (!robot) return { outcome: "permanent", reason: "no robot serves the unit" };
  const at = realNow().getTime();
  const pause = robotPause(robot.id, at);
  if (pause > 0) return { outcome: "later", at: new Date(at + pause) };
  const text = [words.title, words.body, linked(notification.link)].filter(Boolean).join("\n");
  return postToGroup(robot, { text, mobiles: [person.phone] }, takeOver(delivery));
}

/** Posts a few words to a robot's group now. Null when there is no such robot. */
export async function tryRobot(id: string): Promise<SendResult | null> {
  const robot = await openRobot(id);
  return robot && postToGroup(robot, { text: chinese()("robot.hello"), mobiles: [] }, async () => true);
}

const linked = (link: string) => (link && current.origin ? `${current.origin}${link}` : "");

/** Subject, text and plain HTML of a mail. */
export function letter(
  { title, body, action }: NotificationText,
  { name, address }: { name: string; address: string },
): Pick<Mail, "subject" | "text" | "html"> {
  const say = chinese();
  const greeting = say("mail.greeting", { name });
  const foot = say("mail.foot");
  const lead = address || say("mail.signIn");
  const html = [
    `<p>${escaped(greeting)}</p>`,
    `<p>${escaped(body)}</p>`,
    address
      ? `<p><a href="${escaped(address)}">${escaped(action)}</a><br>${escaped(address)}</p>`
      : `<p>${escaped(lead)}</p>`,
    `<p><small>${escaped(foot)}</small></p>`,
  ];
  return {
    subject: say("mail.subject", { title }),
    text: [greeting, body, lead, foot].join("\n\n"),
    html: `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><body>${html.join("")}</body></html>`,
  };
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);

/**
 * Puts in order what a death of the process or a restored backup left: what was cut off while sending is uncertain,
 * what waits without a job gets one. At start, and now and then.
 */
export async function tidyDeliveries({ atStart = false }: { atStart?: boolean } = {}): Promise<void> {
  // The embedded store has one process: whatever is being sent as it starts was cut off.
  const alone = atStart && currentStore().kind === "embedded";
  await giveUpCutOff(new Date(realNow().getTime() - (alone ? 0 : cutOffAfterMs)));
  const stranded = await db().$queryRaw<{ notificationId: string; channel: Channel }[]>`
    select notification_id::text as "notificationId", channel from notification_delivery
    where state = 'waiting' and not exists (
      select from pgboss.job where name = 'deliver' and job.state < 'completed'
        and data->>'notificationId' = notification_id::text and data->>'channel' = channel)
    limit 1000`;
  for (const job of stranded) await queueAgain(job, realNow());
}

async function giveUpCutOff(since: Date, notificationId?: string): Promise<void> {
  await db().notificationDelivery.updateMany({
    where: { state: "sending", updatedAt: { lte: since }, ...(notificationId && { notificationId }) },
    data: { state: "uncertain", error: "cut off while sending", updatedAt: realNow() },
  });
}

/** What the links of mails begin with; null when nobody has said so. */
export function linkOrigin(): string | null {
  return current.origin ?? null;
}
