import { createHash } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import type pg from "pg";
import {
  BackupError,
  conditionOf,
  isJson,
  quoted,
  readParts,
  tablesOf,
  type End,
  type Header,
  type Table,
} from "./backup-format.server";
import { loadClock } from "./clock.server";
import { CryptoError, loadSecret, resealSecret } from "./crypto.server";
import { applyMigration, migrationStatus, readMigrations, type Migration } from "./migrate.server";
import { keepHeadsAnew } from "./seals.server";
import { currentStore } from "./store.server";
import { uploadPlace } from "./uploads.server";

export interface Restored {
  rows: number;
  tables: number;
  /** Uploads, and how many of them the backup does not have. */
  files: number;
  missing: number;
  takenAt: string;
  demo: boolean;
}

/** Rows are sent to the database together up to this many characters. */
const batchLength = 2_000_000;

/**
 * Fills the open store, which has to be empty, from a backup of either kind of store. The file is read and checked whole
 * before anything is written, then everything is written in one transaction. A backup from before the newest migrations
 * is loaded at their level and then brought up to date. Throws `BackupError`.
 */
export async function restore(file: string, migrationDir = "prisma/migrations"): Promise<Restored> {
  const { header, tables, end, secretCipher } = await inspect(file);
  const migrations = await readMigrations(migrationDir);
  const level = levelOf(file, header, migrations);
  requireKey(secretCipher);
  const { pool } = currentStore();
  const { applied } = await migrationStatus(pool, migrationDir);
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query("begin isolation level read committed; set local search_path to public");
    await requireEmpty(client);
    if (applied.length !== level) {
      await dropEverything(client);
      for (const migration of migrations.slice(0, level)) await applyMigration(client, migration);
    }
    requireSameTables(file, tables, await tablesOf(client));
    await withDeferredReferences(client, () => load(client, file));
    for (const [name, last] of Object.entries(end.sequences))
      if (last !== null) await client.query("select setval($1::regclass, $2::bigint)", [quoted(name), last]);
    for (const migration of applied.length === level ? [] : migrations.slice(level))
      await applyMigration(client, migration);
    await client.query("commit");
    broken = false;
  } finally {
    if (broken) await client.query("rollback").catch(() => {});
    client.release(broken);
  }
  if (secretCipher) await loadSecret();
  await loadClock();
  if (secretCipher) await keepHeadsAnew();
  const counts = Object.values(end.tables).map(({ rows }) => rows);
  return {
    rows: counts.reduce((sum, each) => sum + each, 0),
    tables: counts.length,
    files: end.files,
    missing: end.missing.length,
    takenAt: header.takenAt,
    demo: header.demo,
  };
}

interface Contents {
  header: Header;
  tables: Table[];
  end: End;
  /** The installation's secret, sealed; null when the backup holds no installation. */
  secretCipher: string | null;
}

/** Reads a backup whole without writing anything. */
async function inspect(file: string): Promise<Contents> {
  const found: Partial<Contents> = { secretCipher: null };
  const tables: Table[] = [];
  for await (const part of readParts(file)) {
    if (part.kind === "header") found.header = part.value;
    if (part.kind === "table") tables.push(part.value);
    if (part.kind === "end") found.end = part.value;
    if (part.kind === "row" && tables.at(-1)?.name === "installation")
      found.secretCipher = (JSON.parse(part.value) as { secret_cipher: string | null }).secret_cipher;
  }
  return { ...found, tables } as Contents;
}

/** How many of our migrations the backup has: they have to be our first ones, unchanged. */
function levelOf(file: string, { migrations: its }: Header, ours: Migration[]): number {
  const known = its.every(({ name, checksum }, index) => {
    const sql = ours[index]?.sql.replaceAll("\r\n", "\n") ?? "";
    const sums = [sql, sql.replaceAll("\n", "\r\n")].map((text) =>
      createHash("sha256").update(text).digest("hex"),
    );
    return name === ours[index]?.name && sums.includes(checksum);
  });
  if (known) return its.length;
  const last = its.at(-1)?.name ?? "none";
  throw new BackupError(
    "newer",
    `${file} was taken with other migrations (up to ${last}): restore it with the program that took it, or a newer one`,
  );
}

function requireKey(secretCipher: string | null): void {
  if (!secretCipher) return;
  try {
    resealSecret(secretCipher);
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    throw new BackupError(
      "key-missing",
      `the backup was sealed with the encryption key ${secretCipher.split(".")[1]}, which is not at hand: give it as ` +
        "ENCRYPTION_KEY (the embedded store's own key is the file encryption.key beside it)",
      error,
    );
  }
}

async function requireEmpty(client: pg.ClientBase): Promise<void> {
  const found: string[] = [];
  for (const { name } of await tablesOf(client)) {
    const { rows } = await client.query<{ count: string }>(
      `select count(*)::text as count from ${quoted(name)} where ${conditionOf(name)}`,
    );
    if (rows[0]?.count !== "0") found.push(`${name} (${rows[0]?.count})`);
  }
  if (found.length)
    throw new BackupError("not-empty", `the store is not empty, it holds rows of ${found.join(", ")}`);
}

/** Everything that migrations make. They are applied again up to the level of the backup. */
async function dropEverything(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ sql: string }>(`
    select format('drop table %s cascade', string_agg(oid::regclass::text, ', ')) as sql
      from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') having count(*) > 0
    union all
    select format('drop function %s cascade', p.oid::regprocedure) from pg_proc p
      where p.pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
    union all
    select 'drop schema pgboss cascade' from pg_namespace where nspname = 'pgboss'`);
  for (const { sql } of rows) await client.query(sql);
}

function requireSameTables(file: string, its: Table[], ours: Table[]): void {
  const text = (tables: Table[]) => JSON.stringify(tables);
  if (text(its) === text(ours)) return;
  const other =
    its.find((table, index) => text([table]) !== text(ours.slice(index, index + 1)))?.name ??
    ours.at(-1)?.name;
  throw new BackupError("damaged", `${file} does not fit its migrations: the table ${other} is another here`);
}

/** Rows may come before the rows that they refer to; everything has to be there in the end. */
async function withDeferredReferences(client: pg.ClientBase, work: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ of: string; name: string }>(
    `select conrelid::regclass::text as of, quote_ident(conname) as name from pg_constraint
     where contype = 'f' and connamespace = 'public'::regnamespace and not condeferrable`,
  );
  for (const { of, name } of rows)
    await client.query(`alter table ${of} alter constraint ${name} deferrable initially deferred`);
  await work();
  await client.query("set constraints all immediate");
  for (const { of, name } of rows)
    await client.query(`alter table ${of} alter constraint ${name} not deferrable`);
}

async function load(client: pg.ClientBase, file: string): Promise<void> {
  let table: Table | null = null;
  let rows: string[] = [];
  let length = 0;
  let upload: Upload | null = null;
  const flush = async () => {
    if (table && rows.length) await insert(client, table, rows);
    [rows, length] = [[], 0];
  };
  try {
    for await (const part of readParts(file)) {
      if (part.kind === "row") {
        rows.push(part.value);
        length += part.value.length;
        if (length > batchLength) await flush();
      } else if (part.kind === "bytes") await upload?.write(part.value);
      else {
        await flush();
        await upload?.keep();
        upload = part.kind === "file" ? await openUpload(part.value.sha256) : null;
        table = part.kind === "table" ? part.value : null;
      }
    }
  } finally {
    await upload?.drop();
  }
}

/** `rows` are JSON; only the database reads them. */
async function insert(client: pg.ClientBase, { name, columns }: Table, rows: string[]): Promise<void> {
  const names = columns.map(([column]) => quoted(column));
  const values = columns.map(([column, type]) => quoted(column) + (isJson(type) ? `::${type}` : ""));
  const shape = columns.map(([column, type]) => `${quoted(column)} ${isJson(type) ? "text" : type}`);
  await client.query(
    `insert into ${quoted(name)} (${names.join(", ")})
     select ${values.join(", ")} from jsonb_to_recordset($1::jsonb) as it(${shape.join(", ")})`,
    [`[${rows.join(",")}]`],
  );
}

interface Upload {
  write(bytes: Buffer): Promise<unknown>;
  keep(): Promise<void>;
  drop(): Promise<void>;
}

async function openUpload(sha256: string): Promise<Upload> {
  const place = uploadPlace(sha256);
  const draft = `${place}.part`;
  await mkdir(path.dirname(place), { recursive: true });
  const handle = await open(draft, "w", 0o600);
  let isOpen = true;
  const close = async () => {
    if (isOpen) await handle.close();
    isOpen = false;
  };
  return {
    write: (bytes) => handle.writeFile(bytes),
    async keep() {
      await handle.sync();
      await close();
      await rename(draft, place);
    },
    async drop() {
      await close();
      await rm(draft, { force: true });
    },
  };
}
