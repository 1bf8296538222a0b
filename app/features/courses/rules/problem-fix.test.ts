import { expect, test } from "vitest";
import { fixOf, fixText } from "./problem-fix";

const source = "---\ntitle: 课\n---\n年龄<18岁的孩子";

test.each([
  ["writes in the place", { line: 4, column: 3, found: "<", write: "\\<" }, "年龄\\<18岁的孩子"],
  [
    "writes several characters",
    { line: 4, column: 3, found: "<18", write: "小于 18 " },
    "年龄小于 18 岁的孩子",
  ],
])("%s", (_, fix, line) => {
  expect(fixText(source, fix)).toBe(source.replace(/[^\n]*$/, line));
});

test.each([
  ["where something else stands", { line: 4, column: 2, found: "<", write: "x" }],
  ["in a line that is not there", { line: 9, column: 1, found: "<", write: "x" }],
  ["nowhere", { line: 4, column: 3, found: "", write: "x" }],
])("writes nothing %s", (_, fix) => {
  expect(fixText(source, fix)).toBeNull();
});

test("a finding offers only what it knows in full", () => {
  const at = { line: 1, column: 2 };
  expect(fixOf({ ...at, params: { found: "<", write: "\\<" } })).toEqual({ ...at, found: "<", write: "\\<" });
  expect(fixOf({ ...at, params: { found: "<" } })).toBeNull();
  expect(fixOf({ ...at, params: { found: "长…", write: "x" } })).toBeNull();
});
