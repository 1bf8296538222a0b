import { createHash, randomUUID } from "node:crypto";
import { mkdir, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as WebStream } from "node:stream/web";
import busboy from "busboy";
import { formOverhead, type FileKind, type FileRefusal } from "./file-kinds";
import { cleanFileName } from "./file-name";
import { inspectFile } from "./inspect-file.server";
import { log } from "./log.server";

/** A file of a form. Its bytes lie at `path` until `discard`; a refused one has none. */
export interface ReceivedFile {
  field: string;
  /** Cleaned, and ending as its kind does. */
  name: string;
  size: number;
  sha256: string;
  path: string;
  /** Null with a refusal. */
  kind: FileKind | null;
  refusal: FileRefusal | null;
}

export interface Multipart {
  /** The fields without the files, as `parseForm` takes them. */
  form: FormData;
  files: ReceivedFile[];
  /** Deletes what of the files was not kept; call it when the act is over, however it ended. */
  discard(): Promise<void>;
}

interface Limits {
  /** Of each file, in bytes. A larger one is refused beside its field. */
  maxBytes: number;
  maxFiles: number;
  accept: readonly FileKind[];
  /** Where the bytes wait; without it the system's directory for temporary files. */
  directory?: string;
}

const fieldLimit = { count: 100, bytes: 64 * 1024 };

/**
 * Reads a `multipart/form-data` body while it comes in, with no more in memory than a chunk. What a person can get
 * wrong about a file is its `refusal`; a broken body is a thrown 400, too much of anything a 413.
 */
export async function readMultipart(request: Request, limits: Limits): Promise<Multipart> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^multipart\/form-data\s*;/i.test(type) || !request.body) throw new Response(null, { status: 400 });
  const directory = limits.directory ?? (await mkdtemp(path.join(tmpdir(), "nuanxin-form-")));
  await mkdir(directory, { recursive: true });
  const form = new FormData();
  const arriving: Promise<ReceivedFile | null>[] = [];
  const paths: string[] = [];
  const discard = async () => {
    await Promise.all(paths.map((each) => rm(each, { force: true })));
    if (!limits.directory) await rm(directory, { recursive: true, force: true });
  };
  try {
    const parser = reader(type, limits);
    const stop = (status: 400 | 413) => parser.destroy(new Refused(status));
    parser.on("field", (name: string | undefined, value, info) => {
      if (!isName(name)) stop(400);
      else if (info.valueTruncated) stop(413);
      else form.append(name, value);
    });
    parser.on("fieldsLimit", () => stop(413)).on("filesLimit", () => stop(413));
    parser.on("file", (name: string | undefined, stream, info) => {
      stream.on("error", () => {}); // what ends the body ends the file too, and is told once
      if (!isName(name)) return stop(400);
      const file = path.join(directory, randomUUID());
      paths.push(file);
      const arrival = receive(stream, { field: name, path: file, given: info.filename ?? "", limits });
      arrival.catch(() => {}); // awaited below, once the whole body is read
      arriving.push(arrival);
    });
    const most = limits.maxFiles * limits.maxBytes + formOverhead;
    await pipeline(Readable.fromWeb(request.body as WebStream), atMost(most), parser);
    const files = (await Promise.all(arriving)).filter((file) => file !== null);
    return { form, files, discard };
  } catch (error) {
    await Promise.allSettled(arriving);
    await discard();
    if (error instanceof Refused) throw new Response(null, { status: error.status });
    if (error instanceof Response || isOurs(error)) throw error;
    throw new Response(null, { status: 400 });
  }
}

class Refused extends Error {
  constructor(readonly status: 400 | 413) {
    super(`refused with ${status}`);
  }
}

/** Errors of the disk are ours; all others of reading a body are the sender's. */
function isOurs(error: unknown): boolean {
  return error instanceof Error && "syscall" in error && "code" in error && error.code !== "ECONNRESET";
}

function isName(name: string | undefined): name is string {
  return name !== undefined && /^\w{1,40}$/.test(name);
}

function reader(type: string, { maxBytes, maxFiles }: Limits) {
  try {
    return busboy({
      headers: { "content-type": type },
      defParamCharset: "utf8",
      limits: {
        fields: fieldLimit.count,
        fieldSize: fieldLimit.bytes,
        files: maxFiles,
        // One more than allowed, so that a file of just the size is no refusal.
        fileSize: maxBytes + 1,
        headerPairs: 20,
      },
    });
  } catch {
    throw new Refused(400);
  }
}

function atMost(bytes: number): Transform {
  let left = bytes;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      left -= chunk.length;
      done(left < 0 ? new Refused(413) : null, chunk);
    },
  });
}

/** Null for a field in which no file was chosen. */
async function receive(
  stream: Readable,
  { field, path: file, given, limits }: { field: string; path: string; given: string; limits: Limits },
): Promise<ReceivedFile | null> {
  const { size, sha256, failure } = await write(stream, file, limits.maxBytes);
  if (failure && !isFull(failure)) throw failure;
  if (failure) log.error({ err: failure, bytes: size }, "the disk is full: a file was not taken");
  const refused = async (refusal: FileRefusal): Promise<ReceivedFile> => {
    await rm(file, { force: true });
    return { field, name: cleanFileName(given), size, sha256: "", path: "", kind: null, refusal };
  };
  if (failure) return refused("disk-full");
  if (size > limits.maxBytes) return refused("too-large");
  if (size === 0 && given === "") return rm(file, { force: true }).then(() => null);
  if (size === 0) return refused("empty");
  const { kind, refusal } = await inspectFile(file, limits.accept);
  if (!kind) return refused(refusal);
  return { field, name: cleanFileName(given, kind), size, sha256, path: file, kind, refusal: null };
}

/** Reads the stream to its end whatever happens to the file, because the parser waits for that. */
async function write(stream: Readable, file: string, maxBytes: number) {
  const hash = createHash("sha256");
  let size = 0;
  let failure: unknown;
  const trying = async (work: () => Promise<unknown>) => {
    if (!failure) await work().catch((error: unknown) => void (failure = error));
  };
  const handle = await open(file, "wx", 0o600).catch((error: unknown) => void (failure = error));
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) continue;
      hash.update(chunk);
      await trying(async () => handle?.writeFile(chunk));
    }
    await trying(async () => handle?.sync());
  } finally {
    await handle?.close();
  }
  return { size, sha256: hash.digest("hex"), failure };
}

function isFull(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");
}
