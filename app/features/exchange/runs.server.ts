import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { now } from "~/platform/clock.server";
import { decrypt, encrypt } from "~/platform/crypto.server";
import type { ImportRun } from "~/platform/generated/prisma/client";
import { newId } from "~/platform/new-id";
import { db, type Tx } from "~/platform/store.server";
import { isImportKind, type ImportKind } from "./rules/columns";
import type { ReadRow } from "./rules/row";
import { summaryOf, type JudgedRow, type Summary } from "./rules/verdict";
import { runSummary } from "./schema";

/** What is kept of a file between its dry run and its being taken. */
export interface Tried {
  rows: ReadRow[];
  /** What was said of them, in the same order. */
  judged: JudgedRow[];
  /** Sheets of the file that were not read. */
  otherSheets: string[];
}

/** `tried`, then one of the others; `expired` when nobody decided for a day. */
export type RunState = "tried" | "taken" | "dropped" | "expired";

export interface Run {
  id: string;
  kind: ImportKind;
  fileName: string;
  createdAt: Date;
  takenAt: Date | null;
  state: RunState;
  summary: Summary;
}

const ownerOf = (id: string) => `import:${id}`;

/** Names a result, so that what is taken is what was shown. */
export function digestOf({ judged }: Pick<Tried, "judged">): string {
  return createHash("sha256").update(JSON.stringify(judged)).digest("hex").slice(0, 32);
}

export async function createRun(
  tx: Tx,
  asked: { kind: ImportKind; fileName: string; sha256: string; actorId: string; at: Date; tried: Tried },
): Promise<string> {
  const { at, tried, ...run } = asked;
  const id = newId();
  await tx.importRun.create({ data: { id, ...run, createdAt: at, ...kept(id, tried) } });
  return id;
}

/** Keeps another result of the same file: what it would do has changed. */
export async function replaceResult(tx: Tx, id: string, tried: Tried): Promise<void> {
  await tx.importRun.update({ where: { id }, data: kept(id, tried) });
}

/** Ends a run and empties its payload, but while there are refused rows left to be looked at. */
export async function endRun(
  tx: Tx,
  id: string,
  end: { state: "taken" | "dropped"; summary?: Summary; takenAt?: Date },
): Promise<void> {
  const { summary, ...rest } = end;
  const keeps = summary !== undefined && summary.refused > 0;
  await tx.importRun.update({
    where: { id },
    data: { ...rest, ...(!keeps && { payload: null }), ...(summary && { summary: { ...summary } }) },
  });
}

/**
 * Empties what has lain for so many milliseconds: runs that nobody decided on, and the refused rows of taken ones.
 * Returns how many nobody decided on. For an hourly job.
 */
export async function emptyOldRuns(olderThanMs: number): Promise<number> {
  const before = new Date(now().getTime() - olderThanMs);
  await db().importRun.updateMany({
    where: { state: "taken", takenAt: { lt: before }, payload: { not: null } },
    data: { payload: null },
  });
  const { count } = await db().importRun.updateMany({
    where: { state: "tried", createdAt: { lt: before } },
    data: { state: "expired", payload: null },
  });
  return count;
}

const pageSize = 20;

/** Somebody's own runs, newest first; page from 1. */
export async function runs(
  actorId: string,
  page: number,
): Promise<{ runs: Run[]; count: number; pageSize: number }> {
  const [rows, count] = await Promise.all([
    db().importRun.findMany({
      where: { actorId },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      skip: (page - 1) * pageSize,
      take: pageSize,
      omit: { payload: true },
    }),
    db().importRun.count({ where: { actorId } }),
  ]);
  return { runs: rows.map(asRun), count, pageSize };
}

/** One of somebody's own runs, with its result while it is kept; null when there is none. */
export async function run(
  tx: Pick<Tx, "importRun">,
  actorId: string,
  id: string,
): Promise<{ run: Run; tried: Tried | null } | null> {
  const row = await tx.importRun.findFirst({ where: { id, actorId } });
  return row && { run: asRun(row), tried: row.payload === null ? null : opened(row.id, row.payload) };
}

function asRun(row: Omit<ImportRun, "payload">): Run {
  if (!isImportKind(row.kind)) throw new Error(`unknown kind of import: ${row.kind}`);
  const { id, kind, fileName, createdAt, takenAt } = row;
  return {
    id,
    kind,
    fileName,
    createdAt,
    takenAt,
    ...runSummary.parse({ state: row.state, summary: row.summary }),
  };
}

function kept(id: string, tried: Tried) {
  const packed = gzipSync(JSON.stringify(tried)).toString("base64");
  return { payload: encrypt(packed, ownerOf(id)), summary: { ...summaryOf(tried.judged) } };
}

function opened(id: string, payload: string): Tried {
  const packed = Buffer.from(decrypt(payload, ownerOf(id)), "base64");
  // Written above and sealed: nobody else has had a hand in it.
  return JSON.parse(gunzipSync(packed).toString("utf8")) as Tried;
}
