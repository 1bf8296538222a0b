import { shuffled } from "./random";

/**
 * Whole parts of `total` in proportion to `weights` by the largest remainder (Hamilton). The parts sum to
 * `total`; equal remainders go to the earlier weight.
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum <= 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const parts = exact.map(Math.floor);
  const left = total - parts.reduce((a, b) => a + b, 0);
  const order = exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  for (const { index } of order.slice(0, left)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}

/**
 * Whole parts of `total` that equal the proportional share on average over many draws: what is left after rounding
 * down is given out by systematic sampling, so that each weight's chance is its remainder. With few places and many
 * weights no weight is shut out for ever, as the largest remainder would do.
 */
export function apportionByChance(total: number, weights: readonly number[], random: () => number): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum <= 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const parts = exact.map(Math.floor);
  const left = total - parts.reduce((a, b) => a + b, 0);
  const order = shuffled([...weights.keys()], random);
  let next = random();
  let passed = 0;
  let given = 0;
  for (const index of order) {
    passed += (exact[index] ?? 0) - (parts[index] ?? 0);
    if (given < left && passed > next) {
      parts[index] = (parts[index] ?? 0) + 1;
      given += 1;
      next += 1;
    }
  }
  // Rounding of the sums above may leave the last place open.
  if (given < left) {
    const last = order[order.length - 1] ?? 0;
    parts[last] = (parts[last] ?? 0) + left - given;
  }
  return parts;
}
