import { describe, expect, test } from "vitest";
import en from "~/locales/en/mdx.json";
import zh from "~/locales/zh/mdx.json";
import { type CompileResult, compileLesson, pipelineHash } from "~/platform/mdx/compile.server";
import { checkKeys, lessonBody } from "~/platform/mdx/lesson-body";
import { passagesOf } from "~/platform/mdx/passages";
import type { Problem, ProblemCode } from "~/platform/mdx/problem";
import { problemText } from "~/platform/mdx/problem-text";

const head = "---\ntitle: 发现疑似伤害\nminutes: 18\n---\n";
/** What stands here begins on line 5. */
const lesson = (text: string) => head + text;
const repeat = (text: string, times: number) => text.repeat(times);

function problemsOf(result: CompileResult): Problem[] {
  return result.ok ? result.warnings : result.problems;
}
async function compiled(text: string) {
  const result = await compileLesson(lesson(text));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return {
    ...result,
    html: result.body.blocks
      .map((block) => (block.kind === "html" ? block.html.replace(/ data-line="\d+"/g, "") : ""))
      .join(""),
  };
}

const check = (options: string, props = 'id="delay" kind="single"') =>
  `<Check ${props}>\n哪种说法对？\n\n${options}\n</Check>`;
const right = '<Option correct why="疑似就要报。">现在就报告。</Option>';
const wrong = '<Option why="核实是公安和民政的事。">先找家长问清楚。</Option>';
const law = (props: string) => `<Law ${props}>\n应当立即报告。\n</Law>`;

type Case = [name: string, source: string, code: ProblemCode, line: number, column?: number];

const misused: Case[] = [
  [
    "a check in a quotation",
    lesson(`> ${check(`${right}\n${wrong}`).replaceAll("\n", "\n> ")}`),
    "checkPlace",
    5,
  ],
  [
    "a check in a component",
    lesson(`<Callout kind="tip">\n${check(`${right}\n${wrong}`)}\n</Callout>`),
    "checkPlace",
    6,
  ],
  ["a check in a sentence", lesson('看 <Check id="a" kind="single">题</Check>'), "checkPlace", 5],
  [
    "a check twice",
    lesson(`${check(`${right}\n${wrong}`)}\n\n${check(`${right}\n${wrong}`)}`),
    "idTwice",
    12,
  ],
  [
    "a check with an id in Chinese",
    lesson(check(`${right}\n${wrong}`, 'id="报告" kind="single"')),
    "propValue",
    5,
  ],
  ["a check without a kind", lesson(check(`${right}\n${wrong}`, 'id="a"')), "propMissing", 5],
  ["a check with one option", lesson(check(right)), "checkOptions", 5],
  ["a check with a list for options", lesson(check("- 甲\n- 乙")), "checkOptions", 5],
  ["a check with seven options", lesson(check(right + repeat(`\n${wrong}`, 6))), "checkOptions", 5],
  ["a single choice with two right", lesson(check(`${right}\n${right}`)), "checkSingle", 5],
  ["a single choice with none right", lesson(check(`${wrong}\n${wrong}`)), "checkSingle", 5],
  [
    "a multiple choice with one right",
    lesson(check(`${right}\n${wrong}`, 'id="a" kind="multiple"')),
    "checkMultiple",
    5,
  ],
  [
    "a multiple choice with all right",
    lesson(check(`${right}\n${right}`, 'id="a" kind="multiple"')),
    "checkMultiple",
    5,
  ],
  [
    "a check without a question",
    lesson(`<Check id="a" kind="single">\n${right}\n${wrong}\n</Check>`),
    "empty",
    5,
  ],
  ["an option without feedback", lesson(check(`${right}\n<Option>先问。</Option>`)), "propMissing", 9],
  [
    "an option right by a string",
    lesson(check(`<Option correct="false" why="因">报。</Option>\n${wrong}`)),
    "propValue",
    8,
  ],
  ["an option without text", lesson(check(`${right}\n<Option why="因"></Option>`)), "empty", 9],
  ["an option outside a check", lesson(right), "optionPlace", 5],
  [
    "an option in the question's paragraph",
    lesson(`<Check id="a" kind="single">\n题\n${right}\n${wrong}\n</Check>`),
    "optionPlace",
    7,
  ],
  ["text after the options", lesson(check(`${right}\n${wrong}\n\n后话`)), "optionPlace", 11],
  [
    "an ordering check with two options",
    lesson(check(`${wrong}\n${wrong}`, 'id="a" kind="ordering"')),
    "checkOptions",
    5,
  ],
  [
    "an order with a right option",
    lesson(
      check(`${right}\n<Option why="因">甲</Option>\n<Option why="因">乙</Option>`, 'id="a" kind="ordering"'),
    ),
    "checkOrdering",
    8,
    1,
  ],
  [
    "an order with two steps alike",
    lesson(
      check(`${wrong}\n<Option why="因">甲</Option>\n<Option why="因">甲</Option>`, 'id="a" kind="ordering"'),
    ),
    "optionTwice",
    10,
    1,
  ],
  [
    "a fill check without feedback",
    lesson(check("<Answer>三十日</Answer>", 'id="a" kind="fill" right="对"')),
    "propMissing",
    5,
  ],
  [
    "a choice with feedback of its own",
    lesson(check(`${right}\n${wrong}`, 'id="a" kind="single" wrong="错"')),
    "checkFeedback",
    5,
  ],
  [
    "a fill check with options",
    lesson(check(right, 'id="a" kind="fill" right="对" wrong="错"')),
    "answerOnly",
    8,
    1,
  ],
  ["a choice with answers", lesson(check("<Answer>甲</Answer>")), "optionOnly", 8, 1],
  [
    "a fill check with nothing to compare",
    lesson(check("甲", 'id="a" kind="fill" right="对" wrong="错"')),
    "checkAnswers",
    5,
  ],
  [
    "a bold answer",
    lesson(check("<Answer>**甲**</Answer>", 'id="a" kind="fill" right="对" wrong="错"')),
    "answerText",
    8,
    1,
  ],
  [
    "an answer of signs alone",
    lesson(check("<Answer>。</Answer>", 'id="a" kind="fill" right="对" wrong="错"')),
    "answerText",
    8,
    1,
  ],
  ["an answer outside a check", lesson("<Answer>甲</Answer>"), "optionPlace", 5],
  [
    "a reflection in a case",
    lesson('<Case title="门">\n<Reflection id="a">\n想\n</Reflection>\n</Case>'),
    "checkPlace",
    6,
  ],
  ["a discussion in a list", lesson('- <Discussion id="a">说</Discussion>'), "checkPlace", 5],
  [
    "a check and a reflection of one id",
    lesson(`${check(`${right}\n${wrong}`)}\n\n<Reflection id="delay">\n想\n</Reflection>`),
    "idTwice",
    12,
  ],
  ["a reflection without a prompt", lesson('<Reflection id="a" />'), "empty", 5],
  ["a comparison of one side", lesson('<Compare>\n<Side kind="do">\n好\n</Side>\n</Compare>'), "compare", 5],
  [
    "a comparison with text between",
    lesson('<Compare>\n<Side kind="do">\n好\n</Side>\n\n中\n\n<Side kind="dont">\n不\n</Side>\n</Compare>'),
    "compare",
    5,
  ],
  ["a side alone", lesson('<Side kind="do">\n好\n</Side>'), "sidePlace", 5],
  [
    "a side without a title",
    lesson('<Compare>\n<Side>\n好\n</Side>\n<Side kind="dont">\n不\n</Side>\n</Compare>'),
    "sideTitle",
    6,
  ],
  ["a figure with content", lesson('<Figure src="files/a.png" alt="图">\n文\n</Figure>'), "noContent", 5],
  ["a figure in a sentence", lesson('看 <Figure src="files/a.png" alt="图" /> 这里'), "blockPlace", 5],
  ["a film that only some can follow", lesson('<Video src="files/a.mp4" title="片" />'), "mediaText", 5],
  ["a recording that only some can follow", lesson('<Audio src="files/a.mp3" title="音" />'), "mediaText", 5],
  ["a topic by its name", lesson('<Practice topic="个案工作" />'), "topicUnknown", 5],
  ["steps without a list", lesson("<Steps>\n先稳住孩子\n</Steps>"), "steps", 5],
  ["steps with bullets", lesson("<Steps>\n- 先稳住孩子\n</Steps>"), "steps", 5],
  ["a case in a sentence", lesson('看 <Case title="门">文</Case> 这里'), "blockPlace", 5],
  ["a term with a list", lesson('<Term word="个案">\n- 一\n- 二\n</Term>'), "inlinePlace", 5],
  ["an empty callout", lesson('<Callout kind="tip"></Callout>'), "empty", 5],
  ["an empty heading", lesson("##\n\n文"), "headingEmpty", 5],
  ["a heading of the first level", lesson("# 课名\n\n文"), "headingFirst", 5],
  ["bold that does not work", lesson("**注意。**后面的字"), "strongBroken", 5],
  ["an address with text behind", lesson("见https://example.cn/a，谢谢"), "addressTail", 5],
];

describe("misused components", () => {
  test.each(misused)("%s", async (_name, source, code, line, column) => {
    const result = await compileLesson(source);
    const [first] = problemsOf(result);
    expect(first).toMatchObject({ code, line, ...(column && { column }) });
    expect(result.ok).toBe(first?.severity === "warning");
  });
});

test("every problem has its text in both languages, with the same blanks", () => {
  const blanks = (texts: Record<string, string>) =>
    Object.entries(texts).map(([code, text]) => [
      code,
      [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort(),
    ]);
  expect(blanks(en.problem)).toEqual(blanks(zh.problem));
  expect(Object.keys(en.label)).toEqual(Object.keys(zh.label));
});

test("an unknown topic is answered with those of the name", async () => {
  const [problem] = problemsOf(await compileLesson(lesson('<Practice topic="个案" />')));
  expect(problem && problemText(problem, "zh")).toBe(
    "大纲里没有“个案”这个知识点编号。可以写：jc18-04 个案 · 社会工作综合能力（初级）; jc-06 个案工作 · 社会工作综合能力（初级）; ic-07 个案工作 · 社会工作综合能力（中级）。",
  );
});

test("all findings come at once, in order", async () => {
  const text =
    "年龄<18岁，$x_{1}$\n\n<b>粗</b>\n\n[文](javascript:x)\n\n分数<60分\n\n![](files/a.png)\n\n<Quiz />";
  const result = await compileLesson(lesson(text).replace("minutes: 18", "minutes: 0"));
  expect(problemsOf(result).map(({ line, code }) => [line, code])).toEqual([
    [3, "minutes"],
    [5, "lessThan"],
    [5, "expression"],
    [7, "htmlElementInstead"],
    [9, "addressScheme"],
    [11, "lessThan"],
    [13, "imageAlt"],
    [15, "component"],
  ]);
});

test("replacing what was found by what to write solves it", async () => {
  let source = lesson(
    "年龄<18岁，集合 {1}，$x_{1}$\n\nimport 是导入\n\nexport 是导出\n\n# 名\n\n<小明>说\n\n正文\u202e\n\n没有成对的 {",
  );
  let rounds = 0;
  for (; rounds < 20; rounds++) {
    const problem = problemsOf(await compileLesson(source)).find(({ params }) => params.write !== undefined);
    if (!problem) break;
    const lines = source.split("\n");
    const line = lines[problem.line - 1] ?? "";
    const { found = "", write = "" } = problem.params;
    expect(line.startsWith(found, problem.column - 1)).toBe(true);
    lines[problem.line - 1] =
      line.slice(0, problem.column - 1) + write + line.slice(problem.column - 1 + found.length);
    source = lines.join("\n");
  }
  expect(rounds).toBe(9);
  const result = await compileLesson(source);
  expect(result).toMatchObject({ ok: true, warnings: [] });
  expect(result.ok && passagesOf(result.body)).toEqual([
    { section: "", heading: "", text: "年龄<18岁，集合 {1}，$x_{1}$\nimport 是导入\nexport 是导出" },
    { section: "section-1", heading: "名", text: "<小明>说\n正文\n没有成对的 {" },
  ]);
});

test("Windows line ends and byte order marks leave positions alone", async () => {
  const result = await compileLesson(`\uFEFF${lesson("正文\n\n{1}")}`.replaceAll("\n", "\r\n"));
  expect(problemsOf(result)).toMatchObject([{ code: "expression", line: 7, column: 1 }]);
});

describe("a good lesson", () => {
  test("front matter is read and kept out of the body", async () => {
    const front =
      "---\ntitle: 课\nminutes: 5\nsummary: 简介\ntopics:\n  - 2025/综合能力(初级)/个案工作\n---\n正文";
    const result = await compileLesson(front);
    expect(result).toMatchObject({
      ok: true,
      meta: { title: "课", minutes: 5, summary: "简介", topics: ["2025/综合能力(初级)/个案工作"] },
      body: { blocks: [{ kind: "html", html: '<p data-line="8">正文</p>' }], characters: 2 },
    });
  });

  test("second-level headings are sections", async () => {
    const { body, html } = await compiled("## 先 **报告**\n\n### 小节\n\n## 后核实");
    expect(body.sections).toEqual([
      { id: "section-1", title: "先 报告" },
      { id: "section-2", title: "后核实" },
    ]);
    expect(html).toContain('<h2 id="section-2">后核实</h2>');
  });

  test("components render as the reader knows them", async () => {
    const { html, body } = await compiled(
      [
        '<Callout kind="warn" title="先打 110">\n情况紧急。\n</Callout>',
        '<Callout kind="key">\n要点。\n</Callout>',
        '<Case title="门后的孩子" source="人物与情节为教学编写。">\n小周入户走访。\n</Case>',
        "<Steps>\n1. **先稳住孩子** 不追问。\n2. **当天报告** 打 110，**马上**打。\n</Steps>",
        '要会做<Term word="危机介入">在危机当中短期帮助</Term>。',
        law('ref="未成年人保护法/11/2" checkedOn="2026-09-01" validUntil="2027-01-01"'),
        law('title="民法典" article="第一千零四十三条" checkedOn="2026-09-01"'),
      ].join("\n\n"),
    );
    expect(html).toContain('<div class="notice notice--warn" role="note">');
    expect(html).toContain("<b>先打 110</b><p>情况紧急。</p>");
    expect(html).toContain("<b>要点</b>");
    expect(html).toMatch(
      /<section class="case" aria-labelledby="([^"]+)">.*<h2 id="\1" class="case__title">门后的孩子<\/h2>/s,
    );
    expect(html).toContain('<p class="note">人物与情节为教学编写。</p>');
    expect(html).toContain('<ol class="steps">');
    expect(html).toContain("<b>先稳住孩子</b> 不追问。");
    expect(html).toContain("<strong>马上</strong>");
    expect(html).toContain(
      '<dfn class="term">危机介入</dfn><span class="term__note">（在危机当中短期帮助）</span>。',
    );
    expect(html).toContain("《未成年人保护法》<br/>第十一条第二款<br/>");
    expect(html).toContain('<time dateTime="2026-09-01">2026年9月1日</time>');
    expect(body.laws).toEqual([
      { ref: "未成年人保护法/11/2", checkedOn: "2026-09-01", validUntil: "2027-01-01" },
      { ref: "民法典/第一千零四十三条", checkedOn: "2026-09-01", validUntil: null },
    ]);
  });

  test("tables scroll by keyboard and carry no style", async () => {
    const { html } = await compiled("| 项目 | 金额 |\n| :- | -: |\n| 差旅 | 20 |");
    expect(html).toContain(
      '<div class="tbl-wrap" role="region" tabindex="0" aria-label="表格：项目、金额"><table class="tbl">',
    );
    expect(html).toContain('<td class="n">20</td>');
    expect(html).not.toContain("style=");
  });

  test("links, images, code, notes and lists of tasks", async () => {
    const { html, warnings } = await compiled(
      "[网](https://example.cn) [信](mailto:a@example.cn) [电](tel:12348) [课](02-next.mdx#section-1) www.example.cn\n\n" +
        "![楼道](files/hall-1.png)\n\n```js\nimport a from 'b'; {x} <b>\n```\n\n`{x}`[^1]\n\n- [x] 已做\n\n[^1]: 出处",
    );
    expect(warnings).toEqual([]);
    expect(html).toContain('<a href="https://example.cn" rel="noopener noreferrer">网</a>');
    expect(html).toContain('<a href="tel:12348">电</a>');
    expect(html).toContain('<a href="next#section-1">课</a>');
    expect(html).toContain('<a href="https://www.example.cn" rel="noopener noreferrer">www.example.cn</a>');
    expect(html).toContain('<img src="files/hall-1.png" alt="楼道" loading="lazy" decoding="async"/>');
    expect(html).toContain("{x} &lt;b&gt;");
    expect(html).toContain("注释</h2>");
    expect(html).toContain('<span role="img" aria-label="已完成">☑</span>');
    expect(html).not.toMatch(/Footnotes|Back to/);
  });

  test("checks part the body and leave their keys outside", async () => {
    const text = `前文\n\n${check(`${wrong}\n${right}`)}\n\n${check(
      `<Option correct why="甲因">**甲**</Option>\n\n<Option why="乙因">\n乙一\n\n乙二\n</Option>\n<Option correct why="丙因">丙</Option>`,
      'id="who-to-tell" kind="multiple"',
    )}\n\n后文`;
    const { body, keys } = await compiled(text);
    expect(body.blocks).toEqual([
      { kind: "html", html: '<p data-line="5">前文</p>' },
      {
        kind: "check",
        id: "delay",
        type: "single",
        line: 7,
        stem: "哪种说法对？",
        options: [
          { key: "A", html: "先找家长问清楚。" },
          { key: "B", html: "现在就报告。" },
        ],
      },
      {
        kind: "check",
        id: "who-to-tell",
        type: "multiple",
        line: 14,
        stem: "哪种说法对？",
        options: [
          { key: "A", html: "<strong>甲</strong>" },
          { key: "B", html: "<p>乙一</p><p>乙二</p>" },
          { key: "C", html: "丙" },
        ],
      },
      { kind: "html", html: '<p data-line="27">后文</p>' },
    ]);
    expect(keys).toEqual({
      delay: { type: "single", correct: ["B"], why: { A: "核实是公安和民政的事。", B: "疑似就要报。" } },
      "who-to-tell": { type: "multiple", correct: ["A", "C"], why: { A: "甲因", B: "乙因", C: "丙因" } },
    });
    expect(JSON.stringify(body)).not.toMatch(/correct|why|核实是公安|疑似就要报|甲因|乙因|丙因|data-cut/);
    expect(lessonBody.parse(JSON.parse(JSON.stringify(body)))).toEqual(body);
    expect(checkKeys.parse(JSON.parse(JSON.stringify(keys)))).toEqual(keys);
  });

  test("an order is shown in another one, the same each time, and its key names it", async () => {
    const steps = ["先止血", "再报告", "后记录", "再回看"];
    const ordering = steps.map((step, n) => `<Option why="第 ${n + 1} 步">${step}</Option>`).join("\n");
    for (const id of ["order-1", "order-2", "order-3", "order-4", "order-5", "order-6"]) {
      const text = check(ordering, `id="${id}" kind="ordering"`);
      const { body, keys } = await compiled(text);
      const [block] = body.blocks;
      const shown = block?.kind === "check" ? block.options : [];
      expect(shown.map(({ key }) => key)).toEqual(["A", "B", "C", "D"]);
      expect(shown.map(({ html }) => html)).not.toEqual(steps);
      const key = keys[id];
      expect(key?.correct.map((each) => shown.find((option) => option.key === each)?.html)).toEqual(steps);
      expect(key?.correct.map((each) => key.why[each])).toEqual(["第 1 步", "第 2 步", "第 3 步", "第 4 步"]);
      expect((await compiled(text)).body).toEqual(body);
    }
  });

  test("what a fill check takes stays on the server", async () => {
    const { body, keys } = await compiled(
      check(
        "<Answer>三十日</Answer>\n<Answer>30 日</Answer>",
        'id="days" kind="fill" right="对。" wrong="再看。"',
      ),
    );
    expect(body.blocks).toEqual([
      { kind: "check", id: "days", type: "fill", line: 5, stem: "哪种说法对？", options: [] },
    ]);
    expect(keys).toEqual({
      days: { type: "fill", correct: ["三十日", "30 日"], why: { right: "对。", wrong: "再看。" } },
    });
  });

  test("reflections and discussions part the body, and second-level headings go on behind them", async () => {
    const { body } = await compiled(
      '前\n\n<Reflection id="note">\n想**一**想。\n</Reflection>\n\n<Discussion id="talk">\n一\n\n二\n</Discussion>\n\n## 后',
    );
    expect(body.blocks).toEqual([
      { kind: "html", html: '<p data-line="5">前</p>' },
      { kind: "reflection", id: "note", line: 7, prompt: "想<strong>一</strong>想。" },
      { kind: "discussion", id: "talk", line: 11, prompt: "<p>一</p><p>二</p>" },
      { kind: "html", html: '<h2 id="section-1" data-line="17">后</h2>' },
    ]);
  });

  test("comparisons, pictures, films, files and topics", async () => {
    const { html, body, warnings } = await compiled(
      [
        '<Compare>\n<Side kind="do">\n- 说慢\n</Side>\n<Side kind="dont" title="别这样">\n- 说快\n</Side>\n</Compare>',
        '<Figure src="files/hall.png" alt="楼道" caption="三楼" />',
        '<Video src="files/visit.mp4" title="入户" captions="files/visit.vtt" />',
        '<Audio src="files/call.mp3" title="电话">\n您好。\n</Audio>',
        '<Download src="files/form.docx" title="空表" />',
        '<Practice topic="jc-06" />',
        "[表](files/form.docx) ![楼道](files/hall.png)",
      ].join("\n\n"),
    );
    expect(warnings).toEqual([]);
    expect(html).toMatch(/compare__side--do" role="group" aria-labelledby="([^"]+)"><p id="\1".*?宜<\/p>/);
    expect(html).toMatch(/compare__side--dont".*?别这样<\/p>/);
    expect(html).toContain(
      'alt="楼道" loading="lazy" decoding="async"/><figcaption>三楼</figcaption></figure>',
    );
    expect(html).toMatch(
      /<video controls="" playsinline="" preload="metadata" src="files\/visit.mp4" aria-label="入户">/,
    );
    expect(html).toContain(
      '<track default="" kind="captions" srcLang="zh-CN" label="字幕" src="files/visit.vtt"/>',
    );
    expect(html).toContain('<audio controls="" preload="none" src="files/call.mp3" aria-label="电话">');
    expect(html).toMatch(/<summary>文字稿.*?<\/summary><p>您好。<\/p><\/details>/);
    expect(html).toContain('<a href="files/form.docx" download="">空表</a><span class="dim">（DOCX）</span>');
    expect(html).toContain('<a href="/exams">练一练：个案工作</a>');
    expect(html).not.toMatch(/autoplay|style=/i);
    expect(body.files).toEqual(["hall.png", "visit.mp4", "visit.vtt", "call.mp3", "form.docx"]);
  });

  test("each block says on which line it begins", async () => {
    const result = await compileLesson(
      lesson(
        [
          "段",
          "## 标题",
          "- 列",
          "| 表 |\n| - |\n| 格 |",
          "> 引",
          "```\n码\n```",
          "---",
          '<Case title="门">\n\n文\n\n</Case>',
          "<Steps>\n\n1. 步\n\n</Steps>",
          '<Term word="词">义</Term>',
          law('ref="民法典/296" checkedOn="2026-11-23"'),
        ].join("\n\n"),
      ),
    );
    const html = result.ok && result.body.blocks[0]?.kind === "html" ? result.body.blocks[0].html : "";
    expect(
      [...html.matchAll(/<(\w+)[^>]* data-line="(\d+)"|<(\w+) data-line="(\d+)"/g)].map(
        (m) => `${m[1] ?? m[3]} ${m[2] ?? m[4]}`,
      ),
    ).toEqual("p 5,h2 7,ul 9,div 11,blockquote 15,pre 17,hr 21,section 23,ol 29,p 35,div 37".split(","));
  });

  test("signs that mean nothing to MDX are text", async () => {
    const { html } = await compiled("当 a < b 时，\\{甲\\} 与 &lt;乙&gt; 都是字。\n\nimportant 不是语句。");
    expect(html).toBe("<p>当 a &lt; b 时，{甲} 与 &lt;乙&gt; 都是字。</p>\n<p>important 不是语句。</p>");
  });

  test("what an author types cannot part the body", async () => {
    const { body } = await compiled('`<hr data-cut="x"/>` &lt;hr data-cut="x"/&gt;');
    expect(body.blocks).toHaveLength(1);
  });

  test("the same source gives the same result, and five at once do not mix", async () => {
    const sources = [1, 2, 3, 4, 5].map((n) =>
      lesson(`## 第 ${n} 节\n\n${check(`${right}\n${wrong}`, `id="q-${n}" kind="single"`)}`),
    );
    const results = await Promise.all(sources.map((source) => compileLesson(source)));
    results.forEach((result, index) => {
      expect(result).toMatchObject({
        ok: true,
        hash: pipelineHash(sources[index] ?? ""),
        body: { sections: [{ title: `第 ${index + 1} 节` }] },
        keys: { [`q-${index + 1}`]: { correct: ["A"] } },
      });
    });
    expect(await compileLesson(sources[0] ?? "")).toEqual(results[0]);
    expect(new Set(results.map((result) => result.ok && result.hash)).size).toBe(5);
  });

  test("a refusal does not hold up the next in the queue", async () => {
    const [bad, good] = await Promise.all([compileLesson(lesson("{")), compileLesson(lesson("好"))]);
    expect([bad.ok, good.ok]).toEqual([false, true]);
  });
});
