import { mkdir, writeFile } from "node:fs/promises";
import { missingSql } from "./schema-engine";

const name = process.argv[2] ?? "";
if (!/^[a-z][a-z0-9_]{0,59}$/.test(name)) {
  console.error("Usage: npm run db:new -- <name>, where the name is like add_seat_count (a-z, 0-9 and _).");
  process.exit(2);
}
const sql = await missingSql();
if (!sql) {
  console.error("Nothing to write: the migrations already say what prisma/schema says.");
  process.exit(1);
}
const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
const dir = `prisma/migrations/${stamp}_${name}`;
await mkdir(dir);
await writeFile(`${dir}/migration.sql`, sql);
console.log(`Wrote ${dir}/migration.sql: read it, add by hand what a schema cannot say, then commit it.`);
