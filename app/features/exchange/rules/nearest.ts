/** The names that are most alike, by their shared pairs of characters (Dice), best first; none that shares too little. */
export const version = "exchange.nearest@1";

export function nearest(asked: string, names: readonly string[], most = 3): string[] {
  return names
    .map((name) => ({ name, alike: alike(asked, name) }))
    .filter(({ alike: share }) => share >= 0.3)
    .sort((a, b) => b.alike - a.alike || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map(({ name }) => name);
}

/** From 0 (nothing shared) to 1 (the same). Single characters count too: 和平 and 平和 are near. */
function alike(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  const shared = [...left].filter((part) => right.has(part)).length;
  return left.size + right.size === 0 ? 0 : (2 * shared) / (left.size + right.size);
}

function partsOf(text: string): Set<string> {
  const signs = [...text];
  return new Set([...signs, ...signs.slice(1).map((sign, at) => `${signs[at]}${sign}`)]);
}
