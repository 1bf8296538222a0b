import { expect, test } from "vitest";
import { topicCode } from "./topic";

const topics = new Map([
  ["jc-06", { title: "个案工作", paper: "社会工作综合能力（初级）", version: "2025" }],
  ["ic-06", { title: "个案工作", paper: "社会工作综合能力（中级）", version: "2025" }],
  ["jp-01", { title: "通用过程", paper: "社会工作实务（初级）", version: "2025" }],
]);

test.each([
  ["2025/jc-06", "jc-06"],
  ["2025/综合能力(初级)/个案工作", "jc-06"],
  ["2025/社会工作综合能力（中级）/个案工作", "ic-06"],
  ["2025/综合能力（初级） / 个案 工作", "jc-06"],
  ["2025/通用过程", "jp-01"],
  ["2025/个案工作", null],
  ["2021/jc-06", null],
  ["2025/实务（初级）/个案工作", null],
  ["个案工作", null],
  ["", null],
])("%s is %s", (named, code) => {
  expect(topicCode(named, topics)).toBe(code);
});
