import { openArchive, type Archive, type ArchiveEntry } from "./open-archive.server";

const mostEntries = 5_000;
const mostBytes = 200 * 1024 * 1024;
/** The list of contents names each part once, and is short. */
const mostListed = 1024 * 1024;
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
  const archive = openArchive(bytes);
  const types = archive?.entries.find((entry) => entry.name === "[Content_Types].xml");
  if (!archive || !types) return null;
  const { entries } = archive;
  if (entries.length > mostEntries || archive.size > mostBytes) return "unsafe";
  if (new Set(entries.map((entry) => entry.name.toLowerCase())).size < entries.length) return "unsafe";
  if (entries.some((entry) => entry.encrypted || /(^|[/\\])\.\.([/\\]|$)|^[/\\]|\\/.test(entry.name)))
    return "unsafe";
  if (entries.some(({ name }) => programs.test(name) && !harmless.test(name))) return "unsafe";
  const list = textOf(archive, types);
  if (list === null || /macroEnabled/i.test(list)) return "unsafe";
  const has = (name: string) => entries.some((entry) => entry.name === name);
  if (list.includes(`${main}wordprocessingml.document.main+xml`) && has("word/document.xml")) return "docx";
  if (list.includes(`${main}spreadsheetml.sheet.main+xml`) && has("xl/workbook.xml")) return "xlsx";
  if (list.includes(`${main}presentationml.presentation.main+xml`) && has("ppt/presentation.xml"))
    return "pptx";
  return null;
}

function textOf(archive: Archive, entry: ArchiveEntry): string | null {
  if (entry.size > mostListed) return null;
  try {
    return archive.read(entry).toString("utf8");
  } catch {
    return null;
  }
}
