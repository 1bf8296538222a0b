import { expect, test } from "vitest";
import { byteRange, namesTag } from "./byte-range";

test.each([
  [null, "whole"],
  ["bytes=0-", { start: 0, end: 99 }],
  ["bytes=0-0", { start: 0, end: 0 }],
  ["bytes=10-19", { start: 10, end: 19 }],
  ["bytes=90-1000", { start: 90, end: 99 }],
  ["bytes=-10", { start: 90, end: 99 }],
  ["bytes=-1000", { start: 0, end: 99 }],
  ["BYTES=5-6", { start: 5, end: 6 }],
  ["bytes=100-", null],
  ["bytes=100-200", null],
  ["bytes=-0", null],
  ["bytes=20-10", "whole"],
  ["bytes=-", "whole"],
  ["bytes=a-b", "whole"],
  ["bytes=0-1,5-6", "whole"],
  ["lines=0-1", "whole"],
  ["bytes=99999999999999999999-", "whole"],
] as const)("%s of 100 bytes", (header, answer) => expect(byteRange(header, 100)).toEqual(answer));

test("nothing of an empty file can be asked for", () => {
  expect(byteRange("bytes=0-", 0)).toBeNull();
  expect(byteRange("bytes=-5", 0)).toBeNull();
});

test.each([
  ['"a"', false, true],
  ['"b", "a"', false, true],
  ["*", false, true],
  ['W/"a"', false, false],
  ['W/"a"', true, true],
  ['"ab"', true, false],
] as const)("the list %s, weak %s, names the tag: %s", (header, weak, answer) =>
  expect(namesTag(header, '"a"', weak)).toBe(answer),
);
