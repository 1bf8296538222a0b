import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import type pg from "pg";
import { z } from "zod";

/**
 * A backup is a gzipped text: one line of JSON for each row, and between them lines that begin with `#`:
 *
 *     #nuanxin-backup {…}   what it is a backup of
 *     #table {…}            the rows of this table follow
 *     #file {…}             the bytes of this upload follow, as lines of base64
 *     #end {…}              how much there was, with checksums; nothing follows
 *
 * `gunzip -c FILE | less` reads it.
 */
export type BackupCode =
  "exists" | "cannot-write" | "unreadable" | "damaged" | "newer" | "not-empty" | "key-missing";

/** Why there is no backup, or why one is not restored, in words for the operator. */
export class BackupError extends Error {
  override name = "BackupError";
  constructor(
    readonly code: BackupCode,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const header = z.object({
  format: z.literal(1),
  takenAt: z.iso.datetime(),
  /** The installation's clock, which in a demonstration is not the time. */
  clock: z.iso.datetime(),
  store: z.enum(["embedded", "postgres"]),
  demo: z.boolean(),
  migrations: z.array(z.object({ name: z.string(), checksum: sha256 })),
});
export type Header = z.infer<typeof header>;

export const table = z.object({
  name: z.string(),
  /** Name and type, as SQL writes it. */
  columns: z.array(z.tuple([z.string(), z.string()])),
});
export type Table = z.infer<typeof table>;

export const file = z.object({ sha256, size: z.int().nonnegative() });

export const end = z.object({
  tables: z.record(z.string(), z.object({ rows: z.int().nonnegative(), sha256 })),
  files: z.int().nonnegative(),
  /** Uploads whose bytes were not there, or were others, when the backup was taken. */
  missing: z.array(sha256),
  /** The number each sequence gave last; null when none yet. */
  sequences: z.record(z.string(), z.string().nullable()),
  /** Of every line before this one. */
  sha256,
});
export type End = z.infer<typeof end>;

export const word = { header: "nuanxin-backup", table: "table", file: "file", end: "end" } as const;

export function controlLine(name: (typeof word)[keyof typeof word], value: object): string {
  return `#${name} ${JSON.stringify(value)}\n`;
}

/** The lines of a gzipped text without their ends. Throws `unreadable`, or `damaged` when it does not unpack whole. */
export async function* readLines(path: string): AsyncGenerator<string> {
  const source = createReadStream(path);
  const gunzip = createGunzip();
  source.on("error", (error) => gunzip.destroy(error));
  source.pipe(gunzip);
  let rest: Buffer[] = [];
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      let from = 0;
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
        yield Buffer.concat([...rest, chunk.subarray(from, at)]).toString("utf8");
        rest = [];
        from = at + 1;
      }
      rest.push(chunk.subarray(from));
    }
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    throw code.startsWith("Z_")
      ? new BackupError("damaged", `${path} is no whole backup: ${message}`, error)
      : new BackupError("unreadable", `${path} cannot be read: ${message}`, error);
  } finally {
    source.destroy();
    gunzip.destroy();
  }
  if (rest.some((part) => part.length)) throw damaged(path, "its last line has no end");
}

export function damaged(path: string, what: string): BackupError {
  return new BackupError("damaged", `${path} is damaged or was altered: ${what}`);
}

/** Parts of a backup in their order. A row is JSON as text: only the database reads it. */
export type Part =
  | { kind: "header"; value: Header }
  | { kind: "table"; value: Table }
  | { kind: "row"; value: string }
  | { kind: "file"; value: z.infer<typeof file> }
  | { kind: "bytes"; value: Buffer }
  | { kind: "end"; value: End };

/** Reads a backup and checks its shape and its own checksums on the way; the end comes only if they are right. */
export async function* readParts(path: string): AsyncGenerator<Part> {
  const whole = createHash("sha256");
  const tables: End["tables"] = {};
  let part: "start" | "rows" | "bytes" | "end" = "start";
  let [name, rows, hash] = ["", 0, createHash("sha256")];
  let [files, left] = [0, 0];
  let bytes: { sha256: string; hash: ReturnType<typeof createHash> } | null = null;
  const close = () => {
    if (name) tables[name] = { rows, sha256: hash.digest("hex") };
    if (bytes && (left !== 0 || bytes.hash.digest("hex") !== bytes.sha256))
      throw damaged(path, `the bytes of the upload ${bytes.sha256}`);
    [name, bytes] = ["", null];
  };
  const parse = <S extends z.ZodType>(schema: S, text: string): z.output<S> => {
    try {
      return schema.parse(JSON.parse(text));
    } catch {
      throw damaged(path, `a line that cannot be read: ${text.slice(0, 60)}`);
    }
  };
  for await (const line of readLines(path)) {
    const control = /^#([\w-]+) (.*)$/.exec(line);
    const [, kind, text = ""] = control ?? [];
    if (part === "start") {
      if (kind !== word.header) throw new BackupError("unreadable", `${path} is no backup`);
      const version = parse(z.looseObject({ format: z.number() }), text).format;
      if (version !== 1)
        throw new BackupError("newer", `${path} has format ${version}: a newer program wrote it`);
      yield { kind: "header", value: parse(header, text) };
      part = "rows";
    } else if (part === "end") throw damaged(path, "something follows its end");
    else if (kind === word.table) {
      close();
      const value = parse(table, text);
      [name, rows, hash] = [value.name, 0, createHash("sha256")];
      part = "rows";
      yield { kind: "table", value };
    } else if (kind === word.file) {
      close();
      const value = parse(file, text);
      bytes = { sha256: value.sha256, hash: createHash("sha256") };
      left = value.size;
      files += 1;
      part = "bytes";
      yield { kind: "file", value };
    } else if (kind === word.end) {
      close();
      const value = parse(end, text);
      if (value.sha256 !== whole.digest("hex")) throw damaged(path, "its checksum is another");
      for (const [each, found] of Object.entries({ ...value.tables, ...tables }))
        if (JSON.stringify(value.tables[each]) !== JSON.stringify(tables[each]))
          throw damaged(path, `${found.rows} rows of ${each}`);
      if (value.files !== files) throw damaged(path, `${files} uploads`);
      part = "end";
      yield { kind: "end", value };
      continue;
    } else if (part === "rows" && line.startsWith("{") && name) {
      rows += 1;
      hash.update(line).update("\n");
      yield { kind: "row", value: line };
    } else if (part === "bytes" && bytes) {
      const value = Buffer.from(line, "base64");
      left -= value.length;
      bytes.hash.update(value);
      yield { kind: "bytes", value };
    } else throw damaged(path, `a line that belongs nowhere: ${line.slice(0, 60)}`);
    whole.update(line).update("\n");
  }
  if (part !== "end") throw damaged(path, "its end is missing");
}

/** What of another schema belongs to a backup: jobs that are still to be done. */
export const jobTable = "pgboss.job";
const jobsToDo = "state in ('created', 'retry', 'active')";

export const conditionOf = (name: string): string => (name === jobTable ? jobsToDo : "true");

export const quoted = (name: string): string =>
  name
    .split(".")
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join(".");

/** The tables that a backup holds, with their columns, as the database has them now. */
export async function tablesOf(client: pg.ClientBase | pg.Pool): Promise<Table[]> {
  const { rows } = await client.query<{ name: string; columns: [string, string][] }>(
    `select case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname as name,
       json_agg(json_build_array(a.attname, format_type(a.atttypid, a.atttypmod)) order by a.attnum)::text as columns
     from pg_class c
     join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relkind in ('r', 'p') and not c.relispartition
       and (n.nspname = 'public' and c.relname <> '_prisma_migrations' or n.nspname || '.' || c.relname = $1)
     group by 1 order by 1`,
    [jobTable],
  );
  return rows.map(({ name, columns }) => table.parse({ name, columns: JSON.parse(String(columns)) }));
}

/** JSON is kept as text in a row, since its null would otherwise be taken for an empty column. */
export const isJson = (type: string): boolean => type === "json" || type === "jsonb";
