import { canonical } from "~/lib/canonical";
import { numbersIn, rangesOf, type Ranges } from "~/lib/ranges";
import { now } from "./clock.server";
import { keyedHash } from "./crypto.server";
import type { Seal } from "./generated/prisma/client";
import { keepHeads, keptHead, type Head } from "./kept-heads.server";
import { log as journal } from "./log.server";
import {
  checkRow,
  digestLength,
  logs,
  selectRows,
  tables,
  type CheckedRow,
  type LogName,
  type TextRow,
} from "./log-rows.server";
import { currentStore, db, type Store, type Tx } from "./store.server";
import { lock, transact } from "./transact.server";

export { readHead, type Head } from "./kept-heads.server";
export { logs, type LogName } from "./log-rows.server";

/**
 * Chains are sealed, not threaded: rows are inserted plainly, so that no writer waits for another. Afterwards the sealer
 * takes the rows that are in no seal yet, in batches, and appends a seal to the chain: a keyed hash over their digests
 * and over the seal before.
 */
const batchRows = 1000;
/** A transaction that has not ended after this long is not waited for: the next start finds its rows. */
const lateMs = 60 * 60 * 1000;

/** The numbers of rows in the seals that a condition chooses, as SQL. */
const sealedIn = (condition: string) =>
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

function sealHash({
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

async function contradicts({ log, number, hash }: Head): Promise<boolean> {
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

export interface Problem {
  log: LogName;
  /**
   * `row-altered`, `row-missing`, `row-added`: the row `seq`. `seal-altered`, `seal-missing`: the seal `seal`, which
   * begins or would begin at the row `seq`. `head-missing`: the log ends before the head that was kept elsewhere;
   * `head-differs`: it has another seal in its place.
   */
  what:
    | "row-altered"
    | "row-missing"
    | "row-added"
    | "seal-altered"
    | "seal-missing"
    | "head-missing"
    | "head-differs";
  seq?: number;
  seal?: number;
}

export interface Verdict {
  log: LogName;
  ok: boolean;
  /** Rows looked at, and how many of them are sealed. The others are checked by their own marks alone. */
  rows: number;
  sealed: number;
  seals: number;
  /** Numbers that no row has, below the highest: acts that were rolled back, or rows deleted before they were sealed. */
  gaps: number;
  head: Head | null;
  problem?: Problem;
}

export interface VerifyOptions {
  /** Only so many of the newest seals, and what no seal covers. */
  last?: number;
  /** Called with the rows looked at so far. */
  progress?: (rows: number) => void;
}

/**
 * Reads a log and names the first row that was altered, is missing or was added, in the order of sealing. Rows may be
 * written and sealed meanwhile. Against a head kept elsewhere it also finds a log that was cut short or sealed anew with
 * the installation's own secret; without one it takes the head kept beside the app.
 */
export async function verifyLog(
  log: LogName,
  head?: Head | null,
  options: VerifyOptions = {},
): Promise<Verdict> {
  const newest = await headOf(log);
  const until = newest?.number ?? 0;
  const count = { rows: 0, sealed: 0, seals: 0 };
  const marks = { seen: false };
  const first = Math.max(1, until + 1 - (options.last ?? until));
  const report = () => options.progress?.(count.rows);
  const inSeals = await verifySeals(log, first, until, count, marks, report);
  const outside = await verifyOutside(log, until, count, marks, report);
  const kept = head ?? keptHead(log);
  const problem = earlier(inSeals, outside) ?? (kept && (await missingHead(kept, until)));
  const [numbers] = await db().$queryRawUnsafe<{ gaps: number }[]>(
    `select (coalesce(max(seq), 0) - count(*))::float8 as gaps from "${tables[log]}"`,
  );
  return {
    log,
    ok: !problem,
    ...count,
    gaps: numbers?.gaps ?? 0,
    head: newest,
    ...(problem && { problem }),
  };
}

function earlier(a: Problem | null, b: Problem | null): Problem | null {
  if (!a || !b) return a ?? b;
  return (b.seq ?? 0) < (a.seq ?? 0) ? b : a;
}

async function missingHead(head: Head, until: number): Promise<Problem | null> {
  if (!(await contradicts(head))) return null;
  const { log, number } = head;
  return { log, what: number > until ? "head-missing" : "head-differs", seal: number };
}

interface Counted {
  rows: number;
  sealed: number;
  seals: number;
}

/** The chain of seals from `first` to `until`, and the rows in them. */
async function verifySeals(
  log: LogName,
  first: number,
  until: number,
  count: Counted,
  marks: { seen: boolean },
  report: () => void,
): Promise<Problem | null> {
  // Of a part of the chain, the seal before it only says how it goes on.
  let before = first > 1 ? await db().seal.findFirst({ where: { log, number: first - 1 } }) : null;
  if (first > 1 && (!before || before.hash !== sealHash(before)))
    return { log, what: before ? "seal-altered" : "seal-missing", seal: first - 1 };
  for (let next = first; next <= until;) {
    const seals = await db().seal.findMany({
      where: { log, number: { gte: next, lte: until } },
      orderBy: { number: "asc" },
      take: 200,
    });
    if (seals.length === 0) return missingSeal(log, next, before);
    for (let index = 0; index < seals.length;) {
      const group: Seal[] = [];
      for (let rows = 0; index < seals.length && rows < 2 * batchRows; index++) {
        const seal = seals[index] as Seal;
        const broken = brokenSeal(seal, next, before);
        if (broken) return (await verifyRows(log, group, count, marks)) ?? broken;
        group.push(seal);
        rows += seal.count;
        before = seal;
        next = seal.number + 1;
      }
      const problem = await verifyRows(log, group, count, marks);
      report();
      if (problem) return problem;
    }
  }
  return null;
}

function brokenSeal(seal: Seal, expected: number, before: Seal | null): Problem | null {
  const log = seal.log as LogName;
  if (seal.number !== expected) return missingSeal(log, expected, before);
  if (seal.hash === sealHash(seal) && seal.previous === (before?.hash ?? "")) return null;
  return { log, what: "seal-altered", seal: seal.number, seq: Number(before?.reach ?? 0) + 1 };
}

function missingSeal(log: LogName, seal: number, before: Seal | null): Problem {
  return { log, what: "seal-missing", seal, seq: Number(before?.reach ?? 0) + 1 };
}

/** The rows of some seals whose own hashes are right. */
async function verifyRows(
  log: LogName,
  seals: Seal[],
  count: Counted,
  marks: { seen: boolean },
): Promise<Problem | null> {
  const rangesIn = ({ ranges }: Seal) => ranges as unknown as Ranges;
  const rows = await db().$queryRawUnsafe<TextRow[]>(
    `${selectRows(log)}, jsonb_array_elements($1::jsonb) as pairs(pair)
     where it.seq between (pair->>0)::bigint and (pair->>1)::bigint`,
    JSON.stringify(seals.flatMap(rangesIn)),
  );
  const bySeq = new Map(rows.map((row) => [Number(row.seq), row]));
  for (const seal of seals) {
    let at = 0;
    for (const seq of numbersIn(rangesIn(seal))) {
      const digest = seal.digests.slice(at, (at += digestLength));
      const row = bySeq.get(seq);
      if (!row) return { log, what: "row-missing", seq, seal: seal.number };
      const checked = checkRow(log, row);
      const what = checked.digest === digest ? wrongMark(checked, marks) : "row-altered";
      if (what) return { log, what, seq, seal: seal.number };
      count.rows += 1;
      count.sealed += 1;
    }
    count.seals += 1;
  }
  return null;
}

/** Rows in no seal up to `until`. */
async function verifyOutside(
  log: LogName,
  until: number,
  count: Counted,
  marks: { seen: boolean },
  report: () => void,
): Promise<Problem | null> {
  // Once there is a seal, everything from before the marks is in it.
  marks.seen ||= until > 0;
  for (let after = Number.MIN_SAFE_INTEGER; ;) {
    const rows = await db().$queryRawUnsafe<TextRow[]>(
      `${selectRows(log)} where it.seq > $2::bigint and not it.seq <@ ${sealedIn("number <= $3::int")}
       order by it.seq limit ${2 * batchRows}`,
      log,
      after,
      until,
    );
    for (const row of rows) {
      const checked = checkRow(log, row);
      // The sequence begins at one.
      const what = checked.seq < 1 ? "row-added" : wrongMark(checked, marks);
      if (what) return { log, what, seq: checked.seq };
      count.rows += 1;
      after = checked.seq;
    }
    report();
    if (rows.length < 2 * batchRows) return null;
  }
}

/** Rows without a mark are from before there were marks, so none follows one that has a mark. */
function wrongMark({ mark }: CheckedRow, marks: { seen: boolean }): "row-altered" | "row-added" | null {
  if (mark === "none") return marks.seen ? "row-added" : null;
  marks.seen = true;
  return mark === "right" ? null : "row-altered";
}
