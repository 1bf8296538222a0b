import { AsyncLocalStorage } from "node:async_hooks";
import { existsSync, renameSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { refuseWhenFull } from "./disk-guard.server";
import { embeddedPool } from "./embedded-pool.server";
import { PrismaClient, type Prisma } from "./generated/prisma/client";
import { applyMigrations } from "./migrate.server";
import { StoreError } from "./store-error.server";
import { takeStoreLock } from "./store-lock.server";
import { log } from "./log.server";

export { StoreError, type StoreErrorCode } from "./store-error.server";

export type Db = PrismaClient;
export type Tx = Prisma.TransactionClient;

export interface Store {
  kind: "embedded" | "postgres";
  db: Db;
  /** Below Prisma, for what it cannot say. */
  pool: pg.Pool;
  /** The directory, or the server and database without user and password. */
  where: string;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** A PostgreSQL server; without it the store is embedded. */
  databaseUrl?: string;
  /** Where the embedded store lives; without it, it lives in memory. */
  dataDir?: string;
  /** The directory of migrations. */
  migrations?: string;
  /** What an embedded store in memory starts from: a dump of one. */
  snapshot?: Blob;
  /** False leaves the schema as it is found. */
  migrate?: boolean;
}

/** Opens the store, takes its lock, applies the migrations. Throws a StoreError and leaves nothing open. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const migrations = options.migrate === false ? null : resolve(options.migrations ?? "prisma/migrations");
  return options.databaseUrl
    ? openServer(options.databaseUrl, migrations)
    : openEmbedded(options.dataDir && resolve(options.dataDir), migrations, options.snapshot);
}

async function openEmbedded(
  dataDir: string | undefined,
  migrations: string | null,
  snapshot?: Blob,
): Promise<Store> {
  const where = dataDir ?? "memory";
  const closing: (() => unknown)[] = [];
  try {
    if (dataDir) {
      const lock = await takeStoreLock(dataDir, () => {
        // Another process writes the same files by now. Every further write of this one would damage them.
        log.fatal(`The lock of ${dataDir} was taken over while this process stood still. It stops at once.`);
        process.exit(1);
      });
      closing.unshift(() => lock.release());
    }
    const lite = await openLite(dataDir, snapshot);
    closing.unshift(() => lite.close());
    const onConnect = async (client: pg.ClientBase) => {
      await prepare(client);
      if (dataDir) refuseWhenFull(client, dataDir);
    };
    const pool = embeddedPool(lite, { connectionTimeoutMillis: 15_000, onConnect });
    closing.unshift(() => pool.end());
    return await assemble("embedded", pool, where, migrations, closing);
  } catch (error) {
    for (const close of closing) await close();
    if (error instanceof StoreError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreError("unreachable", `the store in ${where} cannot be opened: ${reason}`, where, error);
  }
}

async function openLite(dataDir: string | undefined, snapshot: Blob | undefined): Promise<PGlite> {
  if (!dataDir) return PGlite.create({ loadDataDir: snapshot });
  const dir = join(dataDir, "store");
  if (!existsSync(dir)) {
    // The first start makes the files elsewhere, so that one which is cut short leaves no half of a database.
    const draft = join(dataDir, "store.new");
    rmSync(draft, { recursive: true, force: true });
    await (await PGlite.create(draft)).close();
    renameSync(draft, dir);
  }
  return PGlite.create(dir);
}

// No privilege, read-only, disk full.
const refusedWrites = new Set<unknown>(["42501", "25006", "53100"]);

async function openServer(databaseUrl: string, migrations: string | null): Promise<Store> {
  const where = describeUrl(databaseUrl);
  const closing: (() => unknown)[] = [];
  try {
    const pool = new pg.Pool({
      connectionString: databaseUrl,
      max: 10,
      connectionTimeoutMillis: 8_000,
      keepAlive: true,
      application_name: "nuanxin-academy",
      onConnect: prepare,
    });
    closing.unshift(() => pool.end());
    pool.on("error", () => {}); // an idle connection that ends: the pool makes another
    const { rows } = await pool.query<{ version: number; encoding: string; standby: boolean }>(
      `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding,
           pg_is_in_recovery() as standby`,
    );
    const [server] = rows;
    if (server && server.version < 150_000)
      throw new StoreError(
        "unreachable",
        `the database server at ${where} is older than PostgreSQL 15`,
        where,
      );
    if (server && server.encoding !== "UTF8")
      throw new StoreError(
        "unreachable",
        `the database at ${where} keeps ${server.encoding}, not UTF8`,
        where,
      );
    if (server?.standby)
      throw new StoreError("unwritable", `the database server at ${where} is a read-only standby`, where);
    return await assemble("postgres", pool, where, migrations, closing);
  } catch (error) {
    for (const close of closing) await close();
    if (error instanceof StoreError) throw error;
    const reason = reasons(error).join("; ") || String(error);
    const denied = causes(error).some((it) => refusedWrites.has(it.code));
    // The error itself is not passed on as a cause: it may quote the address with its password.
    throw denied
      ? new StoreError("unwritable", `the database at ${where} cannot be written: ${reason}`, where)
      : new StoreError("unreachable", `the database at ${where} cannot be reached: ${reason}`, where);
  }
}

async function assemble(
  kind: Store["kind"],
  pool: pg.Pool,
  where: string,
  migrations: string | null,
  closing: (() => unknown)[],
): Promise<Store> {
  if (migrations) await applyMigrations(pool, migrations);
  const db = new PrismaClient({ adapter: new PrismaPg(pool) });
  closing.unshift(() => db.$disconnect());
  let closed: Promise<void> | undefined;
  const close = async () => {
    for (const step of closing) await step();
  };
  return { kind, db, pool, where, close: () => (closed ??= close()) };
}

async function prepare(client: pg.ClientBase) {
  // Prisma writes and reads points in time without their zone: on a server that keeps another zone than UTC, what SQL
  // itself computes (now(), defaults) would be hours away from what the app says.
  await client.query("set timezone to 'UTC'");
  refuseSilentRollback(client);
}

/**
 * After a failed statement PostgreSQL answers COMMIT with ROLLBACK and no error, and Prisma takes that for success: work
 * that caught the failure and went on would be told that it is stored. Here it is an error.
 */
function refuseSilentRollback(client: pg.ClientBase) {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  const checked = (...args: unknown[]) => {
    const answer = query(...args);
    if ((args[0] as { text?: string } | undefined)?.text !== "COMMIT") return answer;
    return (answer as Promise<pg.QueryResult>).then((result) => {
      if (result.command === "COMMIT") return result;
      const message =
        "nothing was stored: a statement of this transaction had failed, and its error was caught";
      throw Object.assign(new Error(message), { code: "25P02", severity: "ERROR" });
    });
  };
  client.query = checked as typeof client.query;
}

/** The server and database of an address, without user and password. */
function describeUrl(databaseUrl: string): string {
  try {
    const url = new URL(databaseUrl);
    // An @ further on is a password with a / or ? in it, which would be taken for host and database, and shown.
    if (/^postgres(ql)?:$/.test(url.protocol) && !/@/.test(url.pathname + url.search + url.hash))
      return `${url.searchParams.get("host") ?? (url.host || "localhost")}${url.pathname}`;
  } catch {
    // not an address at all
  }
  throw new StoreError(
    "unreachable",
    "DATABASE_URL is not an address like postgresql://user:password@host:5432/database (with %40 for @, %2F for /, %23 for # and %3F for ? in the password)",
    "DATABASE_URL",
  );
}

interface Current {
  store?: Store;
  transactions: AsyncLocalStorage<{ open: boolean }>;
}

// On globalThis: development evaluates changed modules again, and the store must outlive that.
const key = Symbol.for("nuanxin.store");
const current = ((globalThis as unknown as Record<symbol, Current>)[key] ??= {
  transactions: new AsyncLocalStorage(),
});

/** Which store the app uses; undefined takes it away. */
export function useStore(store: Store | undefined): void {
  current.store = store;
}

export function currentStore(): Store {
  if (!current.store) throw new Error("No store is open: useStore(await openStore(…)) comes first.");
  return current.store;
}

/**
 * The database outside of transactions. Throws inside the work of `transact`: there, the embedded store's only
 * connection is busy with the transaction, and a query beside it would wait for its own caller.
 */
export function db(): Db {
  if (current.transactions.getStore()?.open)
    throw new Error("db() inside transact(): use its tx, or read before the transaction.");
  return currentStore().db;
}

/** Runs `work` as the inside of a transaction, where `db()` is refused. For `transact`. */
export async function insideTransaction<T>(work: () => Promise<T>): Promise<T> {
  const mark = { open: true };
  return current.transactions.run(mark, work).finally(() => (mark.open = false));
}

const unreachable = new Set<unknown>([
  ...[
    "DatabaseNotReachable",
    "ConnectionClosed",
    "SocketTimeout",
    "TlsConnectionError",
    "TooManyConnections",
  ],
  ...["P1001", "P1002", "P1008", "P1011", "P1017", "P2024", "P2037"],
  ...[
    "ECONNREFUSED",
    "ECONNRESET",
    "ENOTFOUND",
    "EAI_AGAIN",
    "ETIMEDOUT",
    "EPIPE",
    "EHOSTUNREACH",
    "ENETUNREACH",
  ],
  // Connection failures, too many connections, shut down, crashed, starting up.
  ...["08000", "08001", "08003", "08004", "08006", "53300", "57P01", "57P02", "57P03", "57P05"],
]);

// pg gives these no code.
const unreachableMessages =
  /Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Unable to start a transaction/;

/** Whether the database has gone away, or did not answer in time: the request may be tried again later. */
export function isUnreachable(error: unknown): boolean {
  return causes(error).some(
    (it) =>
      [it.code, it.originalCode, it.kind].some((code) => unreachable.has(code)) ||
      unreachableMessages.test(String(it.message ?? "")),
  );
}

/** Whether there was no space left to write: nothing was stored, and it may be tried again when there is. */
export function isFull(error: unknown): boolean {
  return causes(error).some((it) => [it.code, it.originalCode].some((c) => c === "53100" || c === "ENOSPC"));
}

/** An error and everything that Prisma and its adapter hide below it, outermost first. */
export function causes(error: unknown): Record<string, unknown>[] {
  const all: Record<string, unknown>[] = [];
  const visit = (it: unknown) => {
    if (typeof it !== "object" || it === null || all.includes(it as Record<string, unknown>)) return;
    const layer = it as Record<string, unknown>;
    all.push(layer);
    for (const below of [layer.meta, layer.driverAdapterError, layer.cause]) visit(below);
    if (Array.isArray(layer.errors)) layer.errors.forEach(visit);
  };
  visit(error);
  return all;
}

function reasons(error: unknown): string[] {
  return [...new Set(causes(error).map((it) => String(it.message ?? "")))].filter(Boolean);
}
