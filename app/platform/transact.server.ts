import { setTimeout as sleep } from "node:timers/promises";
import { causes, db, insideTransaction, type Tx } from "./store.server";

const attempts = 10;
const conflicts = new Set(["P2034", "40001", "40P01"]);

/**
 * One transaction: all of `work` or nothing of it. `work` may run up to ten times, because PostgreSQL ends one of two
 * transactions that disturb each other; so it must have no effect but through `tx`. Any other error is thrown at once.
 */
export async function transact<T>(
  work: (tx: Tx) => Promise<T>,
  {
    isolation = "Serializable",
    timeoutMs = 10_000,
  }: { isolation?: "Serializable" | "ReadCommitted"; timeoutMs?: number } = {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db().$transaction((tx) => insideTransaction(() => work(tx)), {
        isolationLevel: isolation,
        maxWait: 10_000, // the embedded store runs one transaction after the other
        timeout: timeoutMs,
      });
    } catch (error) {
      if (attempt === attempts || !isConflict(error)) throw error;
      await sleep(Math.min(200, 5 * 2 ** attempt) * (0.5 + Math.random() / 2));
    }
  }
}

/**
 * Waits until no other transaction holds `key`, and holds it until this one ends. Take it with ReadCommitted, as the
 * first thing: a serializable transaction would go on with what it saw before it waited, and be retried.
 */
export async function lock(tx: Tx, key: string): Promise<void> {
  // The function returns void, which Prisma cannot read.
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${key}, 0)) is null as locked`;
}

/** A server's lock table has room for some thousands. */
const mostLocks = 2_000;

/** Takes many locks, always in the same order, so that two who want the same ones do not wait for each other. */
export async function lockAll(tx: Tx, keys: readonly string[]): Promise<void> {
  const sorted = [...new Set(keys)].sort();
  // More than that keep everybody else from writing what an import writes until it is done.
  if (sorted.length > mostLocks) {
    await tx.$executeRaw`lock table person, ledger_entry in share row exclusive mode`;
    return;
  }
  await tx.$queryRaw`
    select count(pg_advisory_xact_lock(hashtextextended(key, 0)) is null) as locked from unnest(${sorted}::text[]) key`;
}

/** Whether something with the same unique key was there already. */
export function isUnique(error: unknown): boolean {
  return causes(error).some((it) => it.code === "P2002" || it.originalCode === "23505");
}

function isConflict(error: unknown): boolean {
  return causes(error).some((it) => [it.code, it.originalCode].some((code) => conflicts.has(String(code))));
}
