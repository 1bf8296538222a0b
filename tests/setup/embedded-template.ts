import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import type { TestProject } from "vitest/node";
import { embeddedPool } from "~/platform/embedded-pool.server";
import { applyMigrations, readMigrations } from "~/platform/migrate.server";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the tests of a project get their stores from: files with a dump, or a server and a database on it. */
    store:
      | { kind: "embedded"; empty: string; migrated: string }
      | { kind: "postgres"; url: string; template: string };
  }
}

/** Dumps an empty and a migrated database once; opening a dump takes a tenth of the time of making one. */
export default async function embeddedTemplate(project: TestProject) {
  const makers = ["node_modules/@electric-sql/pglite/package.json", "app/platform/migrate.server.ts"];
  const migrations = await readMigrations("prisma/migrations");
  const hash = createHash("sha256")
    .update(makers.map((path) => readFileSync(path, "utf8")).join())
    .update(JSON.stringify(migrations))
    .digest("hex")
    .slice(0, 16);
  const [empty, migrated] = ["empty", "migrated"].map((name) =>
    resolve(`.cache/store-${name}-${hash}.tar`),
  ) as [string, string];
  if (!existsSync(empty) || !existsSync(migrated)) {
    mkdirSync(".cache", { recursive: true });
    const lite = await PGlite.create();
    await keep(lite, empty);
    const pool = embeddedPool(lite);
    await applyMigrations(pool, "prisma/migrations");
    await pool.end();
    await keep(lite, migrated);
    await lite.close();
  }
  project.provide("store", { kind: "embedded", empty, migrated });
}

async function keep(lite: PGlite, path: string) {
  const dump = await lite.dumpDataDir("none");
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, Buffer.from(await dump.arrayBuffer()));
  renameSync(draft, path);
}
