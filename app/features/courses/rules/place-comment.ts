/**
 * Where a comment on a block of an earlier text stands in the one that is there now: at the block of the same line when
 * it says the same; else at the nearest one that says the same; else, since most comments ask to change their passage, at
 * the most alike of those near it. Otherwise the passage has gone.
 */
export const version = "courses.place-comment@1";

export interface Passage {
  /** Counts from 1 in the source. */
  line: number;
  /** The beginning of what it says. */
  quote: string;
}

export type CommentPlace =
  | { kind: "same" | "moved" | "changed"; line: number }
  /** No block of this text is what was commented on. */
  | { kind: "gone" };

/** How much of a block is kept to find it again, in characters. */
export const quoteLength = 80;
/** Less alike than this, of 1, is another passage. */
const leastAlike = 0.4;
/** So many blocks before and after the place are looked at. */
const near = 8;

/** `text` as a quote: white space as single spaces, cut by whole characters. */
export function quoteOf(text: string): string {
  return [...text.replace(/\s+/g, " ").trim()].slice(0, quoteLength).join("");
}

export function placeComment(comment: Passage, blocks: readonly Passage[]): CommentPlace {
  const atLine = blocks.find(({ line }) => line === comment.line);
  if (atLine?.quote === comment.quote) return { kind: "same", line: atLine.line };
  const byDistance = [...blocks].sort(
    (a, b) => distance(a, comment) - distance(b, comment) || a.line - b.line,
  );
  const alike = byDistance.find(({ quote }) => quote === comment.quote);
  if (alike) return { kind: "moved", line: alike.line };
  let best: { line: number; share: number } | null = null;
  for (const { line, quote } of byDistance.slice(0, near)) {
    const share = likeness(comment.quote, quote);
    if (share >= leastAlike && share > (best?.share ?? 0)) best = { line, share };
  }
  return best ? { kind: "changed", line: best.line } : { kind: "gone" };
}

const distance = (block: Passage, comment: Passage) => Math.abs(block.line - comment.line);

/** From 0 to 1: how many pairs of neighbouring characters two quotes share. */
function likeness(a: string, b: string): number {
  const [left, right] = [pairs(a), pairs(b)];
  if (left.size + right.size === 0) return 0;
  let shared = 0;
  for (const pair of left) if (right.has(pair)) shared++;
  return (2 * shared) / (left.size + right.size);
}

function pairs(text: string): Set<string> {
  const found = new Set<string>();
  for (let i = 0; i + 1 < text.length; i++) found.add(text.slice(i, i + 2));
  return found;
}
