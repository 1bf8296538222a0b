/**
 * The fault drill, `npm run drill`: kills the server with SIGKILL at random moments while clients write through the
 * slice, then holds what they were told against what is stored. Ends with 1 when anything was lost, doubled or left
 * half done.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { between, seededRandom } from "~/lib/random";
import { useKeys } from "~/platform/crypto.server";
import { openStore, useStore, type Store, type StoreOptions } from "~/platform/store.server";
import { useUploadDir } from "~/platform/uploads.server";
import { ensureBuilt } from "../../scripts/ensure.mjs";
import { startPostgres } from "../setup/postgres";
import { trainerClient, workerClient, type Field } from "./drill-client";
import { overlooked } from "./drill-damage";
import { drillServer } from "./drill-server";
import { verify, type Verdict } from "./drill-verify";
import { prepareWorld } from "./drill-world";

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "50" },
    clients: { type: "string", default: "4" },
    store: { type: "string", default: "both" },
    seed: { type: "string", default: String(Date.now()) },
  },
});
const kills = Number(values.kills);
const clients = Number(values.clients);
const kinds = (["embedded", "postgres"] as const).filter((kind) => ["both", kind].includes(values.store));
if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(clients) || clients < 1 || !kinds.length) {
  process.stderr.write(
    "Usage: npm run drill -- [--kills 50] [--clients 4] [--store embedded|postgres|both] [--seed N]\n",
  );
  process.exit(2);
}

interface Outcome extends Verdict {
  kind: Store["kind"];
  hit: number;
  duringStart: number;
  restarts: number[];
  damage: { tried: number; missed: string[] };
  field: Field;
  errors: string[];
}

/** What has to go when the drill ends, in whatever way. */
const cleanups: (() => unknown)[] = [];
async function cleanUp() {
  for (const clean of cleanups.splice(0).reverse()) await clean();
}
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void cleanUp().finally(() => process.exit(130)));

/** The server and this process open the same store. */
const encryptionKey = Buffer.alloc(32, 9);

try {
  ensureBuilt();
  process.stderr.write(`seed ${values.seed}\n`);
  const outcomes: Outcome[] = [];
  for (const kind of kinds) outcomes.push(await drill(kind).finally(cleanUp));
  report(outcomes);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
}

async function drill(kind: Store["kind"]): Promise<Outcome> {
  const random = seededRandom(`${values.seed} ${kind}`);
  const dir = mkdtempSync(join(tmpdir(), "nuanxin-drill-"));
  cleanups.push(() => rmSync(dir, { recursive: true, force: true }));
  const options: StoreOptions = { dataDir: join(dir, "data") };
  if (kind === "postgres") {
    const postgres = await startPostgres({ fsync: true });
    cleanups.push(postgres.stop);
    options.databaseUrl = postgres.url;
  }
  // Two more than asked for: the pair that sends everything twice, and the trainer.
  useKeys(encryptionKey);
  // The content brings files with it.
  useUploadDir(options.dataDir);
  const world = await withStore(options, () => prepareWorld(clients + 1));
  const port = await freePort();
  const server = drillServer(port, {
    NUANXIN_DATA: join(dir, "data"),
    DATABASE_URL: options.databaseUrl ?? "",
    ENCRYPTION_KEY: encryptionKey.toString("base64"),
  });
  cleanups.push(server.end);
  const field: Field = {
    port,
    world,
    acts: [],
    open: new Set(),
    cut: 0,
    answered: new Set(),
    failures: new Map(),
    unmarked: [],
    stopping: false,
  };
  const work = Promise.all([
    ...world.workers.map((people, i) =>
      workerClient(field, people, seededRandom(`${values.seed} ${kind} ${i}`), i === clients ? 2 : 1),
    ),
    trainerClient(field, seededRandom(`${values.seed} ${kind} trainer`)),
  ]);
  // Until it is told to stop, the work can only fail, and then the drill must not wait for anything else.
  const meanwhile = <T>(step: Promise<T>) => Promise.race([step, work.then(() => step)]);

  let hit = 0;
  let duringStart = 0;
  const restarts: number[] = [];
  const starting = async () => {
    const took = await server.start();
    if (took === null) duringStart++;
    else restarts.push(took);
  };
  for (let kill = 1; kill <= kills; kill++) {
    const ready = starting();
    ready.catch(() => {}); // it is awaited further down, after the kill at the latest
    // One in eight does not wait for the server to be ready: it may hit the start itself.
    const early = random() < 1 / 8;
    if (!early) await meanwhile(ready);
    await meanwhile(sleep(between(150, 2_500, random)));
    if (field.open.size) hit++;
    await server.kill();
    await ready;
    if (kill % 10 === 0 || kill === kills)
      process.stderr.write(`${kind}: ${kill} kills, ${field.acts.length} acts acknowledged\n`);
  }
  await meanwhile(starting());
  await meanwhile(sleep(1_500));
  field.stopping = true;
  await work;
  await server.stop();
  return withStore(options, async ({ db }) => {
    const verdict = await db.$transaction((tx) => verify(tx, field.acts, field.answered), {
      timeout: 60_000,
    });
    const damage = await overlooked(db, field.acts, field.answered);
    return { kind, hit, duringStart, restarts, damage, field, errors: server.errors, ...verdict };
  });
}

async function withStore<T>(options: StoreOptions, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(options);
  useStore(store);
  try {
    return await work(store);
  } finally {
    useStore(undefined);
    await store.close();
  }
}

function report(outcomes: readonly Outcome[]) {
  const rows: [string, (outcome: Outcome) => unknown][] = [
    ["kills", () => kills],
    ["kills that hit an open request", ({ hit }) => hit],
    ["kills during a start", ({ duringStart }) => duringStart],
    ["requests cut off", ({ field }) => field.cut],
    ["stored, answer lost, repeated", ({ answerLost }) => answerLost],
    [
      "answers of 500 and above",
      ({ field }) => [...field.failures].map((each) => each.join(" × ")).join(", ") || 0,
    ],
    ["errors logged", ({ errors }) => errors.length],
    ["acts acknowledged", ({ field }) => field.acts.length],
    ...kindsOf(outcomes).map((kind): (typeof rows)[number] => [
      `  ${kind}`,
      ({ acknowledged, verified }) => {
        const [told, found] = [acknowledged.get(kind) ?? 0, verified.get(kind) ?? 0];
        return told === found ? told : `${found} of ${told}`;
      },
    ]),
    ["acts verified", verifiedIn],
    ...(["lost", "doubled", "half", "wrong"] as const).map((kind): (typeof rows)[number] => [
      kind,
      ({ findings }) => findings.filter((finding) => finding.kind === kind).length,
    ]),
    [
      "damages noticed (self-test)",
      ({ damage }) => `${damage.tried - damage.missed.length} of ${damage.tried}`,
    ],
    [
      "restart median / longest, ms",
      ({ restarts }) => `${Math.round(median(restarts))} / ${Math.round(Math.max(...restarts))}`,
    ],
  ];
  const line = (cells: readonly string[]) =>
    `${cells.map((cell, i) => (i ? cell.padStart(14) : cell.padEnd(32))).join("")}\n`;
  process.stdout.write(line(["store", ...outcomes.map(({ kind }) => kind)]));
  for (const [name, cell] of rows)
    process.stdout.write(line([name, ...outcomes.map((each) => String(cell(each)))]));
  for (const outcome of outcomes) {
    const { kind, findings, damage, errors, field } = outcome;
    for (const finding of findings) process.stdout.write(`${kind}: ${finding.kind}: ${finding.what}\n`);
    for (const name of damage.missed) process.stdout.write(`${kind}: the verification overlooks: ${name}\n`);
    for (const error of errors.slice(0, 3)) process.stdout.write(`${kind}: logged: ${error.slice(0, 600)}\n`);
    // A server that is killed may cut an answer off; one that answers 500 has a fault of its own.
    const faults = findings.length + damage.missed.length + field.failures.size;
    if (faults || verifiedIn(outcome) !== field.acts.length) process.exitCode = 1;
  }
}

function kindsOf(outcomes: readonly Outcome[]) {
  return [...new Set(outcomes.flatMap(({ acknowledged }) => [...acknowledged.keys()]))].sort();
}

function verifiedIn({ verified }: Outcome): number {
  return [...verified.values()].reduce((sum, count) => sum + count, 0);
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
