import { expect, it } from "vitest";
import { hasLongNumber } from "./long-number";

it.each([
  ["990102198001011234", true],
  ["99010219800101123X", true],
  ["核对990102800101123的身份", true],
  ["账号 6222 0000 0000 0000", true],
  ["6222-0000-0000-0000", true],
  ["6222–0000—0000−0000", true],
  ["６２２２　００００　００００　００００", true],
  ["6222\u200b0000\u200b0000\u200b0000", true],
  ["12345678901234", false],
  ["138 0000 0000", false],
  ["0571-8888 8888", false],
  ["2025年的考试，2026年11月23日报名", false],
  ["工号 W0001 和 W0002，电话 13900000001", false],
  ["", false],
])("%j: %s", (text, has) => {
  expect(hasLongNumber(text)).toBe(has);
});
