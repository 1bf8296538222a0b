import { describe, expect, it } from "vitest";
import { compileLesson } from "~/platform/mdx/compile.server";
import { reviewBlocks, type BlockWords } from "./review-blocks";

const words: BlockWords = {
  kinds: {
    ...{ single: "单选", multiple: "多选", ordering: "排序", fill: "填空" },
    ...{ reflection: "笔记", discussion: "讨论" },
  },
  right: "对",
  inOrder: (keys) => `顺序 ${keys}`,
  answers: (answers) => `答案 ${answers}`,
  ifRight: (text) => `对时 ${text}`,
  ifWrong: (text) => `错时 ${text}`,
};

async function blocksOf(body: string) {
  const compiled = await compileLesson(`---\ntitle: 课\nminutes: 10\n---\n\n${body}\n`);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return reviewBlocks(compiled.body, compiled.keys, "a-course", words);
}

describe("the blocks of a text", () => {
  it("are its outermost elements, each with its line and how it begins", async () => {
    const blocks = await blocksOf(
      '## 节\n\n一段**话**。\n\n- 甲\n- 乙\n\n<Callout kind="key">\n记住\n</Callout>',
    );
    expect(blocks.map(({ line, quote }) => [line, quote])).toEqual([
      [6, "节"],
      [8, "一段话。"],
      [10, "甲 乙"],
      [13, expect.stringContaining("记住") as string],
    ]);
    expect(blocks[1]?.html).toBe('<p data-line="8">一段<strong>话</strong>。</p>');
  });

  it("have files by their full address", async () => {
    const [block] = await blocksOf("![门口](files/door.png)");
    expect(block?.html).toContain('src="/workshop/a-course/files/door.png"');
  });

  it("show a check with its key and all feedback, and are quoted by its stem whatever the language", async () => {
    const [block] = await blocksOf(
      '<Check id="c-1" kind="single">\n先做什么？\n\n<Option why="晚了">明天</Option>\n<Option correct why="要快">今天</Option>\n</Check>',
    );
    expect(block?.quote).toBe("先做什么？");
    expect(block?.html).toMatch(/明天.*晚了.*is-right.*今天.*对.*要快/s);
    expect(block?.html.match(/is-right/g)).toHaveLength(1);
  });
});
