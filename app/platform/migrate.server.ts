import { createHash, randomUUID } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { StoreError } from "./store-error.server";

export interface Migration {
  name: string;
  sql: string;
}

export interface MigrationStatus {
  /** In order, as everything here. */
  applied: string[];
  pending: string[];
  /** Applied, and the file says something else by now. */
  edited: string[];
  /** Applied, and there is no file. */
  missing: string[];
  /** Begun by `prisma migrate` and not finished. */
  failed: string[];
}

interface Row {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

/** The migrations of a directory in order. Throws `migration-missing` for a folder without its file. */
export async function readMigrations(dir: string): Promise<Migration[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => {
    throw new StoreError("migration-missing", `there is no directory of migrations at ${dir}`, dir);
  });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(dir, name, "migration.sql"), "utf8").catch(() => {
        throw new StoreError("migration-missing", `migration ${name} has no readable migration.sql`, name);
      });
      return { name, sql };
    }),
  );
}

/** What is applied, what is not, and what is wrong. Changes nothing. */
export async function migrationStatus(pool: pg.Pool, dir: string): Promise<MigrationStatus> {
  return compare(await readMigrations(dir), await readRows(pool));
}

/**
 * Applies what is pending and returns its names. Any number of processes may do so at once: each migration is
 * applied by one of them. Throws a StoreError which names the migration that was edited, is missing or fails; one
 * that fails leaves nothing behind.
 */
export async function applyMigrations(pool: pg.Pool, dir: string): Promise<string[]> {
  const migrations = await readMigrations(dir);
  const done: string[] = [];
  for (;;) {
    const next = await applyNext(pool, migrations);
    if (!next) return done;
    done.push(next);
  }
}

// One transaction each, and everything is read again under the lock: a lock of the session's would be lost behind a
// pooler, and this way whoever waited sees what the other has done.
async function applyNext(pool: pg.Pool, migrations: Migration[]): Promise<string | null> {
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query("begin isolation level read committed; set local lock_timeout = '60s'");
    // The number that `prisma migrate` locks: it keeps out of the way too.
    await client.query("select pg_advisory_xact_lock(72707369)").catch((error: pg.DatabaseError) => {
      if (error.code !== "55P03") throw error;
      const message = "another process has been applying migrations for more than a minute";
      throw new StoreError("migration-failed", message, "lock", error);
    });
    await client.query("set local search_path to public");
    const status = compare(migrations, await readRows(client));
    refuse(status);
    const next = migrations.find(({ name }) => name === status.pending[0]);
    if (next) await applyMigration(client, next);
    await client.query("commit");
    broken = false;
    return next?.name ?? null;
  } finally {
    if (broken) await client.query("rollback").catch(() => {});
    client.release(broken);
  }
}

/** Applies one migration inside the caller's transaction. */
export async function applyMigration(client: pg.PoolClient, { name, sql }: Migration) {
  await client.query(historyTable);
  const startedAt = new Date();
  const transaction = await transactionId(client);
  await client.query(sql).catch((error: pg.DatabaseError) => {
    if (!error.severity) throw error; // the connection, not the migration
    const line = error.position ? ` (line ${sql.slice(0, Number(error.position)).split("\n").length})` : "";
    throw new StoreError(
      "migration-failed",
      `migration ${name} failed and was rolled back: ${error.message}${line}`,
      name,
      error,
    );
  });
  if ((await transactionId(client)) !== transaction)
    throw new StoreError(
      "migration-failed",
      `migration ${name} ends its own transaction, which it may not`,
      name,
    );
  await client.query(
    `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     values ($1, $2, $3, $4, clock_timestamp(), 1)`,
    [randomUUID(), checksum(sql), name, startedAt],
  );
}

async function transactionId(client: pg.PoolClient) {
  const { rows } = await client.query<{ id: string }>("select pg_current_xact_id()::text as id");
  return rows[0]?.id;
}

async function readRows(db: pg.Pool | pg.PoolClient): Promise<Row[]> {
  const { rows: known } = await db.query<{ it: string | null }>(
    "select to_regclass('public._prisma_migrations')::text as it",
  );
  if (!known[0]?.it) return [];
  const { rows } = await db.query<Row>(
    `select migration_name, checksum, finished_at from public._prisma_migrations
     where rolled_back_at is null order by migration_name collate "C"`,
  );
  return rows;
}

function compare(migrations: Migration[], rows: Row[]): MigrationStatus {
  const files = new Map(migrations.map(({ name, sql }) => [name, sql]));
  const finished = rows.filter((row) => row.finished_at);
  const names = (some: Row[]) => some.map((row) => row.migration_name);
  const applied = names(finished);
  return {
    applied,
    pending: migrations.map(({ name }) => name).filter((name) => !applied.includes(name)),
    edited: names(
      finished.filter((row) => {
        const sql = files.get(row.migration_name);
        return sql !== undefined && !sameText(sql, row.checksum);
      }),
    ),
    missing: applied.filter((name) => !files.has(name)),
    failed: names(rows.filter((row) => !row.finished_at)),
  };
}

function refuse({ edited, missing, failed }: MigrationStatus) {
  if (edited[0])
    throw new StoreError(
      "migration-edited",
      `migration ${edited[0]} was changed after it had been applied: restore its file and write a new migration instead`,
      edited[0],
    );
  if (missing[0])
    throw new StoreError(
      "migration-missing",
      `migration ${missing[0]} is applied in the database and its file is missing: this program is older than its database`,
      missing[0],
    );
  if (failed[0])
    throw new StoreError(
      "migration-failed",
      `migration ${failed[0]} was begun by another tool and never finished: resolve it with that tool first`,
      failed[0],
    );
}

const checksum = (sql: string) => createHash("sha256").update(sql).digest("hex");

/** Prisma overlooks line ends, which a checkout on Windows changes. */
const sameText = (sql: string, sum: string) => {
  const unix = sql.replaceAll("\r\n", "\n");
  return [sql, unix, unix.replaceAll("\n", "\r\n")].some((text) => checksum(text) === sum);
};

/** As Prisma creates it. */
const historyTable = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`;
