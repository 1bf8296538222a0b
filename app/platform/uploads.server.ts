import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat, writeFile, type FileHandle } from "node:fs/promises";
import path from "node:path";
import { dayMs } from "~/lib/dates";
import { byteRange, namesTag, type ByteRange } from "./byte-range";
import { now, realNow } from "./clock.server";
import { cleanFileName, contentDisposition } from "./file-name";
import { fileKinds, filePurposes, isShown, type FilePurpose } from "./file-kinds";
import { inspectFile } from "./inspect-file.server";
import { log } from "./log.server";
import { readMultipart, type ReceivedFile } from "./multipart.server";
import { db, type Tx } from "./store.server";
import { lock, transact } from "./transact.server";

/**
 * Files that people send. The bytes lie at `<data>/uploads/ab/<sha256>`, once however often they are sent; a row says
 * what they are called and a use what refers to them. Rows and files come and go under one lock, so that nothing that
 * is just being used is swept away.
 */
let root: string | undefined;

export interface UploadRow {
  id: string;
  sha256: string;
  size: number;
  mime: string;
  name: string;
}

/** What refers to an upload: "agreement:<id>". Who may see the subject may see the file. */
export type UploadSubject = `${string}:${string}`;

/** Says where the data lies; `undefined` in a test that is over. */
export function useUploadDir(dataDir: string | undefined): void {
  root = dataDir === undefined ? undefined : path.resolve(dataDir, "uploads");
}

function uploadDir(...parts: string[]): string {
  if (!root) throw new Error("no place for uploads: useUploadDir() comes first");
  return path.join(root, ...parts);
}

const incoming = () => uploadDir("incoming");
/** Where the bytes with this hash lie, or would lie. */
export const uploadPlace = (sha256: string) => uploadDir(sha256.slice(0, 2), sha256);

export interface ReceivedForm {
  form: FormData;
  /** Null when none was chosen. */
  file: ReceivedFile | null;
  /** Deletes what was not kept; call it when the act is over, however it ended. */
  discard(): Promise<void>;
}

/** Reads a form with at most one file of a purpose. Throws what `readMultipart` throws. */
export async function receiveUpload(request: Request, purpose: FilePurpose): Promise<ReceivedForm> {
  const { accept, maxBytes } = filePurposes[purpose];
  const { form, files, discard } = await readMultipart(request, {
    accept,
    maxBytes,
    maxFiles: 1,
    directory: incoming(),
  });
  return { form, file: files[0] ?? null, discard };
}

/**
 * Takes bytes that came inside another file, such as a picture of a document, as if they had been sent themselves: told
 * by their bytes, refused or not. `discard` deletes what was not kept.
 */
export async function receiveBytes(
  bytes: AsyncIterable<Buffer> | Iterable<Buffer>,
  given: string,
  purpose: FilePurpose,
): Promise<{ file: ReceivedFile; discard: () => Promise<void> }> {
  const { accept, maxBytes } = filePurposes[purpose];
  await mkdir(incoming(), { recursive: true });
  const place = path.join(incoming(), randomUUID());
  const discard = () => rm(place, { force: true });
  const hash = createHash("sha256");
  let size = 0;
  const handle = await open(place, "wx", 0o600);
  try {
    for await (const chunk of bytes) {
      size += chunk.length;
      if (size > maxBytes) break;
      hash.update(chunk);
      await handle.writeFile(chunk);
    }
    await handle.sync();
  } catch (error) {
    await discard();
    throw error;
  } finally {
    await handle.close();
  }
  const { kind, refusal } =
    size > maxBytes ? { kind: null, refusal: "too-large" as const } : await inspectFile(place, accept);
  const name = cleanFileName(given, kind ?? undefined);
  return { file: { field: "", name, size, sha256: hash.digest("hex"), path: place, kind, refusal }, discard };
}

/**
 * Keeps a received file for a subject, in the act's own transaction: both or neither. The same bytes for the same
 * subject again change nothing. Takes the lock of all uploads, the last in the order of locks, so the act runs
 * read-committed. The file is moved before the rows are there: an act that fails leaves one that nothing refers to.
 */
export async function keepUpload(
  tx: Tx,
  file: ReceivedFile,
  { ownerId, subject }: { ownerId: string | null; subject: UploadSubject },
): Promise<{ uploadId: string; isNew: boolean }> {
  if (!file.kind) throw new Error("a refused file cannot be kept");
  const { sha256, size, name, kind } = file;
  await lock(tx, "uploads");
  const known = await tx.upload.findFirst({ where: { sha256, uses: { some: { subject } } } });
  if (known) return { uploadId: known.id, isNew: false };
  await settle(file);
  const upload = await tx.upload.create({
    data: { sha256, size, name, mime: fileKinds[kind].mime, ownerId, createdAt: now() },
  });
  await tx.uploadUse.create({ data: { uploadId: upload.id, subject } });
  return { uploadId: upload.id, isNew: true };
}

/** Moves the bytes, which are on the disk already, to their place; bytes that are there are left there. */
async function settle({ path: from, sha256 }: Pick<ReceivedFile, "path" | "sha256">): Promise<void> {
  const to = uploadPlace(sha256);
  if (await exists(to)) return;
  await mkdir(path.dirname(to), { recursive: true });
  await rename(from, to);
  for (const directory of [path.dirname(to), uploadDir()]) {
    const handle = await open(directory, "r");
    await handle.sync().finally(() => handle.close());
  }
}

/** Puts bytes of our own making where uploads lie; the rows are the caller's. Returns their SHA-256. */
export async function placeBytes(bytes: Buffer): Promise<string> {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const file = path.join(incoming(), randomUUID());
  await mkdir(incoming(), { recursive: true });
  await writeFile(file, bytes, { flush: true, mode: 0o600 });
  await settle({ path: file, sha256 });
  await rm(file, { force: true });
  return sha256;
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return false;
      throw error;
    },
  );
}

/** Lets a subject refer to an upload that is there; false when it is not, or no longer. Locks as `keepUpload` does. */
export async function useUpload(tx: Tx, uploadId: string, subject: UploadSubject): Promise<boolean> {
  await lock(tx, "uploads");
  if (!(await tx.upload.findUnique({ where: { id: uploadId } }))) return false;
  await tx.uploadUse.createMany({ data: { uploadId, subject }, skipDuplicates: true });
  return true;
}

/** Ends what a subject refers to; the sweep deletes what nothing refers to. Returns whether it did refer to it. */
export async function releaseUpload(tx: Tx, uploadId: string, subject: UploadSubject): Promise<boolean> {
  return (await tx.uploadUse.deleteMany({ where: { uploadId, subject } })).count > 0;
}

/** What these subjects refer to, oldest first. */
export async function uploadsOf(
  subjects: readonly UploadSubject[],
): Promise<(UploadRow & { subject: string; createdAt: Date })[]> {
  const uses = await db().uploadUse.findMany({
    where: { subject: { in: [...subjects] } },
    include: { upload: true },
    orderBy: [{ upload: { createdAt: "asc" } }, { uploadId: "asc" }],
  });
  return uses.map(({ subject, upload: { ownerId: _, ...upload } }) => ({ ...upload, subject }));
}

/** An upload with what refers to it, or null. */
export async function readUpload(id: string): Promise<(UploadRow & { subjects: string[] }) | null> {
  const found = await db().upload.findUnique({ where: { id }, include: { uses: true } });
  return found && { ...found, subjects: found.uses.map((use) => use.subject) };
}

/**
 * Deletes rows that nothing refers to and files without a row, both older than `olderThanMs`, and what interrupted
 * requests left. Safe while uploads come in.
 */
export async function sweepUploads(olderThanMs = dayMs): Promise<{ rows: number; files: number }> {
  const rows = await transact(
    async (tx) => {
      await lock(tx, "uploads");
      const createdAt = { lt: new Date(now().getTime() - olderThanMs) };
      return (await tx.upload.deleteMany({ where: { createdAt, uses: { none: {} } } })).count;
    },
    { isolation: "ReadCommitted" },
  );
  const before = realNow().getTime() - olderThanMs;
  let files = 0;
  for (const directory of await list(uploadDir())) {
    const old: string[] = [];
    for (const name of await list(uploadDir(directory))) {
      const found = await stat(uploadDir(directory, name)).catch(() => null);
      if (found && found.mtimeMs < before) old.push(name);
    }
    if (old.length)
      files += await (directory === "incoming" ? remove(directory, old) : sweep(directory, old));
  }
  return { rows, files };
}

/** Deletes those of the files that no row names, under the lock under which rows come. */
async function sweep(directory: string, names: readonly string[]): Promise<number> {
  const work = async (tx: Tx) => {
    await lock(tx, "uploads");
    const rows = await tx.upload.findMany({
      where: { sha256: { in: [...names] } },
      select: { sha256: true },
    });
    const kept = new Set(rows.map((row) => row.sha256));
    // Deleting twice is deleting once, so this may be tried again with the transaction.
    return remove(
      directory,
      names.filter((name) => !kept.has(name)),
    );
  };
  return transact(work, { isolation: "ReadCommitted" });
}

async function remove(directory: string, names: readonly string[]): Promise<number> {
  await Promise.all(names.map((name) => rm(uploadDir(directory, name), { force: true })));
  return names.length;
}

async function list(directory: string): Promise<string[]> {
  return readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
}

const chunkBytes = 64 * 1024;

/**
 * Answers a GET or HEAD with an upload, whole or the range that was asked for. Nothing of it runs: its type is the
 * stored one, and its policy lets a browser do nothing with it but show it. `drained` resolves when the connection
 * takes more, so that a slow reader of a film does not fill the memory.
 */
export async function serveUpload(
  request: Request,
  upload: UploadRow,
  drained: () => Promise<void> = async () => {},
): Promise<Response> {
  const file = uploadPlace(upload.sha256);
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    log.error({ upload: upload.id, sha256: upload.sha256 }, "the file of an upload is missing");
    return null;
  });
  if (!found) return new Response(null, { status: 404 });
  const { size } = found;
  const tag = `"${upload.sha256}"`;
  const headers = new Headers({
    "Accept-Ranges": "bytes",
    // A second policy beside that of every page; both hold.
    "Content-Security-Policy": "sandbox; default-src 'none'; img-src 'self'; media-src 'self'",
    "Content-Disposition": contentDisposition(isShown(upload.mime) ? "inline" : "attachment", upload.name),
    "Content-Type": upload.mime,
    "X-Content-Type-Options": "nosniff",
    // Packing on the way would break ranges.
    "Cache-Control": "private, no-transform",
    ETag: tag,
  });
  const asked = (name: string) => request.headers.get(name);
  const bare = (status: number) => new Response(null, { status, headers });
  const [match, noneMatch, ifRange] = [asked("If-Match"), asked("If-None-Match"), asked("If-Range")];
  if (match !== null && !namesTag(match, tag, false)) return bare(412);
  if (noneMatch !== null && namesTag(noneMatch, tag, true)) return bare(304);
  const isGet = request.method === "GET";
  const wanted = isGet && (ifRange === null || ifRange === tag) ? asked("Range") : null;
  const range = byteRange(wanted, size);
  if (range === null) {
    headers.set("Content-Range", `bytes */${size}`);
    return bare(416);
  }
  const { start, end } = range === "whole" ? { start: 0, end: size - 1 } : range;
  headers.set("Content-Length", String(end - start + 1));
  if (range !== "whole") headers.set("Content-Range", `bytes ${start}-${end}/${size}`);
  if (!isGet) return bare(200);
  const body = bytesOf(file, { start, end }, drained, request.signal);
  return new Response(body, { status: range === "whole" ? 200 : 206, headers });
}

/**
 * A part of a file, read when it is asked for and the connection takes it, until either side ends. It is opened with
 * the first read: an answer whose body nobody reads, as to HEAD, leaves nothing open.
 */
function bytesOf(
  file: string,
  { start, end }: ByteRange,
  drained: () => Promise<void>,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  let at = start;
  let handle: FileHandle | undefined;
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    try {
      await drained();
      if (!signal.aborted) {
        handle ??= await open(file, "r");
        const { bytesRead, buffer } = await handle.read(
          Buffer.alloc(Math.min(chunkBytes, end - at + 1)),
          0,
          null,
          at,
        );
        if (bytesRead === 0) throw new Error("the file is shorter than it was");
        at += bytesRead;
        controller.enqueue(buffer.subarray(0, bytesRead));
        if (at <= end) return;
      }
      await handle?.close();
      controller.close();
    } catch (error) {
      await handle?.close();
      controller.error(error);
    }
  };
  return new ReadableStream({ pull, cancel: () => handle?.close() }, { highWaterMark: 0 });
}
