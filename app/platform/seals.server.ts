import { canonical } from "~/lib/canonical";
import { rangesOf } from "~/lib/ranges";
import { now } from "./clock.server";
import { keyedHash } from "./crypto.server";
import type { Seal } from "./generated/prisma/client";
import { keepHeads, keptHead, type Head } from "./kept-heads.server";
import { log as journal } from "./log.server";
import { checkRow, logs, selectRows, tables, type LogName, type TextRow } from "./log-rows.server";
import { currentStore, db, type Store, type Tx } from "./store.server";
import { lock, transact } from "./transact.server";

/**
 * Chains are sealed, not threaded: rows are inserted plainly, so that no writer waits for another. Afterwards the sealer
 * takes the rows that are in no seal yet, in batches, and appends a seal to the chain: a keyed hash over their digests
 * and over the seal before.
 */
export const batchRows = 1000;
/** A transaction that has not ended after this long is not waited for: the next start finds its rows. */
const lateMs = 60 * 60 * 1000;

/** The numbers of rows in the seals that a condition chooses, as SQL. */
export const sealedIn = (condition: string) =>
  `(select coalesce(range_agg(int8range((pair->>0)::bigint, (pair->>1)::bigint, '[]')), '{}'::int8multirange)
    from seal, jsonb_array_elements(ranges) as pairs(pair) where seal.log = $1 and ${condition})`;

const swept = new WeakSet<Store>();

/**
 * Seals every row of both logs that is in no seal yet. One sealer works at a time, others wait for it. The first time in
 * a process it looks through the whole log, later only at what is newer than an hour.
 */
export async function sealLogs(): Promise<void> {
  const store = currentStore();
  for (const log of logs) {
    let after = swept.has(store) ? null : 0n;
    for (;;) {
      const sealed = await sealBatch(log, after);
      if (sealed.count < batchRows) break;
      after = sealed.last;
    }
    await keepHead(log);
  }
  swept.add(store);
}

function sealBatch(log: LogName, from: bigint | null): Promise<{ count: number; last: bigint }> {
  return transact(
    async (tx) => {
      await lock(tx, `seal:${log}`);
      const newest = await tx.seal.findFirst({ where: { log }, orderBy: { number: "desc" } });
      const settled = await settledSeal(tx, log);
      const after = from ?? settled?.reach ?? 0n;
      const rows = await tx.$queryRawUnsafe<TextRow[]>(
        `${selectRows(log)} where it.seq > $2::bigint and not it.seq <@ ${sealedIn("number > $3::int")}
         order by it.seq limit ${batchRows}`,
        log,
        after,
        settled && after >= settled.reach ? settled.number : 0,
      );
      const last = BigInt(rows.at(-1)?.seq ?? 0);
      if (rows.length === 0) return { count: 0, last };
      const checked = rows.map((row) => checkRow(log, row));
      const seal = {
        log,
        number: (newest?.number ?? 0) + 1,
        ranges: rangesOf(checked.map((row) => row.seq)),
        count: rows.length,
        digests: checked.map((row) => row.digest).join(""),
        reach: newest && newest.reach > last ? newest.reach : last,
        previous: newest?.hash ?? "",
        sealedAt: now(),
      };
      await tx.seal.create({ data: { ...seal, hash: sealHash(seal) } });
      return { count: rows.length, last };
    },
    { isolation: "ReadCommitted", timeoutMs: 60_000 },
  );
}

/** The newest seal that is so old that no transaction of its time can still be open. */
function settledSeal(tx: Tx, log: LogName) {
  const sealedAt = { lt: new Date(now().getTime() - lateMs) };
  return tx.seal.findFirst({
    where: { log, sealedAt },
    orderBy: { number: "desc" },
    select: { number: true, reach: true },
  });
}

export function sealHash({
  log,
  number,
  ranges,
  count,
  digests,
  reach,
  previous,
  sealedAt,
}: Omit<Seal, "hash">): string {
  const whole = { log, number, ranges, count, digests, reach: String(reach), previous, sealedAt };
  return keyedHash("seal", canonical(whole));
}

/** The newest seal of a log; null when there is none. */
export async function headOf(log: LogName): Promise<Head | null> {
  const seal = await db().seal.findFirst({ where: { log }, orderBy: { number: "desc" } });
  return seal && { log, number: seal.number, hash: seal.hash, sealedAt: seal.sealedAt.toISOString() };
}

/** Keeps the newest head beside the app, unless the log no longer goes on from the one that is kept. */
async function keepHead(log: LogName): Promise<void> {
  const [head, kept] = [await headOf(log), keptHead(log)];
  if (kept && (await contradicts(kept))) {
    journal.error({ log, kept }, "the log does not go on from the head that was kept: verify it");
  } else if (head && head.hash !== kept?.hash) await keepHeads({ [log]: head });
}

/** Whether a head is none of the log's seals. */
export async function contradicts({ log, number, hash }: Head): Promise<boolean> {
  return (await db().seal.count({ where: { log, number, hash } })) === 0;
}

/** After a restore: what is kept beside the app is what the store says now. */
export async function keepHeadsAnew(): Promise<void> {
  await keepHeads({ audit: await headOf("audit"), ledger: await headOf("ledger") });
}

export interface LogState {
  head: Head | null;
  /** Rows in no seal yet. */
  waiting: number;
}

/** Cheap enough for a page: looks only at what is newer than the last seals. */
export async function logState(log: LogName): Promise<LogState> {
  const settled = await settledSeal(db(), log);
  const [row] = await db().$queryRawUnsafe<{ waiting: number }[]>(
    `select count(*)::int as waiting from "${tables[log]}"
     where seq > $2::bigint and not seq <@ ${sealedIn("number > $3::int")}`,
    log,
    settled?.reach ?? 0n,
    settled?.number ?? 0,
  );
  return { head: await headOf(log), waiting: row?.waiting ?? 0 };
}
