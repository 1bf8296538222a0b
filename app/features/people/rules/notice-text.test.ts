import { expect, it } from "vitest";
import { readBlocks } from "./notice-text";

it("reads headings, lists and paragraphs", () => {
  expect(readBlocks("## 谁\n\n一段。\n\n- 一\n- 二\n\n\n<b>不是标记</b>\n")).toEqual([
    { kind: "heading", text: "谁" },
    { kind: "paragraph", text: "一段。" },
    { kind: "list", items: ["一", "二"] },
    { kind: "paragraph", text: "<b>不是标记</b>" },
  ]);
});
