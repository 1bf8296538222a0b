import { diffArrays, diffChars } from "diff";

/** A piece of a line; `changed` is what the other text does not have. */
export interface DiffPart {
  text: string;
  changed: boolean;
}
export interface DiffLine {
  /** Counts from 1. */
  number: number;
  parts: DiffPart[];
}
/** A line of both texts side by side; null where one has nothing to set against the other. */
export interface DiffRow {
  old: DiffLine | null;
  fresh: DiffLine | null;
}

/** Beyond this many edits two texts or lines have so little in common that comparing further is not worth the time. */
const mostLineEdits = 1_000;
const mostCharacterEdits = 400;
/** A changed block of more lines on each side than this is not paired by likeness. */
const mostPaired = 60;

/** Two texts line by line; inside a changed line by characters, since Chinese has no spaces between words. */
export function diffTexts(old: string, fresh: string): DiffRow[] {
  const [a, b] = [old.split("\n"), fresh.split("\n")];
  const changes = diffArrays(a, b, { maxEditLength: mostLineEdits }) ?? [
    { value: a, removed: true, added: false },
    { value: b, removed: false, added: true },
  ];
  const rows: DiffRow[] = [];
  let removed: string[] = [];
  let [oldAt, freshAt] = [1, 1];
  const settle = (added: readonly string[]) => {
    for (const [left, right] of paired(removed, added)) {
      const [oldParts, freshParts] = lineParts(left, right);
      rows.push({
        old: oldParts && { number: oldAt++, parts: oldParts },
        fresh: freshParts && { number: freshAt++, parts: freshParts },
      });
    }
    removed = [];
  };
  for (const change of changes) {
    if (change.removed) {
      settle([]);
      removed = change.value;
    } else if (change.added) settle(change.value);
    else {
      settle([]);
      for (const text of change.value) {
        const parts = [{ text, changed: false }];
        rows.push({ old: { number: oldAt++, parts }, fresh: { number: freshAt++, parts } });
      }
    }
  }
  settle([]);
  return rows;
}

export function isSame(row: DiffRow): boolean {
  return row.old !== null && row.fresh !== null && row.old.parts === row.fresh.parts;
}

/** Both texts in one: what only one of them has stays, the old before the new, for a person to choose from. */
export function bothTexts(rows: readonly DiffRow[]): string {
  const lines: string[] = [];
  const flush = (group: readonly DiffRow[]) => {
    for (const side of ["old", "fresh"] as const)
      for (const row of group) if (row[side]) lines.push(lineText(row[side]));
  };
  let group: DiffRow[] = [];
  for (const row of rows) {
    if (!isSame(row)) {
      group.push(row);
      continue;
    }
    flush(group);
    group = [];
    if (row.old) lines.push(lineText(row.old));
  }
  flush(group);
  return lines.join("\n");
}

const lineText = (line: DiffLine) => line.parts.map((part) => part.text).join("");

type Pair = readonly [old: string | null, fresh: string | null];

/** Sets the lines of a changed block against each other in order, those most alike together. */
function paired(old: readonly string[], fresh: readonly string[]): Pair[] {
  if (old.length > mostPaired || fresh.length > mostPaired) {
    return [...old.map((line): Pair => [line, null]), ...fresh.map((line): Pair => [null, line])];
  }
  const alike = old.map((left) => fresh.map((right) => likeness(left, right)));
  // best[i][j]: the most likeness that the lines from i and from j on can have together.
  const best = Array.from({ length: old.length + 1 }, () => new Array<number>(fresh.length + 1).fill(0));
  const at = (i: number, j: number) => best[i]?.[j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = fresh.length - 1; j >= 0; j--) {
      const row = best[i];
      if (row) row[j] = Math.max(at(i + 1, j), at(i, j + 1), at(i + 1, j + 1) + (alike[i]?.[j] ?? 0));
    }
  const pairs: Pair[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < fresh.length) {
    const like = alike[i]?.[j] ?? 0;
    const [left, right] = [old[i] ?? null, fresh[j] ?? null];
    if (like > 0 && at(i, j) === at(i + 1, j + 1) + like) {
      pairs.push([left, right]);
      i++;
      j++;
    } else if (i < old.length && at(i, j) === at(i + 1, j)) {
      pairs.push([left, null]);
      i++;
    } else {
      pairs.push([null, right]);
      j++;
    }
  }
  return pairs;
}

/** From 0 to 1: how many pairs of neighbouring characters two lines share; 0 when too few to be one line changed. */
function likeness(a: string, b: string): number {
  const [left, right] = [neighbours(a), neighbours(b)];
  if (left.size === 0 || right.size === 0) return 0;
  let shared = 0;
  for (const pair of left) if (right.has(pair)) shared++;
  const share = (2 * shared) / (left.size + right.size);
  return share < 0.3 ? 0 : share;
}

function neighbours(line: string): Set<string> {
  const text = line.slice(0, 2_000);
  const pairs = new Set<string>();
  for (let i = 0; i + 1 < text.length; i++) pairs.add(text.slice(i, i + 2));
  return pairs;
}

function lineParts(old: string | null, fresh: string | null): [DiffPart[] | null, DiffPart[] | null] {
  const whole = (text: string | null) => (text === null ? null : [{ text, changed: true }]);
  if (old === null || fresh === null) return [whole(old), whole(fresh)];
  const changes = diffChars(old, fresh, { maxEditLength: mostCharacterEdits });
  if (!changes) return [whole(old), whole(fresh)];
  const side = (other: "added" | "removed") =>
    changes
      .filter((change) => !change[other])
      .map(({ value, added, removed }) => ({ text: value, changed: added || removed }));
  return [side("added"), side("removed")];
}
