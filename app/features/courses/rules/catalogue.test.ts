import { describe, expect, test } from "vitest";
import { hourRange, isInCatalogue, progressState, searchRefusal } from "./catalogue";

test.each([
  [0, "short"],
  [60, "short"],
  [61, "middle"],
  [180, "middle"],
  [181, "long"],
])("%i minutes are %s", (minutes, range) => {
  expect(hourRange(minutes)).toBe(range);
});

test.each([
  [{ begun: false, credited: false }, "new"],
  [{ begun: true, credited: false }, "under-way"],
  [{ begun: true, credited: true }, "done"],
  [{ begun: false, credited: true }, "done"],
])("%j is %s", (course, state) => {
  expect(progressState(course)).toBe(state);
});

describe("the catalogue shows", () => {
  test.each([
    ["open", "new", 1, true],
    ["open", "new", 0, false],
    ["draft", "under-way", 1, false],
    ["retired", "new", 1, false],
    ["retired", "under-way", 1, true],
    ["retired", "done", 1, true],
  ] as const)("a course that is %s and %s with %i lessons: %s", (state, progress, lessons, shown) => {
    expect(isInCatalogue({ state, progress, lessons })).toBe(shown);
  });
});

test("what is looked for may be 60 characters long", () => {
  expect(searchRefusal("😀".repeat(60), 60)).toBeNull();
  expect(searchRefusal("😀".repeat(61), 60)).toBe("long");
});
