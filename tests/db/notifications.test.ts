import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { now } from "~/platform/clock.server";
import { deliver, tidyDeliveries, tryRobot, useDelivery } from "~/platform/deliver.server";
import {
  markAllRead,
  notify,
  openNotification,
  readNotifications,
  readSettings,
  saveSettings,
  unreadCount,
  type Telling,
} from "~/platform/notifications.server";
import { addRobot, endRobot } from "~/platform/robots.server";
import { db } from "~/platform/store.server";
import { transact } from "~/platform/transact.server";
import { troubledDeliveries } from "~/platform/troubled-deliveries.server";
import { installRobot, resendMessage, sendTestMail, stopRobot } from "~/workflows/administer-messages.server";
import { atOnce, changes, withoutInsertsInto } from "../factories/changes";
import { aWorld, type World } from "../factories/world";
import { startSmtp } from "../setup/smtp";
import { startWecom } from "../setup/wecom";

let world: World;
let smtp: Awaited<ReturnType<typeof startSmtp>>;
let wecom: Awaited<ReturnType<typeof startWecom>>;
beforeAll(async () => {
  world = await aWorld();
  [smtp, wecom] = await Promise.all([startSmtp(), startWecom()]);
  return async () => {
    await Promise.all([smtp.stop(), wecom.stop()]);
  };
});
const setUp = { mailFrom: "nuanxin@example.cn", publicOrigin: "https://learn.example.cn" };
beforeEach(() => useDelivery({ ...setUp, smtpUrl: smtp.url, wecomOrigin: wecom.origin }));
afterEach(() => {
  smtp.behave(() => "take");
  smtp.messages.length = 0;
  wecom.answer(() => ({ errcode: 0 }));
  wecom.posts.length = 0;
});

const promoted = {
  kind: "training.promoted",
  params: {
    session: "调解实务",
    sessionEn: "Mediation",
    startsAt: "2026-11-24T06:00:00.000Z",
    venue: "302 室",
  },
  link: "/training/x",
} as const;

/** Somebody with a mail address and a telephone. */
async function reachable(unitId?: string) {
  const personId = await world.person(unitId);
  await db().person.update({
    where: { id: personId },
    data: { name: "林晓燕", email: `${personId}@example.cn`, phone: "13800000000" },
  });
  return personId;
}
const tell = (telling: Partial<Telling> & { personIds: readonly string[] }) =>
  transact((tx) => notify(tx, { key: crypto.randomUUID(), ...promoted, ...telling } as Telling));

/** Tells one person something, and does what the job would do. */
async function delivered(
  personId: string,
  channel: "mail" | "wecom" = "mail",
  telling: Partial<Telling> = {},
) {
  await tell({ personIds: [personId], ...telling });
  const { id } = await db().notification.findFirstOrThrow({ where: { personId }, orderBy: { id: "desc" } });
  const [job] = await db().$queryRaw<{ data: Parameters<typeof deliver>[0] }[]>`
    update pgboss.job set state = 'active'
    where data->>'notificationId' = ${id} and data->>'channel' = ${channel} returning data`;
  if (job) await deliver(job.data);
  return { job: job?.data, read: () => state(id, channel) };
}
const state = (notificationId: string, channel: string) =>
  db().notificationDelivery.findUniqueOrThrow({
    where: { notificationId_channel: { notificationId, channel } },
    select: { state: true, attempts: true, error: true },
  });
const jobsOf = (notificationId: string) =>
  db().$queryRaw<{ start: Date }[]>`select start_after as start from pgboss.job
    where data->>'notificationId' = ${notificationId} and state = 'created' order by start_after`;

describe("telling", () => {
  test("once for each person and key, with a delivery and its job", async () => {
    const personIds = [await reachable(), await world.person()];
    const telling = { personIds, key: "once", ...promoted };
    expect(await changes(() => tell(telling))).toEqual({
      notification: "+2",
      notification_delivery: "+1", // the other has no mail address
    });
    expect(await changes(() => tell(telling))).toEqual({});
    expect(await changes(() => atOnce(8, () => tell({ personIds, key: "at once" })))).toEqual({
      notification: "+2",
      notification_delivery: "+1",
    });
  });

  test("is all or nothing", async () => {
    const personIds = [await reachable()];
    expect(
      await changes(() =>
        withoutInsertsInto("notification_delivery", () =>
          tell({ personIds }).then(
            () => expect.unreachable(),
            () => {},
          ),
        ),
      ),
    ).toEqual({});
  });

  test("makes no delivery without a mail server", async () => {
    useDelivery({ ...setUp, smtpUrl: undefined, wecomOrigin: wecom.origin });
    const personId = await reachable();
    expect(await changes(() => tell({ personIds: [personId] }))).toEqual({ notification: "+1" });
  });

  test("goes by mail as each has chosen, but always about the account", async () => {
    const personId = await reachable();
    const grants = [{ role: "worker", unitId: world.here }] as const;
    expect((await readSettings(personId, grants)).map(({ kind }) => kind)).not.toContain("lesson.submitted");
    await saveSettings(personId, grants, { mail: ["person.transferred"], wecom: [] });
    const settings = await readSettings(personId, grants);
    expect(settings.filter(({ channels }) => channels.mail.on).map(({ kind }) => kind)).toEqual(
      ["person.transferred", "account.link", "account.new-device"].concat(
        "account.password-changed",
        "account.locked",
      ),
    );
    expect((await delivered(personId)).job).toBeUndefined();
    const locked = { kind: "account.locked", params: { until: now().toISOString() } } as const;
    expect((await delivered(personId, "mail", locked)).job).toBeDefined();
    expect(
      await changes(() => saveSettings(personId, grants, { mail: ["person.transferred"], wecom: [] })),
    ).toEqual({});
  });
});

describe("the notification centre", () => {
  test("shows what is unread first, by topic and page, to its owner alone", async () => {
    const [personId, other] = [await world.person(), await world.person()];
    for (let index = 0; index < 22; index++) await tell({ personIds: [personId], key: `page ${index}` });
    await tell({ personIds: [personId], kind: "account.locked", params: { until: now().toISOString() } });
    const all = { topic: null, unread: false, page: 1 };
    expect(await unreadCount(personId)).toBe(23);
    const first = await readNotifications(personId, all);
    expect([first.total, first.rows.length]).toEqual([23, 20]);
    const id = first.rows[0]?.id ?? "";
    expect(await openNotification(other, id)).toBeNull();
    expect(await openNotification(personId, id)).toEqual({ link: "/training/x" });
    expect(await changes(() => openNotification(personId, id))).toEqual({});
    expect((await readNotifications(personId, { ...all, page: 2 })).rows.at(-1)?.id).toBe(id);
    expect((await readNotifications(personId, { ...all, topic: "account" })).total).toBe(1);
    expect((await readNotifications(personId, { ...all, unread: true })).total).toBe(22);
    await markAllRead(personId);
    expect(await unreadCount(personId)).toBe(0);
  });
});

describe("mail", () => {
  test("arrives in Chinese, as text and as a page, under an id of its own", async () => {
    const personId = await reachable();
    const { read } = await delivered(personId);
    expect(await read()).toEqual({ state: "sent", attempts: 1, error: "" });
    const [mail] = await smtp.parsed();
    const { id } = await db().notification.findFirstOrThrow({ where: { personId } });
    expect(mail).toMatchObject({
      subject: "【暖心学堂】候补成功：调解实务",
      messageId: `<${id}@example.cn>`,
      from: { text: "nuanxin@example.cn" },
      to: { text: `${personId}@example.cn` },
    });
    expect(mail?.text).toContain("林晓燕，你好：");
    expect(mail?.text).toContain("时间：2026年11月24日 周二 14:00，地点：302 室。");
    expect(mail?.text).toContain("https://learn.example.cn/training/x");
    expect(mail?.html).toContain('<a href="https://learn.example.cn/training/x">看这一场</a>');
  });

  test("does nothing a second time", async () => {
    const { job } = await delivered(await reachable());
    expect(await changes(() => deliver(job!))).toEqual({});
    expect(smtp.messages).toHaveLength(1);
  });

  test("eight tries at once send one", async () => {
    const personId = await reachable();
    await tell({ personIds: [personId] });
    const { id } = await db().notification.findFirstOrThrow({ where: { personId } });
    smtp.behave(() => ({ slowMs: 100 }));
    await Promise.allSettled(
      Array.from({ length: 8 }, () => deliver({ notificationId: id, channel: "mail" })),
    );
    expect(smtp.messages).toHaveLength(1);
    expect(await state(id, "mail")).toMatchObject({ state: "sent" });
  });

  test.each([
    ["its receiver later", { refuseReceiver: 450 }, "waiting"],
    ["its receiver for good", { refuseReceiver: 550 }, "failed"],
    ["the message later", { refuse: 451 }, "waiting"],
    ["the message for good", { refuse: 554 }, "failed"],
  ] as const)("the server refuses %s", async (_name, behaviour, expected) => {
    smtp.behave(() => behaviour);
    const personId = await reachable();
    const { read, job } = await delivered(personId);
    const result = await read();
    expect(result).toMatchObject({ state: expected, attempts: 1 });
    expect(result.error).not.toContain(personId);
    const next = await jobsOf(job!.notificationId);
    expect(next.map(({ start }) => Math.round((start.getTime() - Date.now()) / 10_000))).toEqual(
      expected === "waiting" ? [3] : [],
    );
    smtp.behave(() => "take");
    await deliver(job!);
    expect(smtp.messages).toHaveLength(expected === "waiting" ? 1 : 0);
  });

  test("a connection that ends before the message is tried again; after it, nobody knows", async () => {
    smtp.behave(() => "drop-before");
    const early = await delivered(await reachable());
    expect(await early.read()).toMatchObject({ state: "waiting" });
    expect(smtp.messages).toHaveLength(0);
    smtp.behave(() => "drop-after");
    const late = await delivered(await reachable());
    expect(await late.read()).toMatchObject({ state: "uncertain" });
    smtp.behave(() => "take");
    await deliver(late.job!);
    expect(smtp.messages).toHaveLength(1);
  });

  test("no server at all, and a wrong password, are tried again for a day", async () => {
    useDelivery({ ...setUp, smtpUrl: "smtp://127.0.0.1:1", wecomOrigin: wecom.origin });
    const { read, job } = await delivered(await reachable());
    expect(await read()).toMatchObject({ state: "waiting", attempts: 1 });
    for (let attempt = 2; attempt <= 14; attempt++) await deliver(job!);
    expect(await read()).toMatchObject({ state: "waiting", attempts: 14 });
    await deliver(job!);
    expect(await read()).toMatchObject({ state: "failed", attempts: 15 });

    const { host } = new URL(smtp.url);
    useDelivery({ ...setUp, smtpUrl: `smtp://nuanxin:wrong@${host}`, wecomOrigin: wecom.origin });
    expect(await (await delivered(await reachable())).read()).toMatchObject({ state: "waiting" });
    useDelivery({ ...setUp, smtpUrl: `smtp://nuanxin:right@${host}`, wecomOrigin: wecom.origin });
    expect(await (await delivered(await reachable())).read()).toMatchObject({ state: "sent" });
  });

  test("a secret is in the mail, and nowhere in the clear", async () => {
    const secret = "/link/abcdefgh";
    const until = now().toISOString();
    const { job } = await delivered(await reachable(), "mail", {
      kind: "account.link",
      params: { purpose: "reset", until },
      link: "",
      secret: () => secret,
    });
    expect(smtp.messages).toHaveLength(1);
    expect((await smtp.parsed())[0]?.text).toContain("https://learn.example.cn/link/abcdefgh");
    expect(JSON.stringify(job)).not.toContain("abcdefgh");
    const kept = await db().notification.findUniqueOrThrow({ where: { id: job!.notificationId } });
    expect(JSON.stringify(kept)).not.toContain("abcdefgh");
  });

  test("what was cut off while sending is uncertain, what waits without a job gets one", async () => {
    const [cutOff, stranded] = [await reachable(), await reachable()];
    await tell({ personIds: [cutOff, stranded] });
    const idOf = async (personId: string) =>
      (await db().notification.findFirstOrThrow({ where: { personId } })).id;
    const [first, second] = [await idOf(cutOff), await idOf(stranded)];
    await db().notificationDelivery.updateMany({
      where: { notificationId: first },
      data: { state: "sending", updatedAt: new Date(Date.now() - 100_000) },
    });
    await db().$executeRaw`delete from pgboss.job where data->>'notificationId' = ${second}`;
    await tidyDeliveries();
    expect(await state(first, "mail")).toMatchObject({ state: "uncertain" });
    expect(await jobsOf(second)).toHaveLength(1);
    await tidyDeliveries();
    expect(await jobsOf(second)).toHaveLength(1);
  });
});

describe("a group robot", () => {
  const robot = (unitId: string, key: string) =>
    transact((tx) => addRobot(tx, { unitId, name: "群", key, at: now() }));

  test("the nearest one at or above the unit gets it; its key is kept encrypted", async () => {
    const personId = await reachable(world.here);
    expect((await delivered(personId, "wecom")).job).toBeUndefined();
    await robot(world.district, "far");
    const near = await robot(world.street, "near");
    expect((await db().robot.findUniqueOrThrow({ where: { id: near } })).keyCipher).not.toContain("near");
    const { read } = await delivered(personId, "wecom");
    expect(await read()).toMatchObject({ state: "sent" });
    expect(wecom.posts).toMatchObject([
      { key: "near", body: { msgtype: "text", text: { mentioned_mobile_list: ["13800000000"] } } },
    ]);
    expect(JSON.stringify(wecom.posts)).toContain("候补成功：调解实务");
    await transact((tx) => endRobot(tx, near, now()));
    await delivered(personId, "wecom");
    expect(wecom.posts.at(-1)?.key).toBe("far");
    // Nothing that is a person's own goes to a group.
    const transferred = {
      kind: "person.transferred",
      params: { unit: "甲", unitEn: "A", from: "2026-11-24" },
    } as const;
    expect((await delivered(personId, "wecom", transferred)).job).toBeUndefined();
  });

  test.each([
    ["busy", { errcode: -1 }, "waiting"],
    ["too often", { errcode: 45009 }, "waiting"],
    ["no such robot", { errcode: 93000 }, "failed"],
    ["a gateway that gives up", { status: 502 }, "uncertain"],
    ["no answer", "drop", "uncertain"],
  ] as const)("answers: %s", async (_name, answer, expected) => {
    const unit = world.there;
    await robot(unit, "secret-key");
    wecom.answer(() => answer);
    const { read } = await delivered(await reachable(unit), "wecom");
    const result = await read();
    expect(result.state).toBe(expected);
    expect(result.error).not.toContain("secret-key");
  });

  test("waits before the twenty-first message of a minute", async () => {
    await robot(world.otherUniversity, "busy");
    const personId = await reachable(world.otherUniversity);
    for (let index = 0; index < 20; index++) await delivered(personId, "wecom");
    expect(wecom.posts).toHaveLength(20);
    const { read } = await delivered(personId, "wecom");
    expect(await read()).toMatchObject({ state: "waiting", attempts: 0 });
    expect(wecom.posts).toHaveLength(20);
  });
});

describe("the system administrator", () => {
  const by = { actorId: crypto.randomUUID(), requestId: "test" };

  test("sends again what failed or is uncertain, once", async () => {
    smtp.behave(() => ({ refuse: 554 }));
    const { job, read } = await delivered(await reachable());
    const again = () => resendMessage({ ...by, ...job! });
    expect((await troubledDeliveries(1)).deliveries).toContainEqual(
      expect.objectContaining({ notificationId: job!.notificationId, state: "failed" }),
    );
    expect(await changes(() => atOnce(8, again))).toEqual({ notification_delivery: "~1", audit_event: "+1" });
    expect(await read()).toEqual({ state: "waiting", attempts: 0, error: "" });
    expect(await again()).toBe(false);
    smtp.behave(() => "take");
    await deliver(job!);
    expect(await read()).toMatchObject({ state: "sent" });
    expect(await changes(again)).toEqual({});
  });

  test("cannot send a link again that lets somebody in", async () => {
    smtp.behave(() => ({ refuse: 554 }));
    const { job } = await delivered(await reachable(), "mail", {
      kind: "account.link",
      params: { purpose: "invite", until: now().toISOString() },
      secret: () => "/link/x",
    });
    expect(await changes(() => resendMessage({ ...by, ...job! }))).toEqual({});
  });

  test("installs a robot and stops it once", async () => {
    const install = () => installRobot({ ...by, unitId: world.university, name: "群", key: "0123456789" });
    expect(await changes(install)).toEqual({ robot: "+1", audit_event: "+1" });
    const { id } = await db().robot.findFirstOrThrow({ where: { unitId: world.university } });
    expect(await changes(() => atOnce(8, () => stopRobot({ ...by, id })))).toEqual({
      robot: "~1",
      audit_event: "+1",
    });
    expect(await tryRobot(id)).toBeNull();
  });

  test("is sent a test mail", async () => {
    const actorId = await reachable();
    const send = () => sendTestMail({ ...by, actorId });
    expect(await changes(send)).toEqual({
      ...{ notification: "+1", notification_delivery: "+1" },
      audit_event: "+1",
    });
  });
});
