import { randomBytes } from "node:crypto";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { applyMigrations } from "~/platform/migrate.server";
import { startPostgres } from "./postgres";

/** One migrated database, which the stores of the tests are copies of. */
export default async function postgresTemplate(project: TestProject) {
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? { url: given, stop: async () => {} } : await startPostgres();
  const template = `nuanxin_test_${randomBytes(6).toString("hex")}`;
  const admin = new pg.Pool({ connectionString: server.url, max: 1 });
  const teardown = async () => {
    await admin.query(`drop database if exists ${template}`);
    await admin.end();
    await server.stop();
  };
  try {
    await admin.query(`create database ${template} template template0 encoding 'UTF8'`);
    const pool = new pg.Pool({ connectionString: databaseAt(server.url, template), max: 1 });
    await applyMigrations(pool, "prisma/migrations").finally(() => pool.end());
  } catch (error) {
    await teardown();
    throw error;
  }
  project.provide("store", { kind: "postgres", url: server.url, template });
  return teardown;
}

/** The address of another database on the same server. */
export function databaseAt(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}
