import fc from "fast-check";
import { expect, test } from "vitest";
import { numbersIn, rangesOf, type Ranges } from "./ranges";

test.each<[number[], Ranges]>([
  [[], []],
  [[7], [[7, 7]]],
  [[1, 2, 3], [[1, 3]]],
  [
    [1, 2, 4, 5, 9],
    [
      [1, 2],
      [4, 5],
      [9, 9],
    ],
  ],
])("%j", (numbers, ranges) => {
  expect(rangesOf(numbers)).toEqual(ranges);
});

test("the runs hold the numbers and no other, and are as few as can be", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(200)), (some) => {
      const numbers = some.sort((a, b) => a - b);
      const ranges = rangesOf(numbers);
      expect([...numbersIn(ranges)]).toEqual(numbers);
      ranges
        .slice(1)
        .forEach(([first], index) => expect(first).toBeGreaterThan((ranges[index]?.[1] ?? 0) + 1));
    }),
  );
});
