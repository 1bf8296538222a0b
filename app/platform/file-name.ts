import type { FileKind } from "./file-kinds";

const longest = 120;
/** Control characters, and what turns the direction of writing or is not seen: "gpj.exe" can look like "exe.jpg". */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu;
const otherEndings: Partial<Record<FileKind, readonly string[]>> = { jpg: ["jpeg"], ogg: ["oga"] };

/**
 * A name to keep and to show: no path, nothing unseen, at most 120 characters, and with a kind ending as that kind
 * does. A name of which nothing remains becomes "file".
 */
export function cleanFileName(given: string, kind?: FileKind): string {
  const last = given.normalize("NFC").split(/[/\\]/).pop() ?? "";
  const plain = last
    .replace(unseen, "")
    .replace(/[<>:"|?*]/g, "_")
    .replace(/\s+/g, " ")
    .replace(/^[. ]+|[. ]+$/g, "");
  const name = plain || "file";
  if (!kind) return cut(name, longest);
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  if (ending === kind || otherEndings[kind]?.includes(ending)) {
    const stem = name.slice(0, -ending.length - 1) || "file";
    return `${cut(stem, longest - ending.length - 1)}.${ending}`;
  }
  return `${cut(name, longest - kind.length - 1)}.${kind}`;
}

/** The first characters, none of them half. */
function cut(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/[\uD800-\uDBFF]$/, "");
}

/** A `Content-Disposition` by RFC 6266, with the name for browsers of any age. */
export function contentDisposition(kind: "inline" | "attachment", name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/g, "_").replace(/["\\%]/g, "_");
  const encoded = encodeURIComponent(name).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
