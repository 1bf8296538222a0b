/**
 * The order that a form says with a number for each option (`place_A=2`): the keys in their order. Null when a number
 * stands twice or is missing.
 */
export function sentOrder(fields: Iterable<readonly [string, unknown]>): string[] | null {
  const places: [key: string, place: number][] = [];
  for (const [name, value] of fields) {
    const key = /^place_([A-Z])$/.exec(name)?.[1];
    if (key) places.push([key, Number(value)]);
  }
  places.sort((a, b) => a[1] - b[1]);
  const complete = places.length > 0 && places.every(([, place], index) => place === index + 1);
  return complete ? places.map(([key]) => key) : null;
}
