import { numbersIn, type Ranges } from "~/lib/ranges";
import type { Seal } from "./generated/prisma/client";
import { keptHead, type Head } from "./kept-heads.server";
import {
  checkRow,
  digestLength,
  selectRows,
  tables,
  type CheckedRow,
  type LogName,
  type TextRow,
} from "./log-rows.server";
import { batchRows, contradicts, headOf, sealedIn, sealHash } from "./seals.server";
import { db } from "./store.server";

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
