import { createReadStream } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { crc32, createInflateRaw } from "node:zlib";

interface Entry {
  method: number;
  packedSize: number;
  size: number;
  crc: number;
  offset: number;
}

/** An archive on the disk, whose parts are unpacked one by one, a chunk at a time. */
export interface ZipFile {
  /** The sizes that the directory states, by name; folders are left out. */
  sizes: ReadonlyMap<string, number>;
  /** The bytes of a part. Throws `ZipFault` when they are others, or more, than the directory says. */
  read(name: string): AsyncGenerator<Buffer>;
  bytes(name: string): Promise<Buffer>;
}

/** The archive lies, or cannot be read. */
export class ZipFault extends Error {}

const mostDirectoryBytes = 4 * 1024 * 1024;

/**
 * Reads the central directory, which says what everything unpacks to, before anything is unpacked; and nothing unpacks
 * to more than that. "bomb" for more than `limits`, "unsafe" for passwords and for names that lead out or come twice;
 * null for what is no archive.
 */
export async function openZip(
  file: string,
  limits: { entries: number; bytes: number },
): Promise<ZipFile | "bomb" | "unsafe" | null> {
  const handle = await open(file, "r");
  const entries = await directory(handle, limits.entries).finally(() => handle.close());
  if (!(entries instanceof Map)) return entries;
  let total = 0;
  for (const { size } of entries.values()) total += size;
  if (total > limits.bytes) return "bomb";
  const read = (name: string) => unpacked(file, entry(name));
  const entry = (name: string) => {
    const found = entries.get(name);
    if (!found) throw new ZipFault(`no part ${name}`);
    return found;
  };
  return {
    sizes: new Map([...entries].map(([name, { size }]) => [name, size])),
    read,
    bytes: async (name) => {
      const chunks: Buffer[] = [];
      for await (const chunk of read(name)) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
  };
}

async function directory(
  handle: FileHandle,
  most: number,
): Promise<Map<string, Entry> | "bomb" | "unsafe" | null> {
  const { size } = await handle.stat();
  const tail = await part(handle, Math.max(0, size - 65_557), Math.min(size, 65_557));
  const end = tail.lastIndexOf("PK\x05\x06", undefined, "latin1");
  if (end < 0 || end + 22 > tail.length) return null;
  const count = tail.readUInt16LE(end + 10);
  const bytes = tail.readUInt32LE(end + 12);
  if (count > most || bytes > mostDirectoryBytes) return "bomb";
  const list = await part(handle, tail.readUInt32LE(end + 16), bytes);
  const entries = new Map<string, Entry>();
  const seen = new Set<string>();
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > list.length || list.readUInt32LE(at) !== 0x02014b50) return null;
    const nameEnd = at + 46 + list.readUInt16LE(at + 28);
    const name = list.toString("utf8", at + 46, nameEnd);
    const encrypted = (list.readUInt16LE(at + 8) & 1) === 1;
    if (encrypted || /(^|\/)\.\.(\/|$)|^\/|[\\\0-\x1f]/.test(name) || seen.has(name.toLowerCase()))
      return "unsafe";
    seen.add(name.toLowerCase());
    if (!name.endsWith("/"))
      entries.set(name, {
        method: list.readUInt16LE(at + 10),
        crc: list.readUInt32LE(at + 16),
        packedSize: list.readUInt32LE(at + 20),
        size: list.readUInt32LE(at + 24),
        offset: list.readUInt32LE(at + 42),
      });
    at = nameEnd + list.readUInt16LE(at + 30) + list.readUInt16LE(at + 32);
  }
  return entries;
}

async function part(handle: FileHandle, start: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, start);
  return buffer.subarray(0, bytesRead);
}

async function* unpacked(
  file: string,
  { method, packedSize, size, crc, offset }: Entry,
): AsyncGenerator<Buffer> {
  if (method !== 0 && method !== 8) throw new ZipFault(`method ${method} of packing`);
  const handle = await open(file, "r");
  const head = await part(handle, offset, 30).finally(() => handle.close());
  if (head.length < 30 || head.readUInt32LE(0) !== 0x04034b50)
    throw new ZipFault("no part where one is said to be");
  const start = offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  let [left, sum] = [size, 0];
  const packed = packedSize === 0 ? null : createReadStream(file, { start, end: start + packedSize - 1 });
  const plain = packed && (method === 0 ? packed : packed.pipe(createInflateRaw()));
  if (packed && plain && packed !== plain) packed.on("error", (error) => plain.destroy(error));
  try {
    for await (const chunk of (plain ?? []) as AsyncIterable<Buffer>) {
      left -= chunk.length;
      if (left < 0) throw new ZipFault("more than the directory states");
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code).startsWith("Z_"))
      throw new ZipFault(error.message);
    throw error;
  } finally {
    packed?.destroy();
    plain?.destroy();
  }
  if (left !== 0 || sum !== crc) throw new ZipFault("other bytes than the directory states");
}
