import { createHash, randomUUID } from "node:crypto";
import PgBoss from "pg-boss";
import { addDays, civilDate, formatTime, shanghai } from "~/lib/dates";
import { realNow } from "./clock.server";
import { log } from "./log.server";
import type { Channel } from "./notification-kinds";
import { currentStore, db, type Store, type Tx } from "./store.server";

/** Every job by name, with its data. */
export interface Jobs {
  /** A notification goes out by one channel. `sealed` is what only this message may say, encrypted. */
  deliver: { notificationId: string; channel: Channel; sealed?: string };
  "seal-logs": { slot: string };
  /** Reads what published lessons say, wherever that is due. */
  "index-lessons": Record<string, never>;
  hourly: { slot: string };
  daily: { slot: string };
}

export type JobName = keyof Jobs;
export type Handlers = { [Name in JobName]: (data: Jobs[Name]) => Promise<unknown> };

/**
 * How many jobs of a name one process does at once, and how long (ms) a free worker waits before it looks again. How
 * often and when one is tried again stands with its queue, which a migration makes (`pgboss.create_queue`).
 */
const workers: Record<JobName, { atOnce: number; pollMs: number }> = {
  deliver: { atOnce: 4, pollMs: 2_000 },
  "seal-logs": { atOnce: 1, pollMs: 5_000 },
  "index-lessons": { atOnce: 1, pollMs: 5_000 },
  hourly: { atOnce: 1, pollMs: 10_000 },
  daily: { atOnce: 1, pollMs: 10_000 },
};
export const jobNames = Object.keys(workers) as JobName[];

/**
 * What comes by itself, with the slot that a moment belongs to. A slot is done once, by whichever process is first;
 * a machine that was off at three in the morning does its daily work when it is on again.
 */
const schedules: Partial<Record<JobName, (at: Date) => string>> = {
  "seal-logs": (at) => `${civilDate(at)} ${formatTime(at)}`,
  hourly: (at) => `${civilDate(at)} ${formatTime(at).slice(0, 2)}`,
  daily: (at) => (at < shanghai(civilDate(at), "03:00") ? addDays(civilDate(at), -1) : civilDate(at)),
};

/** Done jobs stay this long (s), so that a slot's own id keeps it from coming twice. */
const keepDone = 2 * 24 * 60 * 60;

/** Writes jobs only; it is never started. */
const writer = new PgBoss({
  db: { executeSql: () => Promise.reject(new Error("no transaction was given")) },
});

/**
 * Queues a job in the act's own transaction: it comes when that is committed, or never. While one with the same `key`
 * waits, no other is added. The work may be done more than once, so it must look at what is done already.
 */
export async function enqueue<Name extends JobName>(
  tx: Tx,
  name: Name,
  data: Jobs[Name],
  { key = randomUUID(), startAfter, id }: { key?: string; startAfter?: Date; id?: string } = {},
): Promise<void> {
  const executeSql = async (text: string, values: unknown[]) => ({
    rows: await tx.$queryRawUnsafe<{ id: string }[]>(text, ...values.map((value) => value ?? null)),
  });
  await writer.send(name, data, {
    db: { executeSql },
    singletonKey: key,
    ...(startAfter && { startAfter }),
    ...(id && { id }),
  });
}

interface Options {
  /** Looks for jobs this often instead (ms). */
  pollMs?: number;
  /** How often (s) jobs whose worker died are given back. */
  maintainSeconds?: number;
}

interface Workers {
  /** Takes no more jobs and waits for those under way, `timeoutMs` at most; what is left then is done again later. */
  stop(timeoutMs?: number): Promise<void>;
}

/** Works on the jobs of a store. `startJobs` does so for the process. */
export async function runJobs(store: Store, handlers: Handlers, options: Options = {}): Promise<Workers> {
  const boss = new PgBoss({
    db: { executeSql: (text: string, values?: unknown[]) => execute(store, text, values) },
    migrate: false,
    // Its own workers and clock leave promises alone whose failure would end the process.
    schedule: false,
    maintenanceIntervalSeconds: options.maintainSeconds ?? 30,
    archiveCompletedAfterSeconds: keepDone,
    archiveFailedAfterSeconds: 30 * 24 * 60 * 60,
    deleteAfterDays: 1,
  });
  boss.on("error", (error) => log.error({ err: error }, "jobs: maintenance failed"));
  await boss.start();
  // The embedded store has one process, so what is under way was left by one that is no more.
  if (store.kind === "embedded") {
    await store.pool.query(
      "update pgboss.job set state = 'retry', start_after = now() where state = 'active'",
    );
  }
  let stopping = false;
  const pauses = new Set<() => void>();
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      if (stopping) return resolve();
      const end = () => {
        clearTimeout(timer);
        pauses.delete(end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      pauses.add(end);
    });
  const running = new Set<Promise<void>>();

  async function run<Name extends JobName>(name: Name, job: PgBoss.Job<Jobs[Name]>): Promise<void> {
    try {
      try {
        await handlers[name](job.data);
      } catch (error) {
        log.warn({ err: error, job: name, id: job.id }, "a job failed");
        const message = error instanceof Error ? error.message : String(error);
        await boss.fail(name, job.id, { message });
        return;
      }
      await boss.complete(name, job.id);
    } catch (error) {
      // It stays under way in the table, expires and is done again.
      log.error({ err: error, job: name, id: job.id }, "the end of a job could not be written");
    }
  }

  async function work(name: JobName): Promise<void> {
    const { atOnce, pollMs } = workers[name];
    const mine = new Set<Promise<void>>();
    while (!stopping) {
      const free = atOnce - mine.size;
      const jobs = await boss.fetch<Jobs[typeof name]>(name, { batchSize: free });
      for (const job of jobs) {
        const done = run(name, job).finally(() => {
          mine.delete(done);
          running.delete(done);
        });
        mine.add(done);
        running.add(done);
      }
      // As long as there are jobs, whoever gets free takes the next at once.
      const freed = mine.size ? [Promise.race(mine)] : [];
      await Promise.race(mine.size === atOnce ? freed : [...freed, pause(options.pollMs ?? pollMs)]);
    }
  }

  async function keepTime(): Promise<void> {
    const queued = new Map<JobName, string>();
    while (!stopping) {
      for (const name of jobNames) {
        const slot = schedules[name]?.(realNow());
        if (slot === undefined || queued.get(name) === slot) continue;
        try {
          await boss.send(name, { slot }, { id: slotId(name, slot), singletonKey: slot });
          queued.set(name, slot);
        } catch (error) {
          log.error({ err: error, job: name }, "a scheduled job could not be queued");
        }
      }
      await pause(10_000);
    }
  }

  const loops = [...jobNames.map(work), keepTime()];
  return {
    async stop(timeoutMs = 5_000) {
      stopping = true;
      for (const end of pauses) end();
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, timeoutMs)));
      await Promise.race([Promise.all(loops).then(() => Promise.all(running)), late]);
      clearTimeout(timer);
      await boss.stop({ graceful: false });
    },
  };
}

/** The same id for a slot in every process. */
function slotId(name: JobName, slot: string): string {
  const hex = createHash("sha256").update(`${name} ${slot}`).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

/** Some of pg-boss's statements are whole transactions: one that fails in the middle is ended here. */
async function execute(store: Store, text: string, values?: unknown[]) {
  const client = await store.pool.connect();
  let broken: Error | undefined;
  // Without anybody listening, a connection that ends meanwhile would end the process.
  const lost = (error: Error) => (broken = error);
  client.on("error", lost);
  try {
    return await client.query<Record<string, unknown>>(text, values);
  } catch (error) {
    await client.query("rollback").catch(lost);
    throw error;
  } finally {
    client.off("error", lost);
    client.release(broken);
  }
}

// On globalThis, as the store: development evaluates changed modules again.
const key = Symbol.for("nuanxin.jobs");
const current = ((globalThis as unknown as Record<symbol, { workers?: Workers }>)[key] ??= {});

/** Lets this process work on the jobs of the open store. */
export async function startJobs(handlers: Handlers, options?: Options): Promise<void> {
  if (current.workers) throw new Error("jobs are running already");
  current.workers = await runJobs(currentStore(), handlers, options);
}

/** Ends what `startJobs` began; without it nothing happens. */
export async function stopJobs(timeoutMs?: number): Promise<void> {
  const { workers: mine } = current;
  delete current.workers;
  await mine?.stop(timeoutMs);
}

export interface JobHealth {
  /** Waiting, now or for a later moment. */
  queued: number;
  active: number;
  /** Given up. */
  failed: number;
  /** How long (ms) the oldest that could be done has waited; null when none waits. */
  oldestMs: number | null;
}

export async function jobHealth(): Promise<JobHealth> {
  const [row] = await db().$queryRaw<JobHealth[]>`
    select count(*) filter (where state < 'active')::int as queued,
           count(*) filter (where state = 'active')::int as active,
           count(*) filter (where state = 'failed')::int as failed,
           (extract(epoch from now() - min(start_after) filter (where state < 'active' and start_after < now()))
             * 1000)::float8 as "oldestMs"
    from pgboss.job`;
  return row ?? { queued: 0, active: 0, failed: 0, oldestMs: null };
}

export interface DeadJob {
  id: string;
  name: string;
  failedAt: Date;
  reason: string;
}

/** The newest jobs that were given up, 50 at most. */
export async function deadJobs(): Promise<DeadJob[]> {
  return db().$queryRaw<DeadJob[]>`
    select id::text, name, completed_on as "failedAt", coalesce(output->>'message', output->'value'->>'message', '') as reason
    from pgboss.job where state = 'failed' order by completed_on desc limit 50`;
}
