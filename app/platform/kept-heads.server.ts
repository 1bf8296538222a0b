import { readFileSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { logs, type LogName } from "./log-rows.server";

/** The newest seal of a log: what has to be kept elsewhere to recognise the log by. */
export interface Head {
  log: LogName;
  number: number;
  hash: string;
  /** ISO 8601. */
  sealedAt: string;
}

const head = z.object({
  log: z.enum(logs),
  number: z.int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  sealedAt: z.iso.datetime(),
});

/** A head as it was printed or downloaded, or null for any other text. */
export function readHead(text: string): Head | null {
  try {
    return head.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

let file: string | undefined;

/**
 * Where this process keeps the heads that it has seen, so that a log which was cut short or sealed anew in the database
 * is recognised; undefined keeps none. With a database server it lies on another machine than the log.
 */
export function keepHeadsIn(dataDir: string | undefined): void {
  file = dataDir && join(dataDir, "seal-heads.json");
}

export function keptHead(log: LogName): Head | null {
  if (!file) return null;
  try {
    return head.parse((JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>)[log]);
  } catch {
    return null;
  }
}

/** Replaces what is kept of some logs; null keeps nothing of one. */
export async function keepHeads(heads: Partial<Record<LogName, Head | null>>): Promise<void> {
  if (!file) return;
  const kept = Object.fromEntries(
    logs.map((log) => [log, heads[log] === undefined ? keptHead(log) : heads[log]]),
  );
  await writeFile(`${file}.new`, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
