import { escaped } from "~/lib/html";
import type { ReviewBlock } from "./review-blocks";
import { diffTexts, type DiffPart } from "./text-diff";

/** A block of two texts laid over each other, with `ins` and `del` in its markup. */
export interface MarkedBlock {
  /** `look`: the same words with other marks or links. */
  kind: "same" | "changed" | "look" | "added" | "removed";
  html: string;
}

/** Two texts as one, block by block and inside a changed block by characters. */
export function markChanges(old: readonly ReviewBlock[], fresh: readonly ReviewBlock[]): MarkedBlock[] {
  const [left, right] = [old.map(readBlock), fresh.map(readBlock)];
  const lines = (blocks: readonly Read[]) => blocks.map(({ plain }) => plain).join("\n");
  // An empty text is no line, not an empty one.
  const rows = left.length && right.length ? diffTexts(lines(left), lines(right)) : null;
  if (!rows) return [...left.map(removed), ...right.map(added)];
  return rows.flatMap((row): MarkedBlock[] => {
    const [a, b] = [row.old && left[row.old.number - 1], row.fresh && right[row.fresh.number - 1]];
    if (!a || !row.old) return b ? [added(b)] : [];
    if (!b || !row.fresh) return [removed(a)];
    if (a.plain === b.plain) return [{ kind: bare(a.html) === bare(b.html) ? "same" : "look", html: b.html }];
    if (!row.old.parts.some((part) => !part.changed)) return [removed(a), added(b)];
    return [{ kind: "changed", html: overlaid(b, row.old.parts, row.fresh.parts) }];
  });
}

const added = ({ html }: Read): MarkedBlock => ({ kind: "added", html });
const removed = ({ html }: Read): MarkedBlock => ({ kind: "removed", html: withoutIds(html) });

interface Read {
  html: string;
  /** Tags and what stands between them. */
  tokens: string[];
  /** What is read, in one line; where a block inside ends stands `edge`. */
  plain: string;
}

/** Elements inside of a line. */
const inlineTag = /^<\/?(?:a|b|cite|code|del|dfn|em|span|strong|sup|time)\b/;
const edge = "\u001f";
const entities: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' };
const quote = new Set(["&#x27;", "&#39;"]);

function readBlock({ html }: ReviewBlock): Read {
  const tokens = html.match(/<[^>]*>|[^<]+/g) ?? [];
  let plain = "";
  for (const token of tokens) {
    if (isText(token)) plain += textOf(token);
    else if (isEdge(token, plain)) plain += edge;
  }
  return { html, tokens, plain };
}

/** White space between elements is no text. */
const isText = (token: string) => !token.startsWith("<") && token.trim() !== "";
const isEdge = (tag: string, before: string) =>
  tag.startsWith("<") && !inlineTag.test(tag) && before !== "" && !before.endsWith(edge);

function textOf(token: string): string {
  return token
    .replace(/&(?:#x27|#39|\w+);/g, (entity) => (quote.has(entity) ? "'" : (entities[entity] ?? entity)))
    .replace(/\s/g, " ");
}

/** The new block with what came marked by `ins`, and what went standing where it stood, in `del`. */
function overlaid(block: Read, old: readonly DiffPart[], fresh: readonly DiffPart[]): string {
  const { inserted, gone } = marksOf(old, fresh);
  let markup = "";
  let at = 0;
  const del = () => {
    const text = gone.get(at)?.split(edge).join(" ").trim();
    gone.delete(at);
    if (text) markup += `<del>${escaped(text)}</del>`;
  };
  for (const token of block.tokens) {
    if (isText(token)) {
      const text = textOf(token);
      for (let from = 0; from < text.length;) {
        del();
        const isNew = inserted[at] === true;
        let to = from;
        do {
          to++;
          at++;
        } while (to < text.length && (inserted[at] === true) === isNew && !gone.has(at));
        const piece = escaped(text.slice(from, to));
        markup += isNew ? `<ins>${piece}</ins>` : piece;
        from = to;
      }
    } else if (isEdge(token, block.plain.slice(0, at))) {
      del();
      at++;
      markup += token;
    } else markup += token;
  }
  while (gone.size > 0) {
    at = Math.min(...gone.keys());
    del();
  }
  return markup;
}

/** For each character of the new text whether it is new, and what stood before it and has gone. */
function marksOf(old: readonly DiffPart[], fresh: readonly DiffPart[]) {
  const inserted: boolean[] = [];
  const gone = new Map<number, string>();
  // Between changes both have the same characters; those of the old text say where the others were.
  const kept = fresh.flatMap(({ text, changed }) =>
    [...Array(text.length).keys()].map(() => {
      inserted.push(changed);
      return changed ? -1 : inserted.length - 1;
    }),
  );
  const places = kept.filter((place) => place >= 0);
  let passed = 0;
  for (const { text, changed } of old) {
    if (!changed) passed += text.length;
    else {
      const after = passed === 0 ? 0 : (places[passed - 1] ?? -1) + 1;
      gone.set(after, (gone.get(after) ?? "") + text);
    }
  }
  return { inserted, gone };
}

const withoutIds = (html: string) => html.replace(/ (?:id|aria-labelledby|data-line)="[^"]*"/g, "");
const bare = withoutIds;
