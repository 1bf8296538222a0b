/**
 * Search in Chinese, which has no spaces between words: a text is found by every pair of characters that stand together
 * in it. Each pair is kept with its place, and whatever is looked for must be there sign after sign: 助餐 is found in
 * 老年人助餐点, 老餐 is not. Full width, case and invisible signs make no difference, nor does a space beside 汉字
 * (共 20 场 is 共20场). Nothing reaches over the end of a line.
 */

/** Raise it when the same text would be kept as other pairs: every lesson is then read again. */
export const version = "courses.grams@1";

/** The most that can be looked for, in characters. */
export const longestSearch = 60;

/** What comes first in the results: the title of a lesson, then its headings, then what stands below them. */
export type Weight = "A" | "B" | "D";

interface Sign {
  /** One character, folded; " " and "\n" part what does not belong together. */
  sign: string;
  /** Where it stands in the text, in UTF-16 units. */
  from: number;
  to: number;
}

const han = /\p{Script=Han}/u;

function foldedSigns(text: string): Sign[] {
  const all: Sign[] = [];
  let to = 0;
  for (const point of text) {
    const from = to;
    to += point.length;
    if (/[\n\r]/.test(point)) all.push({ sign: "\n", from, to });
    else if (/\s/.test(point)) all.push({ sign: " ", from, to });
    else if (!/[\p{Cc}\p{Cf}\p{Cs}]/u.test(point))
      for (const sign of point.normalize("NFKC").toLowerCase().replace(/\s/g, ""))
        all.push({ sign, from, to });
  }
  // Of several spaces the first is enough, and beside 汉字 none is needed.
  const signs: Sign[] = [];
  all.forEach((each, at) => {
    if (each.sign !== " ") return signs.push(each);
    const before = signs[signs.length - 1]?.sign ?? "\n";
    const after = all.slice(at + 1).find(({ sign }) => sign !== " ")?.sign ?? "\n";
    const needed =
      before !== " " && before !== "\n" && after !== "\n" && !han.test(before) && !han.test(after);
    return needed && signs.push(each);
  });
  return signs;
}

/** The words that somebody looks for, each of which has to be there; folded, without empty ones. */
export function searchTerms(query: string): string[] {
  const words = query.split(/\s+/).map((word) =>
    foldedSigns(word)
      .map(({ sign }) => sign)
      .join(""),
  );
  return [...new Set(words)].filter((word) => word !== "");
}

/** Whether all that is looked for stands in a text. */
export function containsAll(text: string, terms: readonly string[]): boolean {
  const folded = foldedSigns(text)
    .map(({ sign }) => sign)
    .join("");
  return terms.every((term) => folded.includes(term));
}

/** A text and what it weighs as the literal of a PostgreSQL `tsvector`: its pairs, and the last sign of each run. */
export function gramVector(parts: readonly { text: string; weight: Weight }[]): string {
  const places = new Map<string, string[]>();
  let place = 1;
  for (const { text, weight } of parts) {
    const signs = foldedSigns(text);
    signs.forEach(({ sign }, at) => {
      place += 1;
      if (isBreak(sign)) return;
      const next = signs[at + 1]?.sign ?? "\n";
      const gram = isBreak(next) ? sign : sign + next;
      places.set(gram, [...(places.get(gram) ?? []), `${place}${weight === "D" ? "" : weight}`]);
    });
    place += 2;
  }
  return [...places].map(([gram, at]) => `${quoted(gram)}:${at.join()}`).join(" ");
}

/** The `tsquery` for terms; with a weight, only where all of them stand in parts that weigh so. Empty without terms. */
export function gramQuery(terms: readonly string[], weight: Weight | "" = ""): string {
  return terms
    .map((term) => {
      const signs = [...term];
      // One sign begins a pair, or ends a run.
      if (signs.length === 1) return `${quoted(term)}:*${weight}`;
      const pairs = signs.slice(0, -1).map((sign, at) => quoted(sign + (signs[at + 1] ?? "")));
      return `(${pairs.map((pair) => (weight ? `${pair}:${weight}` : pair)).join(" <-> ")})`;
    })
    .join(" & ");
}

const isBreak = (sign: string) => sign === " " || sign === "\n";
const quoted = (gram: string) => `'${gram.replace(/\\/g, "\\\\").replace(/'/g, "''")}'`;

/** A stretch of a text as it is shown. */
export interface Piece {
  text: string;
  /** Whether it is what was looked for. */
  hit: boolean;
}

/**
 * A text with its hits marked, cut to about `most` characters around the first one. Line ends become spaces, and "…"
 * stands where something was left out.
 */
export function excerptOf(text: string, terms: readonly string[], most: number): Piece[] {
  const hits = hitsIn(text, terms);
  const first = hits[0]?.from ?? 0;
  const from = text.length <= most ? 0 : wholeSign(text, Math.max(0, first - Math.floor(most / 3)));
  const to = Math.min(text.length, wholeSign(text, from + most));
  const pieces: Piece[] = [];
  const add = (start: number, end: number, hit: boolean) => {
    const piece = text.slice(Math.max(start, from), Math.min(end, to)).replace(/\s+/g, " ");
    if (piece) pieces.push({ text: piece, hit });
  };
  let at = from;
  for (const hit of hits.filter((each) => each.from >= from && each.from < to)) {
    add(at, hit.from, false);
    add(hit.from, hit.to, true);
    at = hit.to;
  }
  add(at, to, false);
  if (from > 0) pieces.unshift({ text: "…", hit: false });
  if (to < text.length) pieces.push({ text: "…", hit: false });
  return pieces;
}

/** Never between the halves of a character. */
function wholeSign(text: string, at: number): number {
  return /[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at;
}

/** Where the terms stand, in order; what overlaps is one hit. */
function hitsIn(text: string, terms: readonly string[]): { from: number; to: number }[] {
  const signs = foldedSigns(text);
  // As UTF-16, so that what is found by its index is found in `signs` too.
  const folded = signs.map(({ sign }) => sign).join("");
  const byUnit = signs.flatMap((sign) => Array.from({ length: sign.sign.length }, () => sign));
  const found = terms.flatMap((term) => {
    const hits: { from: number; to: number }[] = [];
    for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length))
      hits.push({ from: byUnit[at]?.from ?? 0, to: byUnit[at + term.length - 1]?.to ?? 0 });
    return hits;
  });
  const merged: { from: number; to: number }[] = [];
  for (const hit of found.sort((a, b) => a.from - b.from)) {
    const last = merged[merged.length - 1];
    if (last && hit.from < last.to) last.to = Math.max(last.to, hit.to);
    else merged.push(hit);
  }
  return merged;
}

const longestPiece = 2_000;

/**
 * A section's text in pieces, at line ends, each with at most some 2,000 characters: PostgreSQL keeps 255 places of a
 * pair. The pieces of a longer line overlap, so that what spans two of them is found in one.
 */
export function searchPieces(text: string): string[] {
  const pieces: string[] = [];
  let open = "";
  for (const line of text.split("\n").flatMap(overlapping)) {
    if (open && open.length + line.length > longestPiece) {
      pieces.push(open);
      open = line;
    } else open += (open && "\n") + line;
  }
  return [...pieces, open];
}

function overlapping(line: string): string[] {
  const step = longestPiece - 2 * longestSearch;
  if (line.length <= longestPiece) return [line];
  const count = Math.ceil((line.length - 2 * longestSearch) / step);
  return Array.from({ length: count }, (_, at) =>
    line.slice(wholeSign(line, at * step), wholeSign(line, at * step + longestPiece)),
  );
}
