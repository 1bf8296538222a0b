import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { open, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type pg from "pg";
import {
  BackupError,
  conditionOf,
  controlLine,
  isJson,
  quoted,
  tablesOf,
  word,
  type End,
  type Header,
  type Table,
} from "./backup-format.server";
import { now, realNow } from "./clock.server";
import { currentStore } from "./store.server";
import { uploadPlace } from "./uploads.server";

export { BackupError, type BackupCode } from "./backup-format.server";
export { restore, type Restored } from "./restore.server";

export interface Taken {
  rows: number;
  tables: number;
  /** Uploads, and how many of them could not be read and are not in the backup. */
  files: number;
  missing: number;
  bytes: number;
}

const batchRows = 1000;
/** A multiple of three, so that base64 lines follow one another without padding. */
const lineBytes = 48 * 1024;

/**
 * Writes the whole store into a new file: every table as it is at one moment, the jobs still to be done, the uploads.
 * On a server nobody waits; the embedded store has one connection and answers nobody until its tables are read. The
 * file appears when it is whole. Throws `BackupError`.
 */
export async function backup(target: string): Promise<Taken> {
  if (existsSync(target))
    throw new BackupError("exists", `${target} exists already; a backup overwrites nothing`);
  const draft = `${target}.${process.pid}.part`;
  const end: Omit<End, "sha256"> = { tables: {}, files: 0, missing: [], sequences: {} };
  try {
    const sink = createWriteStream(draft, { flags: "wx", mode: 0o600 });
    await pipeline(hashed(contents(end), end), createGzip({ level: 5 }), sink);
    await synced(draft, "r+");
    await rename(draft, target);
    await synced(path.dirname(path.resolve(target)), "r");
  } catch (error) {
    await rm(draft, { force: true });
    if ((error as NodeJS.ErrnoException).syscall)
      throw new BackupError(
        "cannot-write",
        `${target} cannot be written: ${(error as Error).message}`,
        error,
      );
    throw error;
  }
  const counts = Object.values(end.tables).map(({ rows }) => rows);
  return {
    rows: counts.reduce((sum, each) => sum + each, 0),
    tables: counts.length,
    files: end.files,
    missing: end.missing.length,
    bytes: (await stat(target)).size,
  };
}

async function synced(name: string, flags: string): Promise<void> {
  const handle = await open(name, flags);
  await handle.sync().finally(() => handle.close());
}

/** Appends the end, with the checksum of all that came before it. */
async function* hashed(chunks: AsyncGenerator<string>, end: Omit<End, "sha256">): AsyncGenerator<string> {
  const whole = createHash("sha256");
  for await (const chunk of chunks) {
    whole.update(chunk);
    yield chunk;
  }
  yield controlLine(word.end, { ...end, sha256: whole.digest("hex") });
}

async function* contents(end: Omit<End, "sha256">): AsyncGenerator<string> {
  const { kind, pool } = currentStore();
  const client = await pool.connect();
  const uploads: string[] = [];
  let broken = true;
  try {
    await client.query("begin isolation level repeatable read read only");
    yield controlLine(word.header, await headerOf(client, kind));
    for (const table of await tablesOf(client)) yield* tableOf(client, table, end);
    const { rows } = await client.query<{ sha256: string }>(
      "select distinct sha256 from upload order by sha256",
    );
    uploads.push(...rows.map(({ sha256 }) => sha256));
    end.sequences = await sequencesOf(client);
    await client.query("commit");
    broken = false;
  } finally {
    if (broken) await client.query("rollback").catch(() => {});
    client.release(broken);
  }
  for (const sha256 of uploads) yield* fileOf(sha256, end);
}

async function headerOf(client: pg.ClientBase, store: Header["store"]): Promise<Header> {
  const { rows: migrations } = await client.query<Header["migrations"][number]>(
    `select migration_name as name, checksum from _prisma_migrations
     where finished_at is not null and rolled_back_at is null order by migration_name collate "C"`,
  );
  const { rows } = await client.query<{ demo: boolean }>("select demo from installation");
  return {
    format: 1,
    takenAt: realNow().toISOString(),
    clock: now().toISOString(),
    store,
    demo: rows[0]?.demo ?? false,
    migrations,
  };
}

async function* tableOf(
  client: pg.ClientBase,
  table: Table,
  end: Omit<End, "sha256">,
): AsyncGenerator<string> {
  yield controlLine(word.table, table);
  const hash = createHash("sha256");
  let count = 0;
  const columns = table.columns.map(
    ([name, type]) => quoted(name) + (isJson(type) ? `::text as ${quoted(name)}` : ""),
  );
  // Ledger entries follow the ones that they reverse: the database looks for those.
  const order = table.columns.some(([name]) => name === "seq") ? " order by seq" : "";
  await client.query(
    `declare backup no scroll cursor for select to_jsonb(it)::text as row
     from (select ${columns.join(", ")} from ${quoted(table.name)} where ${conditionOf(table.name)}${order}) as it`,
  );
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`fetch ${batchRows} from backup`);
    if (rows.length === 0) break;
    const lines = `${rows.map(({ row }) => row).join("\n")}\n`;
    hash.update(lines);
    count += rows.length;
    yield lines;
  }
  await client.query("close backup");
  end.tables[table.name] = { rows: count, sha256: hash.digest("hex") };
}

async function sequencesOf(client: pg.ClientBase): Promise<End["sequences"]> {
  const { rows } = await client.query<{ name: string; last: string | null }>(
    "select sequencename as name, last_value::text as last from pg_sequences where schemaname = 'public' order by 1",
  );
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]));
}

/** The bytes of an upload, read twice: first whether they are what they should be, then into the backup. */
async function* fileOf(sha256: string, end: Omit<End, "sha256">): AsyncGenerator<string> {
  const place = uploadPlace(sha256);
  const [hash, size] = await hashOf(place);
  if (hash !== sha256) {
    end.missing.push(sha256);
    return;
  }
  yield controlLine(word.file, { sha256, size });
  for await (const chunk of createReadStream(place, { highWaterMark: lineBytes }))
    yield `${(chunk as Buffer).toString("base64")}\n`;
  end.files += 1;
}

async function hashOf(file: string): Promise<[hash: string | null, size: number]> {
  const hash = createHash("sha256");
  let size = 0;
  try {
    for await (const chunk of createReadStream(file)) {
      hash.update(chunk as Buffer);
      size += (chunk as Buffer).length;
    }
  } catch {
    return [null, 0];
  }
  return [hash.digest("hex"), size];
}
