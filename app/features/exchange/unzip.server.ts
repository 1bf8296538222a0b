import { inflateRawSync } from "node:zlib";

/** What all parts of a table may be together, and the archive's list of them. */
const mostBytes = 120 * 1024 * 1024;
const mostEntries = 5_000;

interface Entry {
  method: number;
  packedSize: number;
  size: number;
  offset: number;
  encrypted: boolean;
}

/** The parts of an archive, unpacked one by one when they are asked for. */
export interface Archive {
  names: readonly string[];
  /** The text of a part, or null without it. Throws when it is another than the directory says. */
  text(name: string): string | null;
}

/**
 * Reads the central directory, which says what everything unpacks to, before anything is unpacked; and nothing unpacks
 * to more than that. "bomb" for more than a table can be, null for what is no archive or cannot be read.
 */
export function openArchive(bytes: Buffer): Archive | "bomb" | null {
  const entries = directory(bytes);
  if (!entries) return null;
  const all = [...entries.values()];
  if (entries.size > mostEntries || all.reduce((sum, { size }) => sum + size, 0) > mostBytes) return "bomb";
  if (all.some(({ encrypted }) => encrypted)) return null;
  return {
    names: [...entries.keys()],
    text: (name) => {
      const entry = entries.get(name);
      return entry ? unpack(bytes, entry) : null;
    },
  };
}

function directory(bytes: Buffer): Map<string, Entry> | null {
  const end = bytes.lastIndexOf("PK\x05\x06", undefined, "latin1");
  if (end < 0 || end + 22 > bytes.length) return null;
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  const entries = new Map<string, Entry>();
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== 0x02014b50) return null;
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
    const name = bytes.toString("utf8", at + 46, nameEnd);
    if (entries.has(name)) return null;
    entries.set(name, {
      encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      method: bytes.readUInt16LE(at + 10),
      packedSize: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    });
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function unpack(bytes: Buffer, { method, packedSize, size, offset }: Entry): string {
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const packed = bytes.subarray(start, start + packedSize);
  if (method !== 0 && method !== 8) throw new Error(`method ${method} of packing`);
  // One byte more than stated is enough to know that the directory lies.
  const plain = method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: size + 1 });
  if (plain.length !== size) throw new Error("another size than the directory states");
  return plain.toString("utf8");
}
