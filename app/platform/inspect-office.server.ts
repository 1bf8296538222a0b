import { inflateRawSync } from "node:zlib";

interface Entry {
  name: string;
  encrypted: boolean;
  method: number;
  packedSize: number;
  size: number;
  offset: number;
}

const mostEntries = 5_000;
const mostBytes = 200 * 1024 * 1024;
/** Macros, controls and programs that a document can carry along. */
const programs =
  /(^|\/)(vbaProject|vbaData|activeX\w*|oleObject\w*)\.|\/(activeX|macrosheets)\/|\.(exe|dll|bin)$/i;
/** Printer settings are bytes of a driver, in most tables and harmless. */
const harmless = /\/printerSettings\/[^/]+\.bin$/i;
const main = "application/vnd.openxmlformats-officedocument.";

/**
 * Which office file an archive is, by the types that its own list of contents gives. "unsafe" with macros, programs,
 * a password, or contents that no document has; null for any other archive.
 */
export function officeKind(bytes: Buffer): "docx" | "xlsx" | "pptx" | "unsafe" | null {
  const entries = directory(bytes);
  const types = entries?.find((entry) => entry.name === "[Content_Types].xml");
  if (!entries || !types) return null;
  if (entries.length > mostEntries || sum(entries) > mostBytes) return "unsafe";
  if (new Set(entries.map((entry) => entry.name.toLowerCase())).size < entries.length) return "unsafe";
  if (entries.some((entry) => entry.encrypted || /(^|[/\\])\.\.([/\\]|$)|^[/\\]|\\/.test(entry.name)))
    return "unsafe";
  if (entries.some(({ name }) => programs.test(name) && !harmless.test(name))) return "unsafe";
  const list = unpacked(bytes, types);
  if (list === null || /macroEnabled/i.test(list)) return "unsafe";
  const has = (name: string) => entries.some((entry) => entry.name === name);
  if (list.includes(`${main}wordprocessingml.document.main+xml`) && has("word/document.xml")) return "docx";
  if (list.includes(`${main}spreadsheetml.sheet.main+xml`) && has("xl/workbook.xml")) return "xlsx";
  if (list.includes(`${main}presentationml.presentation.main+xml`) && has("ppt/presentation.xml"))
    return "pptx";
  return null;
}

function sum(entries: readonly Entry[]): number {
  return entries.reduce((total, entry) => total + entry.size, 0);
}

/** The central directory of an archive that is nothing else beside; null when it cannot be read. */
function directory(bytes: Buffer): Entry[] | null {
  const end = bytes.lastIndexOf("PK\x05\x06", undefined, "latin1");
  if (end < 0 || end + 22 > bytes.length) return null;
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  const entries: Entry[] = [];
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
  return entries;
}

function unpacked(bytes: Buffer, { method, packedSize, offset }: Entry): string | null {
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== 0x04034b50) return null;
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const packed = bytes.subarray(start, start + packedSize);
  if (method === 0) return packed.toString("utf8");
  if (method !== 8) return null;
  try {
    return inflateRawSync(packed, { maxOutputLength: 1024 * 1024 }).toString("utf8");
  } catch {
    return null;
  }
}
