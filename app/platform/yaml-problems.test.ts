import { describe, expect, test } from "vitest";
import { z } from "zod";
import { readYaml } from "./yaml-problems";

const schema = z.strictObject({
  title: z.string(),
  items: z.array(z.strictObject({ code: z.string() })).optional(),
});
const placesIn = (text: string) => {
  const read = readYaml(text, schema);
  return read.ok ? [] : read.problems.map(({ line, column }) => `${line}:${column}`);
};

describe("a problem stands where it is", () => {
  test.each([
    ["title: 甲\n", []],
    ["title: 甲\nitems:\n  - code: 1\n", ["3:11"]],
    ["title: 甲\nitems:\n  - code: a\n    more: 1\n", ["4:11"]],
    ["items: []\n", ["1:1"]],
    ["title: 甲\ntitle: 乙\n", ["2:1"]],
    ["title: [甲\n", ["2:1"]],
    ["title: &a 甲\nitems: *a\n", ["1:8"]],
    ["", ["1:1"]],
  ])("%j", (text, places) => {
    expect(placesIn(text)).toEqual(places);
  });
});

test("the value at a path has a place", () => {
  const read = readYaml("title: 甲\nitems:\n  - code: a\n", schema);
  expect(read.ok && read.at(["items", 0, "code"])).toEqual({ line: 3, column: 11 });
});

test("what nests without end is refused", () => {
  expect(placesIn(`title: ${"[".repeat(20_000)}`).length).toBeGreaterThan(0);
});
