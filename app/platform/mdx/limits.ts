import { type Problem, problemAt } from "~/platform/mdx/problem";

/** Sizes in characters unless named otherwise. */
export const lessonLimits = {
  bytes: 200 * 1024,
  lines: 3_000,
  lineLength: 10_000,
  nesting: 50,
  /** Lines that stand together without an empty one. */
  blockLength: 20_000,
  blockMarks: 1_000,
  /** Signs that may begin or end something, in the whole lesson. One of 3,500 characters has some 120. */
  marks: 6_000,
  wordLength: 1_000,
  tableColumns: 20,
  footnotes: 100,
  openTags: 500,
  /** Paragraphs, list items, cells, links and stretches of text. A lesson of an hour has some 1,500. */
  parts: 10_000,
  /** Lists and quotations that lines stand in, summed over all lines. */
  containers: 12_000,
} as const;

const anyMark = /[*_~[\]`!{<&@|]|="|www\.|:\/\//g;

/**
 * Refuses, in one linear pass, what would cost the Markdown parser more than it is worth: its stack grows with nesting,
 * and emphasis, links, footnotes and addresses take time that grows with the square of their number. What passes is
 * answered within a second or so, however it was made.
 */
export function overLimits(source: string): Problem[] {
  const tooLarge =
    sizeProblem(source.length) ?? sizeProblem(source.length * 3 > lessonLimits.bytes ? bytesOf(source) : 0);
  if (tooLarge) return [tooLarge];

  const first = new Map<Problem["code"], Problem>();
  const report = (line: number, column: number, code: Problem["code"], max?: number) => {
    if (!first.has(code)) first.set(code, problemAt({ line, column }, code, max ? { max: String(max) } : {}));
  };
  let block = { line: 1, length: 0, marks: 0 };
  let openTags = 0;
  let footnotes = 0;
  let marks = 0;
  let containers = 0;
  source.split(/\r\n|\r|\n/).forEach((text, index) => {
    const line = index + 1;
    if (line > lessonLimits.lines) report(line, 1, "lines", lessonLimits.lines);
    const nul = text.indexOf("\0");
    if (nul >= 0) report(line, nul + 1, "nul");
    const invisible =
      /[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff\p{Cs}]/u.exec(
        text,
      );
    if (invisible && !first.has("invisible")) {
      const code = invisible[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
      const place = { line, column: invisible.index + 1 };
      first.set(
        "invisible",
        problemAt(place, "invisible", { code: `U+${code}`, found: invisible[0], write: "" }),
      );
    }
    if (text.length > lessonLimits.lineLength) report(line, 1, "lineLength", lessonLimits.lineLength);
    const opened = containersOpened(text);
    if (opened > lessonLimits.nesting) report(line, 1, "nesting", lessonLimits.nesting);
    containers += opened;
    if (containers > lessonLimits.containers) report(line, 1, "amount", lessonLimits.parts);
    for (const word of text.matchAll(/[-.+\w]+/g))
      if (word[0].length > lessonLimits.wordLength)
        report(line, word.index + 1, "wordLength", lessonLimits.wordLength);

    for (const [mark] of text.matchAll(/<\/|\/>|<[A-Za-z>]/g))
      openTags = mark === "</" || mark === "/>" ? Math.max(0, openTags - 1) : openTags + 1;
    if (openTags > lessonLimits.openTags) report(line, 1, "nesting", lessonLimits.nesting);

    if (text.includes("[^") && text.includes("]:")) footnotes += 1;
    if (footnotes > lessonLimits.footnotes) report(line, 1, "footnotes", lessonLimits.footnotes);

    marks += text.match(anyMark)?.length ?? 0;
    if (marks > lessonLimits.marks) report(line, 1, "marks", lessonLimits.marks);

    if (/^(---)?\s*$/.test(text)) block = { line: line + 1, length: 0, marks: 0 };
    block.length += text.length;
    block.marks += text.match(/[*_~[\]`!]/g)?.length ?? 0;
    if (block.length > lessonLimits.blockLength)
      report(block.line, 1, "blockLength", lessonLimits.blockLength);
    if (block.marks > lessonLimits.blockMarks) report(block.line, 1, "blockMarks", lessonLimits.blockMarks);
  });
  return [...first.values()];
}

/** What to say of a lesson of so many bytes (or characters, of which each has at least one); ask before reading it. */
export function sizeProblem(bytes: number): Problem | null {
  if (bytes <= lessonLimits.bytes) return null;
  return problemAt({ line: 1, column: 1 }, "size", {
    size: String(Math.ceil(bytes / 1024)),
    max: String(lessonLimits.bytes / 1024),
  });
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** How many lists and quotations this line can be inside of: their marks, and two columns of indentation each. */
function containersOpened(line: string): number {
  let marks = 0;
  let columns = 0;
  const token = />[ ]?|(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)|[ \t]/y;
  for (let found = token.exec(line); found; found = token.exec(line)) {
    if (found[0] === " ") columns += 1;
    else if (found[0] === "\t") columns += 4;
    else marks += 1;
    if (token.lastIndex >= line.length) break;
  }
  return marks + Math.floor(columns / 2);
}
