import { open, readFile } from "node:fs/promises";
import { fileTypeFromFile } from "file-type";
import type { FileKind, FileRefusal } from "./file-kinds";
import { imageSize } from "./image-size";
import { officeKind } from "./inspect-office.server";
import { isSafePdf } from "./inspect-pdf.server";

export type Inspection = { kind: FileKind; refusal: null } | { kind: null; refusal: FileRefusal };

/** A picture of more would fill the memory of who opens it, however small its file is. */
const mostPixels = 40_000_000;
/** Where a JPEG states its size at the latest: after its colour profile and thumbnails. */
const headBytes = 2 * 1024 * 1024;

/** What the library calls a kind, where its name is another. */
const names: Record<string, FileKind> = { m4v: "mp4", oga: "ogg", opus: "ogg" };
const media: ReadonlySet<string> = new Set([
  ...["jpg", "png", "webp", "gif"],
  ...["mp4", "webm", "mp3", "m4a", "ogg"],
]);

/**
 * Tells the kind of a file from its bytes, and refuses what is not among `accept`, what carries a program or cannot be
 * looked into, and pictures of too many pixels. The sender's name and type are not asked.
 */
export async function inspectFile(file: string, accept: readonly FileKind[]): Promise<Inspection> {
  const kind = await kindOf(file, accept);
  if (kind === "unsafe") return { kind: null, refusal: "unsafe" };
  if (!kind || !accept.includes(kind)) return { kind: null, refusal: "type" };
  if (kind !== "jpg" && kind !== "png" && kind !== "webp" && kind !== "gif") return { kind, refusal: null };
  const size = imageSize(kind, await head(file));
  if (!size || size.width === 0 || size.height === 0) return { kind: null, refusal: "type" };
  if (size.width * size.height > mostPixels) return { kind: null, refusal: "pixels" };
  return { kind, refusal: null };
}

async function kindOf(file: string, accept: readonly FileKind[]): Promise<FileKind | "unsafe" | null> {
  const first = (await head(file, 8)).toString("latin1");
  // A plain archive is taken where nothing else is: its own reader looks into it.
  if (first.startsWith("PK\x03\x04") && accept.every((each) => each === "zip")) return "zip";
  if (first.startsWith("PK\x03\x04")) return officeKind(await readFile(file));
  if (first.startsWith("%PDF-")) return (await isSafePdf(await readFile(file))) ? "pdf" : "unsafe";
  const found = (await fileTypeFromFile(file))?.ext;
  // The library knows captions by their first word alone.
  if (found === "vtt") return isCaptions(await head(file)) ? "vtt" : null;
  if (found !== undefined) {
    const kind = names[found] ?? found;
    return media.has(kind) ? (kind as FileKind) : null;
  }
  return accept.includes("csv") && isTable(await readFile(file)) ? "csv" : null;
}

async function head(file: string, bytes = headBytes): Promise<Buffer> {
  const handle = await open(file, "r");
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Text in UTF-8 or GB18030 with nothing in it that a table does not have: no control characters, no markup. */
function isTable(bytes: Buffer): boolean {
  const text = decoded(bytes, "utf-8") ?? decoded(bytes, "gb18030");
  if (text === null) return false;

  return !/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(text) && !/^\s*</.test(text);
}

/** WebVTT: text in UTF-8 that says so in its first line. */
function isCaptions(bytes: Buffer): boolean {
  const text = bytes.length < headBytes ? decoded(bytes, "utf-8") : null;
  return (
    text !== null &&
    /^\uFEFF?WEBVTT(?:[ \t\r\n]|$)/.test(text) &&
    !/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(text)
  );
}

function decoded(bytes: Buffer, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
