/** Runs of whole numbers as [first, last], both included. */
export type Ranges = [first: number, last: number][];

/** The runs of numbers that ascend. */
export function rangesOf(numbers: readonly number[]): Ranges {
  const ranges: Ranges = [];
  for (const each of numbers) {
    const last = ranges.at(-1);
    if (last && each === last[1] + 1) last[1] = each;
    else ranges.push([each, each]);
  }
  return ranges;
}

/** Every number of some runs, in order. */
export function* numbersIn(ranges: Readonly<Ranges>): Generator<number> {
  for (const [first, last] of ranges) for (let each = first; each <= last; each++) yield each;
}
