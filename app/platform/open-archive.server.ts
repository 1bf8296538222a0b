import { inflateRawSync } from "node:zlib";

export interface ArchiveEntry {
  name: string;
  encrypted: boolean;
  method: number;
  packedSize: number;
  /** What it unpacks to, as the directory states. */
  size: number;
  offset: number;
}

/** The parts of a ZIP archive, unpacked one by one when they are asked for. */
export interface Archive {
  entries: readonly ArchiveEntry[];
  /** What all parts are together, as the directory states. */
  size: number;
  /** Unpacks a part, and never to more than is stated of it. Throws when it is something else than that. */
  read(entry: ArchiveEntry): Buffer;
}

/**
 * Reads the central directory of an archive, which says what everything unpacks to, before anything is unpacked. Null
 * for what is no archive, cannot be read, or is a new kind of archive for more than 4 GB.
 */
export function openArchive(bytes: Buffer): Archive | null {
  const end = bytes.lastIndexOf("PK\x05\x06", undefined, "latin1");
  if (end < 0 || end + 22 > bytes.length) return null;
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  const entries: ArchiveEntry[] = [];
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== 0x02014b50) return null;
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString("utf8", at + 46, nameEnd),
      encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      method: bytes.readUInt16LE(at + 10),
      packedSize: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    });
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  const size = entries.reduce((sum, entry) => sum + entry.size, 0);
  return { entries, size, read: (entry) => unpacked(bytes, entry) };
}

function unpacked(bytes: Buffer, { method, packedSize, size, offset, encrypted }: ArchiveEntry): Buffer {
  if (encrypted) throw new Error("a part with a password");
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== 0x04034b50)
    throw new Error("no part where the directory says");
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const packed = bytes.subarray(start, start + packedSize);
  if (method !== 0 && method !== 8) throw new Error(`method ${method} of packing`);
  // One byte more than stated is enough to know that the directory lies.
  const plain = method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: size + 1 });
  if (plain.length !== size) throw new Error("another size than the directory states");
  return plain;
}
