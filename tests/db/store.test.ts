import { describe, expect, onTestFinished, test } from "vitest";
import { currentStore, db, isUnreachable, openStore, useStore } from "~/platform/store.server";
import { transact } from "~/platform/transact.server";
import { freshDatabase, kind, onServer } from "../setup/fresh-store";
import { startPostgres } from "../setup/postgres";

test("no store is an error that says what to do", () => {
  const store = currentStore();
  onTestFinished(() => useStore(store));
  useStore(undefined);
  expect(() => db()).toThrow("useStore(await openStore");
});

test("a file has a store of its own kind, which closes twice", async () => {
  expect(currentStore().kind).toBe(kind);
  const store = await openStore(await freshDatabase("migrated"));
  expect(await store.db.auditEvent.count()).toBe(0);
  await store.close();
  await store.close();
});

test("the time of the database is the time of the app, whatever zone the server keeps", async () => {
  const at = new Date("2026-11-23T08:00:00.000Z");
  const { id } = await db().auditEvent.create({ data: { at, action: "test", subject: "zone" } });
  const [row] = await db().$queryRaw<{ same: boolean; now: Date }[]>`
    select at = '2026-11-23T16:00:00+08'::timestamptz as same, now() from audit_event where id = ${id}::uuid`;
  expect(row?.same).toBe(true);
  expect(Math.abs(Number(row?.now) - Date.now())).toBeLessThan(60_000);
});

test("an error of the work is not an unreachable database", async () => {
  const error = await db()
    .installation.create({ data: { id: 1, demo: false, createdAt: new Date(NaN) } })
    .catch((it: unknown) => it);
  expect(isUnreachable(error)).toBe(false);
  expect(isUnreachable(new TypeError("a bug"))).toBe(false);
  expect(isUnreachable(undefined)).toBe(false);
});

test("a statement that is refused leaves the connection to the next one", async () => {
  const { pool } = currentStore();
  for (const [text, code] of [
    ["selec $1::int", "42601"],
    ["select 1 / $1::int as x", "22012"],
  ] as const) {
    for (const name of [undefined, `refused ${code}`])
      await expect(pool.query({ name, text, values: [0] })).rejects.toMatchObject({ code });
    const { rows } = await pool.query({ name: "accepted", text: "select $1::int as x", values: [7] });
    expect(rows).toEqual([{ x: 7 }]);
  }
});

describe.runIf(kind === "postgres")("a database server", () => {
  test("that cannot be reached is named without its password", async () => {
    for (const [databaseUrl, code, said] of [
      ["postgresql://app:s3cr3t@127.0.0.1:1/a", "unreachable", "127.0.0.1:1/a"],
      ["postgresql://app:s3cr3t@nowhere.invalid/a", "unreachable", "nowhere.invalid/a"],
      ["mysql://app:s3cr3t@127.0.0.1/a", "unreachable", "DATABASE_URL is not"],
      ["postgresql://app:s3cr3t@@/a", "unreachable", "DATABASE_URL is not"],
      ["postgresql://app:12/s3cr3t@127.0.0.1/a", "unreachable", "DATABASE_URL is not"],
      ["postgresql://app:12?s3cr3t@127.0.0.1/a", "unreachable", "DATABASE_URL is not"],
      ["postgresql://app:12#s3cr3t@127.0.0.1/a", "unreachable", "DATABASE_URL is not"],
    ] as const) {
      const error = await openStore({ databaseUrl }).catch((it: unknown) => it);
      expect(error).toMatchObject({ code, message: expect.stringContaining(said) });
      expect(JSON.stringify([error, String(error), (error as Error).stack])).not.toContain("s3cr3t");
    }
  });

  test("that refuses the password, the database or writing says so", async () => {
    const { databaseUrl = "" } = await freshDatabase("migrated");
    const url = new URL(databaseUrl);
    url.password = "wr0ng";
    await expect(openStore({ databaseUrl: url.href })).rejects.toMatchObject({ code: "unreachable" });
    await expect(openStore({ databaseUrl: `${databaseUrl}x` })).rejects.toThrow(/unreachable|does not exist/);
    const name = url.pathname.slice(1);
    const empty = await freshDatabase("empty");
    const other = new URL(empty.databaseUrl ?? "").pathname.slice(1);
    await onServer(`alter database ${other} set default_transaction_read_only = on`);
    await expect(openStore(empty)).rejects.toMatchObject({ code: "unwritable" });
    expect(name).not.toBe(other);
  });

  test("that ends connections is used again as soon as it allows", async () => {
    const store = await openStore(await freshDatabase("migrated"));
    onTestFinished(() => store.close());
    const name = new URL(`postgresql://${store.where}`).pathname.slice(1);
    const end = `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`;
    const inside = store.db.$transaction(async (tx) => {
      await tx.annualPlan.count();
      await onServer(end);
      await tx.annualPlan.count();
    });
    expect(isUnreachable(await inside.catch((it: unknown) => it))).toBe(true);
    const sleeping = store.db.$queryRaw`select pg_sleep(20)::text`.catch((it: unknown) => it);
    await expect.poll(() => store.pool.totalCount - store.pool.idleCount).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await onServer(end);
    expect(isUnreachable(await sleeping)).toBe(true);
    expect(await store.db.annualPlan.count()).toBe(0);
  });

  test("that goes away is noticed in every kind of request", async () => {
    const server = await startPostgres();
    onTestFinished(server.stop);
    const gone = await openStore({ databaseUrl: server.url });
    onTestFinished(() => gone.close());
    await gone.db.annualPlan.count();
    await server.stop();
    const before = currentStore();
    onTestFinished(() => useStore(before));
    useStore(gone);
    for (const ask of [
      () => db().annualPlan.count(),
      () => db().$queryRaw`select 1`,
      () => transact((tx) => tx.annualPlan.count()),
    ]) {
      const error = await ask().then(
        () => "an answer",
        (it: unknown) => it,
      );
      expect(isUnreachable(error), String(error)).toBe(true);
    }
    await expect(openStore({ databaseUrl: server.url })).rejects.toMatchObject({ code: "unreachable" });
  });
});
