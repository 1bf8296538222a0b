import { stringify } from "yaml";

/** The front matter of a lesson, in the form in which files keep it. */
export function frontMatter(meta: { title: string; minutes: number; summary?: string }): string {
  return `---\n${stringify(meta, { lineWidth: 0 })}---\n`;
}

/** The text that a new lesson begins with: it compiles, and shows by itself how a lesson is written. */
export function starterText(meta: { title: string; minutes: number }): string {
  return `${frontMatter(meta)}
## 学完这一课，你能做到

- 写一件学员回去就能做的事；
- 再写一件。

## 从一个个案说起

<Case title="给个案起个名字">

写清时间、地点、人物和难处，不写真名。两三段就够。

</Case>

## 怎么做

<Steps>

1. **先做什么** 一句话说清楚。
2. **再做什么** 写出可以照着说的话。

</Steps>

## 试一试

<Check id="first" kind="single">

把问题写在这里，选项写在下面，每个选项都说明为什么。

<Option correct why="对在哪里。">对的做法</Option>
<Option why="错在哪里，应该怎么做。">常见的错误做法</Option>

</Check>
`;
}
