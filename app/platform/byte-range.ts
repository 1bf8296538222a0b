/** Both ends included. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * What a `Range` header asks of `size` bytes (RFC 9110, 14.1.2). One range is answered; several, another unit and what
 * cannot be read mean the whole, as the standard allows. Null when the range lies outside.
 */
export function byteRange(header: string | null, size: number): ByteRange | "whole" | null {
  const found = /^bytes=[ \t]*(\d{0,15})-(\d{0,15})[ \t]*$/i.exec(header ?? "");
  if (!found) return "whole";
  const [, first = "", last = ""] = found;
  if (first === "" && last === "") return "whole";
  if (first === "") {
    const length = Math.min(Number(last), size);
    return length > 0 ? { start: size - length, end: size - 1 } : null;
  }
  if (last !== "" && Number(last) < Number(first)) return "whole";
  if (Number(first) >= size) return null;
  return { start: Number(first), end: last === "" ? size - 1 : Math.min(Number(last), size - 1) };
}

/** Whether an `If-None-Match` or `If-Match` list names this strong tag, or any. */
export function namesTag(header: string, tag: string, weak: boolean): boolean {
  return header
    .split(",")
    .map((each) => each.trim())
    .some((each) => each === "*" || each === tag || (weak && each === `W/${tag}`));
}
