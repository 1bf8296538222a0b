import fc from "fast-check";
import { expect, it } from "vitest";
import { apportion, apportionByChance } from "./apportion";
import { seededRandom } from "./random";

it.each([
  [10, [1, 1, 1], [4, 3, 3]],
  [100, [9, 10, 11, 14, 14, 14, 10, 9, 10], [9, 10, 11, 14, 14, 13, 10, 9, 10]],
  [5, [0, 0], [0, 0]],
  [0, [1, 2], [0, 0]],
])("%i places for weights %j are %j", (total, weights, parts) =>
  expect(apportion(total, weights)).toEqual(parts),
);

const cases = [
  fc.integer({ min: 0, max: 100 }),
  fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 20 }),
] as const;

it("gives every place away and nobody more than one above or below the exact share", () => {
  fc.assert(
    fc.property(...cases, fc.string(), (total, weights, seed) => {
      const sum = weights.reduce((a, b) => a + b, 0);
      for (const parts of [
        apportion(total, weights),
        apportionByChance(total, weights, seededRandom(seed)),
      ]) {
        expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
        parts.forEach((part, i) =>
          expect(Math.abs(part - (total * (weights[i] ?? 0)) / sum)).toBeLessThan(1.0001),
        );
      }
    }),
  );
});

it("gives each weight its share on average when places are few", () => {
  const weights = [9, 9, 8, 8, 8, 8, 9, 9, 8, 8, 8, 8];
  const sums = weights.map(() => 0);
  for (let draw = 0; draw < 4000; draw++) {
    apportionByChance(5, weights, seededRandom(`draw ${draw}`)).forEach(
      (part, i) => (sums[i] = (sums[i] ?? 0) + part),
    );
  }
  sums.forEach((sum, i) => expect(sum / 4000).toBeCloseTo((5 * (weights[i] ?? 0)) / 100, 1));
});
