import { defineConfig } from "prisma/config";

// Every Prisma command wants to download its schema engine, `generate` too, although that one never
// runs it. With a real executable named here nothing is fetched; a command that does need the engine
// (migrate) fails loudly. `scripts/db-new.ts` and `scripts/db-check.ts` take its place.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: "prisma/schema", migrations: { path: "prisma/migrations" } });
