import { expect, test } from "vitest";
import { chineseNumber, lawReference } from "~/platform/mdx/law-reference";

test.each([
  ["未成年人保护法/11/2", "未成年人保护法", "第十一条第二款"],
  ["民法典/1043", "民法典", "第一千零四十三条"],
  ["刑法/291-1/2/3", "刑法", "第二百九十一条之一第二款第三项"],
])("%s", (ref, title, article) => {
  expect(lawReference(ref)).toEqual({ title, article });
});

test.each([
  [1, "一"],
  [10, "十"],
  [20, "二十"],
  [101, "一百零一"],
  [110, "一百一十"],
  [1001, "一千零一"],
  [2010, "二千零一十"],
])("%i is %s", (value, text) => {
  expect(chineseNumber(value)).toBe(text);
});
