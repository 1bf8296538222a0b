import { backup, BackupError, restore } from "~/platform/backup.server";
import { migrationStatus } from "~/platform/migrate.server";
import { currentStore } from "~/platform/store.server";
import type { Command, Outcome } from "../command";

export const dbCommands: readonly Command[] = [
  {
    name: "db migrate",
    usage: "",
    about: "brings the schema up to date, as every start does",
    args: [0, 0],
    on: "store",
    run: status,
  },
  {
    name: "db status",
    usage: "",
    about: "which migrations are applied, pending, edited, missing or failed; changes nothing",
    details: "  Exit code 1 when anything is pending or wrong.\n",
    args: [0, 0],
    on: "store",
    migrates: false,
    run: status,
  },
  {
    name: "db backup",
    usage: "FILE",
    about: "writes everything into a new file, also while the server runs",
    details:
      "  What is encrypted stays so: keep ENCRYPTION_KEY too, elsewhere. An existing file is not overwritten.\n",
    args: [1, 1],
    on: "store",
    run: ({ args: [file = ""], path }) =>
      told(async () => {
        const { rows, tables, files, missing, bytes } = await backup(path(file));
        const lost = missing ? `${missing} uploaded files are missing or altered and not in it\n` : "";
        return {
          code: missing ? 1 : 0,
          out: `${rows} rows of ${tables} tables, ${files} uploaded files, ${bytes} bytes: ${path(file)}\n`,
          err: lost,
        };
      }),
  },
  {
    name: "db restore",
    usage: "FILE",
    about: "fills an empty store from a backup, embedded or PostgreSQL",
    args: [1, 1],
    on: "alone",
    run: ({ args: [file = ""], path }) =>
      told(async () => {
        const { rows, tables } = await restore(path(file));
        return { code: 0, out: `${rows} rows of ${tables} tables restored\n` };
      }),
  },
];

async function status(): Promise<Outcome> {
  const { pool, where } = currentStore();
  const found = await migrationStatus(pool, "prisma/migrations");
  const wrong = [found.pending, found.edited, found.missing, found.failed].some((names) => names.length);
  const lines = Object.entries(found).flatMap(([state, names]: [string, string[]]) =>
    names.map((name) => `${state.padEnd(8)} ${name}\n`),
  );
  return { code: wrong ? 1 : 0, out: `${where}\n${lines.join("")}` };
}

async function told(work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BackupError) return { code: 1, err: `${error.message}\n` };
    throw error;
  }
}
