import { missingSql } from "./schema-engine";

const sql = await missingSql();
if (sql) {
  console.error(
    "The migrations lack what prisma/schema says. Missing (npm run db:new -- <name> writes it):\n\n" + sql,
  );
  process.exitCode = 1;
} else console.log("Migrations and schema agree.");
