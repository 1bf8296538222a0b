import { statfs } from "node:fs/promises";
import { realNow } from "./clock.server";
import { jobHealth } from "./jobs.server";
import { log } from "./log.server";
import { migrationStatus } from "./migrate.server";
import { currentStore, db, type Store } from "./store.server";

/** Free bytes below which nothing can be relied upon to be written. */
const leastFree = 32 * 1024 * 1024;
/** A job that has waited longer than this (ms) says that nobody works on them. */
const longestWait = 15 * 60 * 1000;

export type Check = "database" | "migrations" | "disk" | "jobs";
export type Health = Record<Check, boolean>;

/** A probe may come each second: what is costly to look at, and was well, is looked at again after this (ms). */
const lasting: Partial<Record<Check, number>> = { migrations: 60_000, jobs: 5_000 };
const wellUntil = new WeakMap<Store, Map<Check, number>>();

/** Whether each part works. What is wrong with one that does not is in the log, not in the answer. */
export async function health(dataDir: string): Promise<Health> {
  const database = await works("database", async () => {
    await db().$queryRaw`select 1 as alive`;
    return true;
  });
  const [migrations, jobs, disk] = await Promise.all([
    database &&
      works("migrations", async () => {
        const found = await migrationStatus(currentStore().pool, "prisma/migrations");
        return ![found.pending, found.edited, found.missing, found.failed].some((names) => names.length);
      }),
    database && works("jobs", async () => ((await jobHealth()).oldestMs ?? 0) < longestWait),
    works("disk", async () => {
      const { bavail, bsize } = await statfs(dataDir);
      return bavail * bsize > leastFree;
    }),
  ]);
  return { database, migrations, disk, jobs };
}

async function works(part: Check, look: () => Promise<boolean>): Promise<boolean> {
  try {
    const known = wellUntil.get(currentStore()) ?? new Map<Check, number>();
    const at = realNow().getTime();
    if ((known.get(part) ?? 0) > at) return true;
    if (await look()) {
      wellUntil.set(currentStore(), known.set(part, at + (lasting[part] ?? 0)));
      return true;
    }
    log.error({ part }, "unhealthy");
  } catch (error) {
    log.error({ part, err: error }, "unhealthy");
  }
  return false;
}
