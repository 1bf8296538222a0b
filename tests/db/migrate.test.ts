import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { describe, expect, onTestFinished, test } from "vitest";
import { embeddedPool } from "~/platform/embedded-pool.server";
import { applyMigrations, migrationStatus, readMigrations } from "~/platform/migrate.server";
import { currentStore, openStore, type Store, type StoreOptions } from "~/platform/store.server";
import { schemaEngine } from "../../scripts/schema-engine";
import { freshDatabase, kind } from "../setup/fresh-store";

const one = `create table one (id int primary key);
create function hello() returns text language plpgsql as $$ begin perform 1; return 'a;b'; end $$;
`;

function migrations(files: Record<string, string>) {
  const dir = mkdtempSync(join(tmpdir(), "nuanxin-migrations-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  for (const [name, sql] of Object.entries(files)) add(dir, name, sql);
  return dir;
}

function add(dir: string, name: string, sql: string) {
  mkdirSync(join(dir, name));
  writeFileSync(join(dir, name, "migration.sql"), sql);
}

async function open(options: StoreOptions): Promise<Store> {
  const store = await openStore(options);
  onTestFinished(() => store.close());
  return store;
}

const tables = async ({ pool }: Store) =>
  (
    await pool.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public' order by 1",
    )
  ).rows
    .map((row) => row.name)
    .filter((name) => name !== "_prisma_migrations");

describe("migrations", () => {
  test("are applied in order and once, each sent whole", async () => {
    const dir = migrations({ "2_two": "insert into one values (2);", "1_one": one });
    const store = await open({ ...(await freshDatabase("empty")), migrations: dir });
    expect((await store.pool.query("select id, hello() from one")).rows).toEqual([{ id: 2, hello: "a;b" }]);
    expect(await applyMigrations(store.pool, dir)).toEqual([]);
    add(dir, "3_three", "insert into one values (3);");
    expect((await migrationStatus(store.pool, dir)).pending).toEqual(["3_three"]);
    expect(await applyMigrations(store.pool, dir)).toEqual(["3_three"]);
    expect(await migrationStatus(store.pool, dir)).toEqual({
      applied: ["1_one", "2_two", "3_three"],
      pending: [],
      edited: [],
      missing: [],
      failed: [],
    });
  });

  test("an edited one stops the start with its name; other line ends are no edit", async () => {
    const dir = migrations({ "1_one": one, "2_two": "select 1;" });
    const store = await open({ ...(await freshDatabase("empty")), migrations: dir });
    writeFileSync(join(dir, "1_one/migration.sql"), one.replaceAll("\n", "\r\n"));
    expect(await applyMigrations(store.pool, dir)).toEqual([]);
    appendFileSync(join(dir, "1_one/migration.sql"), "-- and more\n");
    add(dir, "3_three", "create table three ();");
    await expect(applyMigrations(store.pool, dir)).rejects.toMatchObject({
      code: "migration-edited",
      detail: "1_one",
      message: expect.stringContaining("migration 1_one was changed"),
    });
    expect(await tables(store)).toEqual(["one"]);
    expect((await migrationStatus(store.pool, dir)).edited).toEqual(["1_one"]);
  });

  test("a missing one stops the start with its name", async () => {
    const dir = migrations({ "1_one": one, "2_two": "select 1;" });
    const store = await open({ ...(await freshDatabase("empty")), migrations: dir });
    rmSync(join(dir, "2_two/migration.sql"));
    await expect(applyMigrations(store.pool, dir)).rejects.toMatchObject({
      code: "migration-missing",
      detail: "2_two",
    });
    rmSync(join(dir, "2_two"), { recursive: true });
    add(dir, "3_three", "create table three ();");
    await expect(applyMigrations(store.pool, dir)).rejects.toMatchObject({
      code: "migration-missing",
      detail: "2_two",
    });
    expect(await tables(store)).toEqual(["one"]);
    await expect(applyMigrations(store.pool, join(dir, "nowhere"))).rejects.toMatchObject({
      code: "migration-missing",
    });
  });

  test("one that fails half way leaves nothing, and what came before it stays", async () => {
    const broken =
      "create table half ();\ninsert into one values (7);\ninsert into one values (7);\ncreate table more ();\n";
    const dir = migrations({ "1_one": one, "2_broken": broken });
    const options = { ...(await freshDatabase("empty")), migrations: dir };
    await expect(openStore(options)).rejects.toMatchObject({
      code: "migration-failed",
      detail: "2_broken",
      message: expect.stringMatching(/migration 2_broken failed and was rolled back: .*one_pkey/),
    });

    const store = await open({ ...(await freshDatabase("empty")), migrations: migrations({ "1_one": one }) });
    await expect(applyMigrations(store.pool, dir)).rejects.toMatchObject({ code: "migration-failed" });
    expect(await tables(store)).toEqual(["one"]);
    expect((await store.pool.query("select * from one")).rows).toEqual([]);
    expect(await migrationStatus(store.pool, dir)).toMatchObject({
      applied: ["1_one"],
      pending: ["2_broken"],
    });
    writeFileSync(join(dir, "2_broken/migration.sql"), "create table half ();\nselect 1 from nowhere;\n");
    await expect(applyMigrations(store.pool, dir)).rejects.toThrow('"nowhere" does not exist (line 2)');
    writeFileSync(join(dir, "2_broken/migration.sql"), "create table half ();");
    expect(await applyMigrations(store.pool, dir)).toEqual(["2_broken"]);
  });

  test("one that ends its own transaction is refused", async () => {
    const dir = migrations({ "1_one": one, "2_commit": "create table half ();\ncommit;\nselect 1;\n" });
    const options = { ...(await freshDatabase("empty")), migrations: dir };
    await expect(openStore(options).then(({ where }) => where)).rejects.toMatchObject({
      code: "migration-failed",
      detail: "2_commit",
    });
  });

  test("one that another tool has begun and not finished stops the start", async () => {
    const dir = migrations({ "1_one": one });
    const store = await open({ ...(await freshDatabase("empty")), migrations: dir });
    await store.pool.query("update _prisma_migrations set finished_at = null");
    await expect(applyMigrations(store.pool, dir)).rejects.toMatchObject({
      code: "migration-failed",
      detail: "1_one",
    });
    await store.pool.query("update _prisma_migrations set rolled_back_at = now()");
    await store.pool.query("drop table one; drop function hello");
    expect(await applyMigrations(store.pool, dir)).toEqual(["1_one"]);
  });

  test.runIf(kind === "postgres")("three starts at once apply each of them once", async () => {
    const slow = (n: number) => `create table t${n} (); select pg_sleep(0.1); insert into log values (${n});`;
    const dir = migrations({
      "0_log": "create table log (n int);",
      "1_a": slow(1),
      "2_b": slow(2),
      "3_c": slow(3),
    });
    const options = { ...(await freshDatabase("empty")), migrations: dir };
    const [store] = await Promise.all([open(options), open(options), open(options)]);
    expect((await store.pool.query("select n from log order by n")).rows).toEqual([
      { n: 1 },
      { n: 2 },
      { n: 3 },
    ]);
    expect((await store.pool.query("select migration_name from _prisma_migrations")).rows).toHaveLength(4);
  });
});

describe("the migrations of this repository", () => {
  test("are all applied in a fresh store", async () => {
    const names = (await readMigrations("prisma/migrations")).map(({ name }) => name);
    expect(await migrationStatus(currentStore().pool, "prisma/migrations")).toMatchObject({
      applied: names,
      pending: [],
    });
  });

  test.runIf(kind === "embedded")("are recognised by Prisma's own engine", async () => {
    const dir = mkdtempSync(join(tmpdir(), "nuanxin-migrations-"));
    onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
    cpSync("prisma/migrations", dir, { recursive: true });
    const { snapshot } = await freshDatabase("migrated");
    const lite = await PGlite.create({ loadDataDir: snapshot });
    onTestFinished(() => lite.close());
    const pool = embeddedPool(lite);
    expect(await applyMigrations(pool, dir)).toEqual([]);
    await pool.end();
    const diagnose = async () => {
      const { schema } = await schemaEngine(lite);
      return schema.diagnoseMigrationHistory({
        optInToShadowDatabase: false,
        filters: { externalTables: [], externalEnums: [] },
        migrationsList: {
          baseDir: resolve(dir),
          lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"' },
          shadowDbInitScript: "",
          migrationDirectories: readdirSync(dir, { withFileTypes: true })
            .filter((it) => it.isDirectory())
            .map(({ name }) => ({
              path: name,
              migrationFile: {
                path: "migration.sql",
                content: { tag: "ok", value: readFileSync(join(dir, name, "migration.sql"), "utf8") },
              },
            })),
        },
      });
    };
    const agreed = {
      editedMigrationNames: [],
      failedMigrationNames: [],
      hasMigrationsTable: true,
      history: null,
    };
    expect(await diagnose()).toMatchObject(agreed);
    const [first = ""] = readdirSync(dir).sort();
    appendFileSync(join(dir, first, "migration.sql"), "-- edited\n");
    expect(await diagnose()).toMatchObject({ ...agreed, editedMigrationNames: [first] });
  });
});
