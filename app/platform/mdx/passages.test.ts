import { expect, test } from "vitest";
import { compileLesson } from "~/platform/mdx/compile.server";
import { passagesOf } from "~/platform/mdx/passages";

test("a lesson as plain text by section: what learners read, not what grades them", async () => {
  const source = `---
title: 课
minutes: 5
---
老年人**助餐**点在 <Term word="嵌入式">建在小区里</Term>。第一行
第二行

## 到 *点* 吃饭

| 时间 | 菜 |
| --- | --- |
| 11:30 | A&amp;B &lt;汤&gt; |

<Case title="王奶奶" source="为教学编写。">

“吃了吗？”[^1]

</Case>

<Check id="a" kind="single">

几点开饭？

<Option correct why="看表。">11:30</Option>
<Option why="太晚。">13:00</Option>

</Check>

<Check id="b" kind="fill" right="对。" wrong="再看表。">

十一点___

<Answer>半</Answer>

</Check>

## 回家

<Reflection id="note">

想一想。

</Reflection>

[^1]: 出处
`;
  const result = await compileLesson(source);
  expect(result.ok && passagesOf(result.body)).toEqual([
    { section: "", heading: "", text: "老年人助餐点在 嵌入式（建在小区里）。第一行\n第二行" },
    {
      section: "section-1",
      heading: "到 点 吃饭",
      text: "时间\n菜\n11:30\nA&B <汤>\n案例\n王奶奶\n“吃了吗？”1\n为教学编写。\n几点开饭？\n11:30\n13:00\n十一点___",
    },
    { section: "section-2", heading: "回家", text: "想一想。\n注释\n出处" },
  ]);
});
