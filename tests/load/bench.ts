/**
 * The figures of the lesson page, `npm run bench`: how fast it is served beside a bare server that sends the same bytes,
 * how long a lesson compiles, and what its first view costs. Prints tables and asserts nothing: figures are of this
 * machine, and of what else it does.
 */
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { useKeys } from "~/platform/crypto.server";
import { openStore, useStore, type Store, type StoreOptions } from "~/platform/store.server";
import { useUploadDir } from "~/platform/uploads.server";
import { ensureBuilt } from "../../scripts/ensure.mjs";
import { findPostgres, startPostgres } from "../setup/postgres";
import { benchCompile } from "./bench-compile";
import { firstView } from "./bench-first-view";
import { benchServer } from "./bench-server";
import { drillServer } from "./drill-server";
import { prepareWorld } from "./drill-world";

const { values } = parseArgs({ options: { seconds: { type: "string", default: "8" } } });
const seconds = Number(values.seconds);
const cleanups: (() => unknown)[] = [];
const encryptionKey = Buffer.alloc(32, 9);

try {
  ensureBuilt();
  // First, while nothing is warm.
  const compile = await benchCompile();
  const kinds: Store["kind"][] = findPostgres() ? ["embedded", "postgres"] : ["embedded"];
  print(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown"}`);
  print("\nA lesson compiles\n");
  table([["", "ms"], ...compile]);
  for (const kind of kinds) await withServer(kind, bench).finally(cleanUp);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
}

interface Served {
  kind: Store["kind"];
  /** Of the lesson. */
  url: string;
  cookie: { name: string; value: string };
}

async function bench({ kind, url, cookie }: Served) {
  print(`\nCached lesson page, store: ${kind}\n`);
  const rows = await benchServer(url, `${cookie.name}=${cookie.value}`, seconds);
  table([
    ["connections", "requests/s", "p95 ms", "bare requests/s", "bare p95 ms", "share"],
    ...rows.map((row) => [
      String(row.connections),
      row.page.perSecond.toFixed(0),
      row.page.p95.toFixed(1),
      row.bare.perSecond.toFixed(0),
      row.bare.p95.toFixed(1),
      `${((100 * row.page.perSecond) / row.bare.perSecond).toFixed(2)} %`,
    ]),
  ]);
  if (kind !== "embedded") return;
  print("\nFirst view in Chromium, nothing cached\n");
  const view = await firstView(url, cookie);
  table([
    ["requests", "KB over the wire", "ms to the load event"],
    [String(view.requests), view.kilobytes.toFixed(1), view.ms.toFixed(0)],
  ]);
}

/** A built server on a store of its own with one worker under way, who is signed in. */
async function withServer(kind: Store["kind"], work: (served: Served) => Promise<void>) {
  const dir = mkdtempSync(join(tmpdir(), "nuanxin-bench-"));
  cleanups.push(() => rmSync(dir, { recursive: true, force: true }));
  const options: StoreOptions = { dataDir: join(dir, "data") };
  if (kind === "postgres") {
    const postgres = await startPostgres({ fsync: true });
    cleanups.push(postgres.stop);
    options.databaseUrl = postgres.url;
  }
  useKeys(encryptionKey);
  const secret = randomBytes(20).toString("hex");
  const lesson = await prepared(options, secret);
  const port = await freePort();
  const server = drillServer(port, {
    NUANXIN_DATA: join(dir, "data"),
    DATABASE_URL: options.databaseUrl ?? "",
    ENCRYPTION_KEY: encryptionKey.toString("base64"),
    LOG_LEVEL: "warn",
  });
  cleanups.push(server.end);
  await server.start();
  const url = `http://127.0.0.1:${port}/courses/${lesson}`;
  await work({ kind, url, cookie: { name: "nuanxin_session", value: secret } });
  await server.stop();
}

async function prepared(options: StoreOptions, secret: string): Promise<string> {
  const store = await openStore(options);
  useStore(store);
  useUploadDir(options.dataDir);
  try {
    const { workers, lessons } = await prepareWorld(1);
    const at = new Date();
    const expiresAt = new Date(at.getTime() + 30 * 60_000);
    const id = createHash("sha256").update(secret).digest("hex");
    const accountId = workers[0]?.[0]?.id ?? "";
    await store.db.session.create({ data: { id, accountId, createdAt: at, expiresAt } });
    const lesson = lessons[0];
    return `${lesson?.course.slug}/${lesson?.slug}`;
  } finally {
    useStore(undefined);
    await store.close();
  }
}

async function cleanUp() {
  for (const clean of cleanups.splice(0).reverse()) await clean();
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function print(text: string) {
  process.stdout.write(`${text}\n`);
}

function table(rows: string[][]) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows)
    print(`  ${row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join("   ")}`);
}
