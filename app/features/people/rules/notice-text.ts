/** A part of a notice: the only Markdown that notices use. */
export type Block = { kind: "heading" | "paragraph"; text: string } | { kind: "list"; items: string[] };

/** Reads headings ("## "), lists ("- ") and paragraphs; blank lines part them. Anything else is text as it stands. */
export function readBlocks(text: string): Block[] {
  return text
    .split(/\r?\n\s*\r?\n/)
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part): Block => {
      if (part.startsWith("## ")) return { kind: "heading", text: part.slice(3) };
      const lines = part.split(/\r?\n/).map((line) => line.trim());
      if (lines.every((line) => line.startsWith("- ")))
        return { kind: "list", items: lines.map((line) => line.slice(2)) };
      return { kind: "paragraph", text: lines.join(" ") };
    });
}
