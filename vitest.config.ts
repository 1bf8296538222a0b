import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { findPostgres } from "./tests/setup/postgres";

const root = fileURLToPath(new URL(".", import.meta.url));
const database = { setupFiles: ["tests/setup/fresh-store.ts"], testTimeout: 30_000, hookTimeout: 60_000 };

// Without a server the project consists of one skipped test which says so; a build server has to have one.
const server = process.env.TEST_DATABASE_URL || process.env.CI || findPostgres();

export default defineConfig({
  resolve: { alias: { "~": `${root}app` } },
  test: {
    root,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["app/**/*.test.{ts,tsx}", "scripts/**/*.test.ts"] },
      },
      {
        extends: true,
        test: {
          ...database,
          name: "db-embedded",
          include: ["tests/db/**/*.test.ts"],
          globalSetup: ["tests/setup/embedded-template.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "db-postgres",
          ...(server
            ? {
                ...database,
                include: ["tests/db/**/*.test.ts"],
                globalSetup: ["tests/setup/postgres-template.ts"],
              }
            : { include: ["tests/setup/no-postgres.test.ts"] }),
        },
      },
    ],
  },
});
