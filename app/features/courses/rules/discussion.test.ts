import { expect, test } from "vitest";
import { longestPost, mayHide, mostPosts, postRefusal } from "./discussion";

test.each([
  ["a text", "谢谢，很清楚。", 0, null],
  ["nothing", "", 0, "empty"],
  ["white space", " \n　", 0, "empty"],
  ["the longest text, in characters as people count them", "𠮷".repeat(longestPost), 0, null],
  ["one character more", "𠮷".repeat(longestPost) + "字", 0, "long"],
  ["the last one of ten minutes", "好", mostPosts - 1, null],
  ["one more within ten minutes", "好", mostPosts, "too-many"],
] as const)("%s", (_, text, recent, refusal) => {
  expect(postRefusal({ text, recent })).toBe(refusal);
});

test.each([
  ["the writer", { own: true, moderates: false, hidden: false }, true],
  ["the institution", { own: false, moderates: true, hidden: false }, true],
  ["somebody else", { own: false, moderates: false, hidden: false }, false],
  ["nobody, once it is hidden", { own: true, moderates: true, hidden: true }, false],
])("a post is hidden by %s", (_, asked, may) => {
  expect(mayHide(asked)).toBe(may);
});
