import { shownCell, type Cell } from "./cell";
import { cleanCode } from "./clean";
import { columnsOf, headOf, importKinds, type Column, type ImportKind } from "./columns";

/** The header row: every column is one of the kind's, each once, and the required ones are there. */
export const version = "exchange.header@1";

export interface HeaderFault {
  /** Headers that this kind does not have; a column that has none by its number, from 1. */
  unknown: (string | number)[];
  missing: string[];
  doubled: string[];
  /** The kind whose columns these are, when it is another. */
  looksLike: ImportKind | null;
}

/** Which column stands where (null: empty, with nothing below it), or what is wrong. */
export function readHeader(
  kind: ImportKind,
  cells: readonly Cell[],
  /** Whether anything stands below the header in this place. */
  used: (at: number) => boolean,
): { columns: (Column | null)[] } | { fault: HeaderFault } {
  const known = columnsOf(kind);
  const heads = cells.map((cell) => cleanCode(shownCell(cell)));
  const width = Math.max(cells.length, 0);
  const unknown: (string | number)[] = [];
  const found: (Column | null)[] = [];
  for (let at = 0; at < width; at++) {
    const head = heads[at] ?? "";
    const column = known.find((each) => headOf(kind, each.key) === head) ?? null;
    found.push(column);
    if (!column && (head !== "" || used(at))) unknown.push(head || at + 1);
  }
  const missing = known
    .filter((column) => column.required && !found.includes(column))
    .map(({ key }) => headOf(kind, key));
  const doubled = known
    .filter((column) => found.filter((each) => each === column).length > 1)
    .map(({ key }) => headOf(kind, key));
  if (!unknown.length && !missing.length && !doubled.length) return { columns: found };
  return { fault: { unknown: [...new Set(unknown)], missing, doubled, looksLike: other(kind, heads) } };
}

function other(kind: ImportKind, heads: readonly string[]): ImportKind | null {
  const fits = (each: ImportKind) =>
    columnsOf(each).every((column) => !column.required || heads.includes(headOf(each, column.key))) &&
    heads.every((head) => head === "" || columnsOf(each).some((column) => headOf(each, column.key) === head));
  return importKinds.find((each) => each !== kind && fits(each)) ?? null;
}
