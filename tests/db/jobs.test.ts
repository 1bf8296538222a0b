import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { deadJobs, enqueue, jobHealth, jobNames, runJobs, type Handlers } from "~/platform/jobs.server";
import { currentStore, db, openStore } from "~/platform/store.server";
import { transact } from "~/platform/transact.server";
import { kind } from "../setup/fresh-store";
import { atOnce } from "../factories/changes";

const nothing = async () => {};
const handlers = (deliver: Handlers["deliver"]): Handlers => ({
  deliver,
  "seal-logs": nothing,
  "index-lessons": nothing,
  hourly: nothing,
  daily: nothing,
});
const job = (notificationId: string) => ({ notificationId, channel: "mail" as const });
const waiting = () =>
  db().$queryRaw<{ state: string }[]>`select state::text from pgboss.job where name = 'deliver'`;

/** Works on the jobs until the test ends. */
async function work(deliver: Handlers["deliver"]) {
  const workers = await runJobs(currentStore(), handlers(deliver), { pollMs: 20, maintainSeconds: 1 });
  let stopped: Promise<void> | undefined;
  const stop = (timeoutMs?: number) => (stopped ??= workers.stop(timeoutMs));
  onTestFinished(() => stop(1_000));
  return stop;
}

beforeEach(async () => {
  await db().$executeRaw`delete from pgboss.job`;
});
afterEach(async () => {
  await db().$executeRaw`update pgboss.queue set retry_delay = 15 where name = 'deliver'`;
});

describe("queueing", () => {
  test("every name has its queue", async () => {
    const queues = await db().$queryRaw<{ name: string }[]>`select name from pgboss.queue`;
    expect(queues.map(({ name }) => name).sort()).toEqual([...jobNames].sort());
  });

  test("goes back with its transaction", async () => {
    await expect(
      transact(async (tx) => {
        await enqueue(tx, "deliver", job("a"));
        throw new Error("the act failed");
      }),
    ).rejects.toThrow("the act failed");
    expect(await waiting()).toEqual([]);
  });

  test("keeps its data, and comes at its time", async () => {
    const startAfter = new Date(Date.now() + 3_600_000);
    await transact((tx) => enqueue(tx, "deliver", { ...job("汉字"), sealed: "s" }, { startAfter }));
    expect(await db().$queryRaw`select data, start_after from pgboss.job`).toEqual([
      { data: { notificationId: "汉字", channel: "mail", sealed: "s" }, start_after: startAfter },
    ]);
    expect(await jobHealth()).toEqual({ queued: 1, active: 0, failed: 0, oldestMs: null });
  });

  test("one key waits once, also when eight ask at once", async () => {
    await atOnce(8, (index) => transact((tx) => enqueue(tx, "deliver", job(String(index)), { key: "same" })));
    expect(await waiting()).toHaveLength(1);
    await transact((tx) => enqueue(tx, "deliver", job("other"), { key: "other" }));
    await atOnce(2, () => transact((tx) => enqueue(tx, "deliver", job("none"))));
    expect(await waiting()).toHaveLength(4);
  });
});

describe("working", () => {
  test("does each job once with two workers beside each other", async () => {
    const done: string[] = [];
    const handler: Handlers["deliver"] = async ({ notificationId }) => void done.push(notificationId);
    await Promise.all([work(handler), work(handler)]);
    await atOnce(30, (index) => transact((tx) => enqueue(tx, "deliver", job(String(index)))));
    await expect.poll(() => done.length, { timeout: 10_000 }).toBe(30);
    expect(new Set(done).size).toBe(30);
    await expect.poll(async () => (await jobHealth()).active).toBe(0);
    expect((await jobHealth()).queued).toBe(0);
  });

  test("tries again what fails, and shows what it gave up", async () => {
    await db().$executeRaw`update pgboss.queue set retry_delay = 1 where name = 'deliver'`;
    let tries = 0;
    await transact((tx) => enqueue(tx, "deliver", job("a")));
    await db().$executeRaw`update pgboss.job set retry_limit = 1, retry_backoff = false, retry_delay = 0`;
    await work(async () => {
      tries++;
      throw new Error("it rains");
    });
    await expect.poll(async () => (await jobHealth()).failed, { timeout: 10_000 }).toBe(1);
    expect(tries).toBe(2);
    expect(await deadJobs()).toMatchObject([{ name: "deliver", reason: "it rains" }]);
  });

  test("stopping waits for what is under way", async () => {
    let ended = false;
    let begun = false;
    await transact((tx) => enqueue(tx, "deliver", job("a")));
    const stop = await work(async () => {
      begun = true;
      await new Promise((resolve) => setTimeout(resolve, 300));
      ended = true;
    });
    await expect.poll(() => begun).toBe(true);
    await stop();
    expect(ended).toBe(true);
    expect((await waiting()).map(({ state }) => state)).toEqual(["completed"]);
  });

  test("what a dead worker left is done again", async () => {
    await transact((tx) => enqueue(tx, "deliver", job("left")));
    // As after a SIGKILL: under way, and nobody works on it. On a server it has to expire first.
    await db().$executeRaw`update pgboss.job set state = 'active', started_on = now() - interval '2 seconds',
      expire_in = interval '1 second', retry_delay = 0, retry_backoff = false`;
    const done: string[] = [];
    await work(async ({ notificationId }) => void done.push(notificationId));
    await expect.poll(() => done, { timeout: 10_000 }).toEqual(["left"]);
  });

  test("a slot of the schedule is done once, whoever asks and however often", async () => {
    const hours: string[] = [];
    const all = { ...handlers(nothing), hourly: async ({ slot }: { slot: string }) => void hours.push(slot) };
    const first = await runJobs(currentStore(), all, { pollMs: 20 });
    const second = await runJobs(currentStore(), all, { pollMs: 20 });
    await expect.poll(() => hours.length).toBe(1);
    await Promise.all([first.stop(), second.stop()]);
    const third = await runJobs(currentStore(), all, { pollMs: 20 });
    await expect
      .poll(
        () => db().$queryRaw`select 1 as one from pgboss.job where name = 'hourly' and state = 'completed'`,
      )
      .toEqual([{ one: 1 }]);
    await third.stop();
    expect(new Set(hours).size).toBe(hours.length);
  });

  test.runIf(kind === "postgres")("survives that the database goes away", async () => {
    const { databaseUrl } = await import("../setup/fresh-store").then((it) => it.freshDatabase("migrated"));
    const store = await openStore({ databaseUrl });
    onTestFinished(() => store.close());
    const done: string[] = [];
    const workers = await runJobs(
      store,
      handlers(async ({ notificationId }) => void done.push(notificationId)),
      { pollMs: 20, maintainSeconds: 1 },
    );
    onTestFinished(() => workers.stop(1_000));
    await db().$executeRaw`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = ${new URL(databaseUrl ?? "").pathname.slice(1)}`;
    const queue = () => store.db.$transaction((tx) => enqueue(tx, "deliver", job("after"), { key: "after" }));
    // The act itself may meet a connection that is gone.
    await expect.poll(() => queue().then(Boolean, () => null)).not.toBeNull();
    await expect.poll(() => done, { timeout: 10_000 }).toContain("after");
  });
});
