import { createHash, randomBytes, randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { setImmediate as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { audit } from "~/platform/audit.server";
import { backup, BackupError, restore } from "~/platform/backup.server";
import { tablesOf } from "~/platform/backup-format.server";
import { encrypt, loadSecret, makeSecret, useKeys, useSecret } from "~/platform/crypto.server";
import { rowMark } from "~/platform/log-rows.server";
import { newId } from "~/platform/new-id";
import { headOf, sealLogs } from "~/platform/seals.server";
import {
  currentStore,
  db,
  openStore,
  useStore,
  type Store,
  type StoreOptions,
} from "~/platform/store.server";
import { transact } from "~/platform/transact.server";
import { uploadPlace, useUploadDir } from "~/platform/uploads.server";
import { verifyLog } from "~/platform/verify-seals.server";
import { fillEveryTable } from "../factories/every-table";
import { freshDatabase, kind } from "../setup/fresh-store";

const dir = mkdtempSync(path.join(tmpdir(), "nuanxin-backup-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const fileOf = (name: string) => path.join(dir, name);

/** Opens a store, and is what the app uses while `work` runs. */
async function inStore<T>(
  options: StoreOptions,
  name: string,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  const before = currentStore();
  const store = await openStore(options);
  try {
    useStore(store);
    useUploadDir(fileOf(name));
    return await work(store);
  } finally {
    useStore(before);
    useUploadDir(undefined);
    await store.close();
  }
}

/** Every row of every table as text, and the state of the sequences. */
async function dump(store: Store): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {};
  for (const { name } of await tablesOf(store.pool)) {
    const { rows } = await store.pool.query<{ row: string }>(
      `select to_jsonb(t)::text as row from ${name} t`,
    );
    all[name] = rows.map(({ row }) => row).sort();
  }
  const { rows } = await store.pool.query<{ row: string }>(
    "select sequencename || ' ' || coalesce(last_value, 0) as row from pg_sequences where schemaname = 'public'",
  );
  all.sequences = rows.map(({ row }) => row).sort();
  return all;
}

const bytes = Buffer.concat([Buffer.from("附件\0"), randomBytes(150_000)]);
const sha256 = createHash("sha256").update(bytes).digest("hex");

async function fill(store: Store) {
  await fillEveryTable(store.pool);
  mkdirSync(path.dirname(uploadPlace(sha256)), { recursive: true });
  writeFileSync(uploadPlace(sha256), bytes);
  await store.pool.query("update upload set sha256 = $1", [sha256]);
  await store.pool.query("update installation set secret_cipher = $1, demo = false", [makeSecret()]);
  await transact((tx) => audit(tx, { actorId: null, action: "key.rotate", subject: "x" }));
}

const memory: StoreOptions = {};
const ways: [string, () => Promise<StoreOptions>, () => Promise<StoreOptions>][] =
  kind === "embedded"
    ? [["embedded to embedded", () => freshDatabase("migrated"), () => freshDatabase("migrated")]]
    : [
        ["postgres to postgres", () => freshDatabase("migrated"), () => freshDatabase("migrated")],
        ["postgres to embedded", () => freshDatabase("migrated"), async () => memory],
        ["embedded to postgres", async () => memory, () => freshDatabase("migrated")],
      ];

for (const [way, from, to] of ways)
  test(`${way}: every table, sequence and upload is the same`, async () => {
    const file = fileOf(`${way}.backup`);
    const before = await inStore(await from(), `${way} from`, async (store) => {
      await fill(store);
      const taken = await backup(file);
      expect(taken).toMatchObject({ files: 1, missing: 0, bytes: statSync(file).size });
      return dump(store);
    });
    expect(Object.entries(before).filter(([, rows]) => rows.length === 0)).toEqual([]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(dir).filter((name) => name.endsWith(".part"))).toEqual([]);
    await inStore(await to(), `${way} to`, async (store) => {
      const { rows, tables, files } = await restore(file);
      const after = await dump(store);
      for (const [name, was] of Object.entries(before)) expect([name, after[name]]).toEqual([name, was]);
      expect(after).toEqual(before);
      expect([tables, rows, files]).toEqual([
        Object.keys(before).length - 1,
        Object.values(before).flat().length - (before.sequences?.length ?? 0),
        1,
      ]);
      expect(readFileSync(uploadPlace(sha256))).toEqual(bytes);
      // What comes after the restore has the next number, and references are held as before.
      await transact((tx) => audit(tx, { actorId: null, action: "key.rotate", subject: "x" }));
      await expect(store.pool.query("delete from person")).rejects.toThrow("foreign key");
      await expect(restore(file)).rejects.toMatchObject({
        code: "not-empty",
        message: expect.stringContaining("person (2)"),
      });
    });
  }, 120_000);

test("taken while eight write, it holds one moment: both logs verify and every reference is there", async () => {
  const file = fileOf("busy.backup");
  const head = await inStore(await freshDatabase("migrated"), "busy from", async (store) => {
    await store.pool.query("insert into installation (id, demo, secret_cipher) values (1, false, $1)", [
      makeSecret(),
    ]);
    let writing = true;
    let written = 0;
    const writers = Array.from({ length: 8 }, async () => {
      while (writing) {
        await transact(
          async (tx) => {
            const personId = randomUUID();
            await tx.person.create({
              data: { id: personId, name: "在写", joinedOn: new Date("2026-01-01") },
            });
            await tx.account.create({ data: { personId, employeeNo: personId } });
            await audit(tx, { actorId: personId, action: "key.rotate", subject: `person:${personId}` });
            const entry = {
              id: newId(),
              personId,
              unitId: randomUUID(),
              kind: "points",
              amount: 1,
              occurredOn: new Date("2026-11-23"),
              postedAt: new Date(),
              policyVersion: "1",
              rule: "r",
              evidence: { a: 1 },
              key: personId,
              reversalOf: null,
            };
            await tx.ledgerEntry.create({ data: { ...entry, mac: rowMark("ledger", entry) } });
          },
          { isolation: "ReadCommitted", timeoutMs: 30_000 },
        );
        written += 1;
        await pause(); // the embedded store alone would leave timers no turn
      }
    });
    const until = async (count: number) => {
      while (written < count) await Promise.race([pause(), ...writers]);
    };
    await until(40);
    await sealLogs();
    const kept = await headOf("audit");
    await until(80);
    const atStart = written;
    await backup(file);
    const atEnd = written;
    writing = false;
    await Promise.all(writers);
    if (kind === "postgres") expect(atEnd).toBeGreaterThan(atStart);
    return kept;
  });
  await inStore(await freshDatabase("migrated"), "busy to", async () => {
    await restore(file);
    const people = await db().person.count();
    expect(people).toBeGreaterThanOrEqual(80);
    expect(await db().account.count()).toBe(people);
    expect(await verifyLog("audit", head)).toMatchObject({ ok: true, rows: people });
    expect(await verifyLog("ledger")).toMatchObject({ ok: true, rows: people });
    await sealLogs();
    expect(await verifyLog("audit", head)).toMatchObject({ ok: true, sealed: people });
  });
}, 60_000);

describe("a backup that is not as it was", () => {
  const file = fileOf("good.backup");
  let lines: string[] = [];
  let empty: Record<string, string[]>;

  beforeAll(async () => {
    await inStore(await freshDatabase("migrated"), "good", async (store) => {
      await fill(store);
      await backup(file);
    });
    lines = gunzipSync(readFileSync(file)).toString("utf8").split("\n");
    empty = await dump(currentStore());
    expect(Object.values(empty).flat().length).toBe(empty.sequences?.length);
  }, 60_000);

  const refused = async (name: string, content: Buffer, code: string, message = "") => {
    const other = fileOf(name);
    writeFileSync(other, content);
    useUploadDir(fileOf("refused"));
    onTestFinished(() => useUploadDir(undefined));
    await expect(restore(other)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
    expect(await dump(currentStore())).toEqual(empty);
  };
  const rewritten = (change: (lines: string[]) => string[]) =>
    Buffer.from(gzipSync(change([...lines]).join("\n")));
  const at = (start: string) => lines.findIndex((line) => line.startsWith(start));

  test("truncated anywhere", async () => {
    const whole = readFileSync(file);
    for (const share of [0.1, 0.5, 0.99])
      await refused("cut", whole.subarray(0, Math.floor(whole.length * share)), "damaged");
    await refused(
      "without-end",
      rewritten((all) => [...all.slice(0, at("#end")), ""]),
      "damaged",
      "its end is missing",
    );
    await refused(
      "half-line",
      rewritten((all) => [...all.slice(0, -3), "{"]),
      "damaged",
    );
  });

  test("altered anywhere", async () => {
    const person = at('#table {"name":"person"') + 1;
    const changed = (line: number, by: (text: string) => string) =>
      rewritten((all) => all.map((text, index) => (index === line ? by(text) : text)));
    await refused(
      "row",
      changed(person, (text) => text.replace("社区", "街道")),
      "damaged",
    );
    await refused(
      "gone",
      rewritten((all) => all.filter((_, index) => index !== person)),
      "damaged",
    );
    await refused(
      "bytes",
      changed(at("#file") + 1, (text) => `A${text.slice(1)}`),
      "damaged",
    );
    await refused(
      "header",
      changed(0, (text) => text.replace('"demo":false', '"demo":true')),
      "damaged",
    );
    await refused(
      "more",
      rewritten((all) => [...all.slice(0, -1), "{}", ""]),
      "damaged",
      "follows",
    );
    const flipped = readFileSync(file);
    flipped[Math.floor(flipped.length / 2)] = (flipped[Math.floor(flipped.length / 2)] ?? 0) ^ 1;
    await refused("bit", flipped, "damaged");
  });

  test("not a backup, not there, of another format", async () => {
    await refused("text", Buffer.from("hello\n"), "damaged");
    await refused("other", Buffer.from(gzipSync("hello\n")), "unreadable", "is no backup");
    await refused(
      "format",
      rewritten((all) => all.map((it) => it.replace('"format":1', '"format":2'))),
      "newer",
    );
    await expect(restore(fileOf("nowhere"))).rejects.toMatchObject({ code: "unreadable" });
  });

  /** The same with right checksums, as a program would write it. */
  const resigned = (change: (header: string) => string) =>
    rewritten((all) => {
      all[0] = change(all[0] ?? "");
      const end = at("#end");
      const sum = createHash("sha256")
        .update(`${all.slice(0, end).join("\n")}\n`)
        .digest("hex");
      all[end] = (all[end] ?? "").replace(/"sha256":"\w+"\}$/, `"sha256":"${sum}"}`);
      return all;
    });

  test("of a newer program, or of one with other migrations", async () => {
    const sum = "0".repeat(64);
    const added = (header: string) =>
      header.replace("]}", `,{"name":"29990101000000_later","checksum":"${sum}"}]}`);
    await refused("later", resigned(added), "newer", "29990101000000_later");
    const edited = (header: string) => header.replace(/"checksum":"\w{64}"/, `"checksum":"${sum}"`);
    await refused("edited", resigned(edited), "newer");
  });

  test("sealed with a key that is not at hand", async () => {
    useKeys(Buffer.alloc(32, 1));
    onTestFinished(() => useKeys(Buffer.alloc(32, 7)));
    const name = /secret_cipher.*?a1\.(\w{8})\./.exec(lines.join("\n"))?.[1] ?? "?";
    await refused("sealed", readFileSync(file), "key-missing", name);
    useKeys(Buffer.alloc(32, 1), Buffer.alloc(32, 7));
    await inStore(await freshDatabase("migrated"), "other key", async () => {
      await restore(file);
      await loadSecret();
      expect(encrypt("a", "b")).toBeTruthy();
    });
  });

  test("an existing file is not overwritten, and one that cannot be written leaves nothing", async () => {
    const before = readFileSync(file);
    await expect(backup(file)).rejects.toMatchObject({ code: "exists" });
    expect(readFileSync(file)).toEqual(before);
    await expect(backup(fileOf("no/such/folder"))).rejects.toBeInstanceOf(BackupError);
    await expect(backup(fileOf("no/such/folder"))).rejects.toMatchObject({ code: "cannot-write" });
    expect(readdirSync(dir).filter((name) => name.includes(".part"))).toEqual([]);
    expect(await db().person.count()).toBe(0);
  });

  test("an upload that is lost or was altered on the disk is told, not passed over", async () => {
    await inStore(await freshDatabase("migrated"), "lost", async (store) => {
      await fill(store);
      writeFileSync(uploadPlace(sha256), "other");
      expect(await backup(fileOf("lost.backup"))).toMatchObject({ files: 0, missing: 1 });
    });
    await inStore(await freshDatabase("migrated"), "lost to", async () => {
      expect(await restore(fileOf("lost.backup"))).toMatchObject({ files: 0, missing: 1 });
    });
  });
});

describe("a backup from before the newest migration", () => {
  const folder = fileOf("migrations");
  beforeAll(() => {
    const write = (name: string, sql: string) => {
      mkdirSync(path.join(folder, name), { recursive: true });
      writeFileSync(path.join(folder, name, "migration.sql"), sql);
    };
    for (const name of readdirSync("prisma/migrations"))
      if (!name.includes("."))
        write(name, readFileSync(path.join("prisma/migrations", name, "migration.sql"), "utf8"));
    write(
      "29990101000000_later",
      `alter table person add column nickname text;
       update person set nickname = name || '！';
       alter table person alter column nickname set not null;
       create function hello() returns text language sql as $$ select 'hello' $$;`,
    );
  });

  test("is loaded at its level and brought up to date", async () => {
    const file = fileOf("older.backup");
    const before = await inStore(await freshDatabase("migrated"), "older", async (store) => {
      await fill(store);
      await backup(file);
      return dump(store);
    });
    const newer = { ...(await freshDatabase("migrated")), migrations: folder };
    await inStore(newer, "newer", async (store) => {
      await restore(file, folder);
      const { person, ...others } = await dump(store);
      const { person: people, ...same } = before;
      expect(others).toEqual(same);
      expect(person).toHaveLength(people?.length ?? 0);
      const { rows } = await store.pool.query<{ nickname: string }>("select nickname from person");
      for (const { nickname } of rows) expect(nickname).toMatch(/社区.*！$/s);
    });
  }, 60_000);
});

useSecret(Buffer.alloc(32, 8));
