import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { openStore, useStore, type StoreOptions } from "~/platform/store.server";
import { useKeys, useSecret } from "~/platform/crypto.server";
import { databaseAt } from "./postgres-template";

const source = inject("store");
const made: string[] = [];

/** Which of the two stores this project tests. */
export const kind = source.kind;

/**
 * What `openStore` needs for a new database: migrated, or empty. Call it twice and there are two. On a server it is
 * dropped after the file; append-only tables cannot be emptied, so a file keeps to ids of its own making instead.
 */
export async function freshDatabase(state: "migrated" | "empty"): Promise<StoreOptions> {
  if (source.kind === "embedded") return { snapshot: new Blob([readFileSync(source[state])]) };
  const name = `${source.template}_${randomBytes(4).toString("hex")}`;
  await onServer(`create database ${name} template ${state === "empty" ? "template0" : source.template}`);
  made.push(name);
  return { databaseUrl: databaseAt(source.url, name) };
}

/** Statements on the test server's own database. */
export async function onServer(...statements: string[]): Promise<void> {
  if (source.kind !== "postgres") throw new Error("These tests run on the embedded store.");
  const client = new pg.Client({ connectionString: source.url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

// A store in a test has no installation whose secret could be read.
useKeys(Buffer.alloc(32, 7));
useSecret(Buffer.alloc(32, 8));

// Each test file starts with a store that nothing else has touched.
beforeAll(async () => {
  const store = await openStore(await freshDatabase("migrated"));
  useStore(store);
  return async () => {
    useStore(undefined);
    await store.close();
  };
});

afterAll(async () => {
  if (made.length) await onServer(...made.map((name) => `drop database ${name} with (force)`));
});
