/** What a course says of itself, when two authors have its form open at once. */
export const version = "courses.course-text@1";

const plain = (text: string) => text.trim().replace(/\s+/g, " ");
const same = (one: string, other: string) => plain(one) === plain(other);

/**
 * Brings two changes of the same text together, field by field: what only one of them touched is as that one wrote it.
 * `clashes` names the fields that both changed, each in another way; there the merged text has `mine`.
 */
export function mergeText<Key extends string>(
  was: Readonly<Record<Key, string>>,
  mine: Readonly<Record<Key, string>>,
  now: Readonly<Record<Key, string>>,
): { merged: Record<Key, string>; clashes: Key[] } {
  const keys = Object.keys(mine) as Key[];
  const merged: Record<Key, string> = { ...mine };
  const clashes: Key[] = [];
  for (const key of keys) {
    if (same(now[key], was[key]) || same(now[key], mine[key])) continue;
    if (same(mine[key], was[key])) merged[key] = now[key];
    else clashes.push(key);
  }
  return { merged, clashes };
}
