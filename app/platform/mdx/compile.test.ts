import { describe, expect, test } from "vitest";
import en from "~/locales/en/mdx.json";
import zh from "~/locales/zh/mdx.json";
import { type CompileResult, compileLesson, pipelineHash } from "~/platform/mdx/compile.server";
import { checkKeys, lessonBody } from "~/platform/mdx/lesson-body";
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
    html: result.body.blocks.map((block) => (block.kind === "html" ? block.html : "")).join(""),
  };
}

const check = (options: string, props = 'id="delay" kind="single"') =>
  `<Check ${props}>\n哪种说法对？\n\n${options}\n</Check>`;
const right = '<Option correct why="疑似就要报。">现在就报告。</Option>';
const wrong = '<Option why="核实是公安和民政的事。">先找家长问清楚。</Option>';
const law = (props: string) => `<Law ${props}>\n应当立即报告。\n</Law>`;

type Case = [name: string, source: string, code: ProblemCode, line: number, column?: number];

const frontMatter: Case[] = [
  ["no front matter", "## 标题\n", "frontMatterMissing", 1],
  ["four dashes", "----\ntitle: 课\n----\n", "frontMatterMissing", 1],
  ["front matter that is a program", "---js\n({ title: process.exit(3) })\n---\n", "frontMatterLanguage", 1],
  [
    "a program behind two byte order marks",
    "\uFEFF\uFEFF---js\nprocess.exit(3)\n---\n",
    "frontMatterLanguage",
    1,
  ],
  ["front matter in JSON", '---json\n{"title":"课","minutes":5}\n---\n', "frontMatterLanguage", 1],
  ["front matter in CoffeeScript", "--- coffee\ntitle: 1\n---\n", "frontMatterLanguage", 1],
  ["front matter without an end", "---\ntitle: 课\nminutes: 5\n", "frontMatterOpen", 1],
  [
    "front matter of 5,000 characters",
    `---\ntitle: 课\nsummary: ${repeat("好", 5000)}\n---\n`,
    "frontMatterLength",
    1,
  ],
  ["broken YAML", "---\ntitle: [课\nminutes: 5\n---\n", "frontMatterSyntax", 3],
  ["a colon in a value", "---\ntitle: 案例: 门后\nminutes: 5\n---\n", "frontMatterSyntax", 2],
  ["a YAML tag", "---\ntitle: !!js/function 'x'\nminutes: 5\n---\n", "frontMatterSyntax", 2],
  ["a duplicate key", "---\ntitle: 课\nminutes: 5\nminutes: 6\n---\n", "frontMatterSyntax", 4],
  ["a YAML alias", "---\ntitle: &a 课\nminutes: 5\nsummary: *a\n---\n", "frontMatterAlias", 2],
  [
    "a YAML bomb",
    "---\na: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\ntitle: 课\n---\n",
    "frontMatterAlias",
    2,
  ],
  [
    "450 nested YAML lists",
    `---\ntitle: ${repeat("[", 450)}${repeat("]", 450)}\nminutes: 5\n---\n`,
    "title",
    2,
  ],
  ["an unknown key", "---\ntitle: 课\nminutes: 5\nlayout: x\n---\n", "frontMatterUnknown", 4],
  [
    "a key of the prototype",
    "---\ntitle: 课\nminutes: 5\n__proto__: { x: 1 }\n---\n",
    "frontMatterUnknown",
    4,
  ],
  ["minutes in words", "---\ntitle: 课\nminutes: 十八\n---\n", "minutes", 3],
  ["no minutes", "---\ntitle: 课\n---\n", "minutes", 2],
  ["a title of digits", "---\ntitle: 2026\nminutes: 5\n---\n", "title", 2],
  ["a topic without a syllabus", "---\ntitle: 课\nminutes: 5\ntopics: [个案工作]\n---\n", "topics", 4],
];

const tooMuch: Case[] = [
  ["a lesson of 1 MB", lesson(repeat("社区工作者入户走访。\n\n", 40_000)), "size", 1],
  ["a line of 10 million characters", lesson(repeat("a", 10_000_000)), "size", 1],
  ["a line of 10,001 characters", lesson(`\n${repeat("好 ", 5001)}`), "lineLength", 6],
  [
    "10,000 nested list levels on lines",
    lesson(Array.from({ length: 10_000 }, (_, i) => `${repeat(" ", i)}- a`).join("\n")),
    "size",
    1,
  ],
  [
    "500 nested list levels on lines",
    lesson(Array.from({ length: 500 }, (_, i) => `${repeat("  ", i % 400)}- a`).join("\n\n")),
    "nesting",
    105,
  ],
  ["10,000 nested list levels on a line", lesson(`${repeat("- ", 10_000)}a`), "lineLength", 5],
  ["4,900 nested list levels on a line", lesson(`${repeat("- ", 4900)}a`), "nesting", 5],
  ["9,000 nested quotations", lesson(`${repeat(">", 9000)} a`), "nesting", 5],
  ["quotations and lists in turn", lesson(`${repeat("> - ", 40)}a`), "nesting", 5],
  [
    "nested components",
    lesson(repeat('<Callout kind="tip">\n', 60) + "a\n" + repeat("</Callout>\n", 60)),
    "nesting",
    55,
  ],
  ["deeply nested components", lesson(repeat('<Callout kind="tip">\n', 2000)), "nesting", 505],
  ["deeply nested emphasis", lesson(`${repeat("*a **b ", 60)}c${repeat("** d*", 60)}`), "nesting", 5],
  ["a million empty lines", lesson(repeat("\n", 150_000)), "lines", 4001],
  ["a paragraph of asterisks", lesson(repeat("a* *b ", 1000)), "blockMarks", 5],
  ["a paragraph without end", lesson(repeat(`${repeat("好", 90)}\n`, 300)), "blockLength", 5],
  ["a word without end", lesson(repeat("-.", 1000)), "wordLength", 5],
  [
    "101 footnotes",
    lesson(Array.from({ length: 101 }, (_, i) => `[^${i}]: 注\n`).join("\n")),
    "footnotes",
    205,
  ],
  [
    "a table of 21 columns",
    lesson(`|${repeat("a|", 21)}\n|${repeat("-|", 21)}\n${repeat("|\n", 50)}`),
    "tableSize",
    5,
  ],
  [
    "one long address, many references",
    lesson(`[a]: https://a.cn/${repeat("-b/", 600)}\n\n${repeat("[a] ", 200)}\n\n${repeat("[a] ", 200)}`),
    "references",
    7,
  ],
  ["an invisible null", lesson("第一行\n第二\0行"), "nul", 6, 3],
];

const refused: Case[] = [
  ["an import", lesson('import fs from "node:fs"\n\n正文'), "esm", 5, 1],
  ["an export", lesson("正文\n\nexport const a = 1"), "esm", 7, 1],
  ["a paragraph that begins with import", lesson("import 是英文“导入”的意思。"), "esm", 5, 1],
  ["an export of a string that never ends", lesson(`export const a = \`${repeat("\n\n", 1500)}`), "esm", 5],
  ["an import inside a component", lesson('<Callout kind="tip">\nimport a from "b"\n</Callout>'), "esm", 6],
  ["an expression on its own", lesson("正文\n\n{process.exit(3)}"), "expression", 7, 1],
  ["an expression in a sentence", lesson("得分 {1 + 1} 分"), "expression", 5, 4],
  ["an expression in a heading", lesson("## {title}"), "expression", 5, 4],
  ["an expression in a link", lesson("[{a}](https://example.cn)"), "expression", 5, 2],
  ["an expression in a cell", lesson("| a |\n| - |\n| {b} |"), "expression", 7, 3],
  ["a formula in TeX", lesson("其中 $x_{1}$ 是人数"), "expression", 5, 7],
  ["an expression that JavaScript cannot read", lesson("{a b}"), "expression", 5],
  ["a comment", lesson("{/* 备注 */}"), "comment", 5],
  ["a comment that never ends", lesson(`{/*${repeat("}", 900)}\n\n${repeat("}", 900)}`), "comment", 5],
  ["a brace that never closes", lesson("集合 {1, 2"), "brace", 5, 4],
  ["an HTML comment", lesson("正文 <!-- 备注 -->"), "htmlComment", 5, 4],
  ["an expression as a prop", lesson("<Case title={1}>\n文\n</Case>"), "propExpression", 5, 7],
  ["a program as a prop", lesson("<Callout kind={process.exit(3)}>\n文\n</Callout>"), "propExpression", 5],
  ["a spread", lesson('<Case {...props} title="门">\n文\n</Case>'), "propSpread", 5, 7],
  ["an element as a prop", lesson('<Case title="门" source=<b>1</b>>\n文\n</Case>'), "attributeQuotes", 5],
  ["a script", lesson("<script>alert(1)</script>"), "htmlElement", 5],
  ["a script in a sentence", lesson("看 <script>alert(1)</script> 这里"), "htmlElement", 5, 3],
  ["a frame", lesson('<iframe src="https://example.cn"></iframe>'), "htmlElement", 5],
  ["bold in HTML", lesson("这里 <b>要紧</b>"), "htmlElementInstead", 5, 4],
  ["a break that never ends", lesson("一行<br>二行"), "htmlElement", 5, 3],
  ["an image in HTML with a handler", lesson("<img src=x onerror=alert(1)>"), "htmlElementInstead", 5, 1],
  ["a custom element", lesson("<my-widget />"), "component", 5],
  ["a component that does not exist", lesson('正文\n\n<Quiz answer="A">\n题\n</Quiz>'), "component", 7, 1],
  ["a member of a component", lesson("<Case.Title>文</Case.Title>"), "component", 5],
  ["a component named like an object's own", lesson("<constructor>文</constructor>"), "htmlElement", 5],
  ["the mark between blocks", lesson("<Cut />"), "component", 5],
  ["the wrapper of a block", lesson("<Part>文</Part>"), "component", 5],
  ["a fragment", lesson("<>文</>"), "component", 5],
  [
    "a handler on a component",
    lesson('<Callout kind="tip" onClick="alert(1)">\n文\n</Callout>'),
    "propUnknown",
    5,
    21,
  ],
  [
    "HTML through a prop",
    lesson('<Callout kind="tip" dangerouslySetInnerHTML="x">\n文\n</Callout>'),
    "propUnknown",
    5,
  ],
  ["a style", lesson('<Case title="门" style="color:red">\n文\n</Case>'), "propUnknown", 5],
  ["a prop of the prototype", lesson('<Case title="门" __proto__="x">\n文\n</Case>'), "propUnknown", 5],
  ["a prop with a namespace", lesson('<Case title="门" xlink:href="x">\n文\n</Case>'), "propUnknown", 5],
  ["a prop twice", lesson('<Case title="门" title="窗">\n文\n</Case>'), "propTwice", 5],
  ["a missing prop", lesson("<Case>\n文\n</Case>"), "propMissing", 5],
  ["a prop without a value", lesson("<Case title>\n文\n</Case>"), "propLength", 5],
  ["a title of 61 characters", lesson(`<Case title="${repeat("门", 61)}">\n文\n</Case>`), "propLength", 5],
  ["a kind that does not exist", lesson('<Callout kind="danger">\n文\n</Callout>'), "propValue", 5, 10],
  [
    "a date that does not exist",
    lesson(law('ref="未成年人保护法/11/2" checkedOn="2026-02-30"')),
    "propValue",
    5,
  ],
  [
    "a law by two names",
    lesson(law('ref="未成年人保护法/11/2" title="民法典" checkedOn="2026-09-01"')),
    "lawSource",
    5,
  ],
  ["a law without a name", lesson(law('checkedOn="2026-09-01"')), "lawSource", 5],
  [
    "a reference that is none",
    lesson(law('ref="未成年人保护法 第十一条" checkedOn="2026-09-01"')),
    "propValue",
    5,
  ],
  ["an age below eighteen", lesson("适用于年龄<18岁的人。"), "lessThan", 5, 6],
  ["a comparison of letters", lesson("若a<b，则补贴减半。"), "lessThan", 5, 3],
  ["an address in angle brackets", lesson("<https://example.cn>"), "angleAddress", 5, 1],
  ["a quotation mark left open", lesson('文\n\n<Case title="门>\n文\n</Case>\n\n后文'), "tag", 7, 1],
  ["curly quotes round a value", lesson("<Case title=“门后的孩子”>\n文\n</Case>"), "attributeQuotes", 5],
  ["a component that does not end", lesson('<Case title="门">\n文'), "unclosed", 5, 1],
  ["an end without a beginning", lesson("文\n\n</Case>"), "closing", 7, 1],
  [
    "ends in the wrong order",
    lesson('<Callout kind="tip">\n<Case title="门">\n文\n</Callout>\n</Case>'),
    "unclosed",
    6,
  ],
];

const link = (address: string) => lesson(`正文\n\n[文](${address})`);
const addresses: Case[] = [
  ["javascript:", link("javascript:alert(1)"), "addressScheme", 7],
  ["javascript: in capitals", link("JaVaScRiPt:alert(1)"), "addressScheme", 7],
  ["javascript: with an entity", link("&#106;avascript:alert(1)"), "addressScheme", 7],
  ["javascript: with an entity for the colon", link("javascript&colon;alert(1)"), "addressScheme", 7],
  ["javascript: with a tab inside", link("java&#9;script:alert(1)"), "addressBroken", 7],
  ["javascript: with a line break inside", link("java&#10;script:alert(1)"), "addressBroken", 7],
  ["javascript: after an invisible character", link("&#x200B;javascript:alert(1)"), "addressBroken", 7],
  ["javascript: in per cent", link("java%73cript:alert(1)"), "addressScheme", 7],
  ["javascript: in per cent twice", link("java%2573cript%253Aalert(1)"), "addressScheme", 7],
  ["javascript: after a blank", link("<&#32;javascript:alert(1)>"), "addressBroken", 7],
  ["data:", link("data:text/html,x"), "addressScheme", 7],
  ["vbscript:", link("vbscript:x"), "addressScheme", 7],
  ["http:", link("http://example.cn"), "addressScheme", 7],
  ["another host without a scheme", link("//evil.example"), "addressOutside", 7],
  ["another host with backslashes", link("<\\\\\\\\evil.example>"), "addressBroken", 7],
  ["another host in per cent", link("%2f%2fevil.example"), "addressOutside", 7],
  ["a path of the site", link("/admin"), "addressOutside", 7],
  ["a path out of the course", link("../other/01-a.mdx"), "addressOutside", 7],
  ["a path out of the course, later", link("a/../../b.png"), "addressOutside", 7],
  ["a path out of the course in per cent", link("%2e%2e/%2e%2e/etc"), "addressOutside", 7],
  ["a path out of the course in per cent twice", link("a/%252e%252e/%252e%252e/b"), "addressOutside", 7],
  ["https without slashes", link("https:evil"), "addressBroken", 7],
  ["https with a password", link("https://a:b@example.cn/"), "addressBroken", 7],
  ["an empty address", link(""), "addressBroken", 7],
  ["an address by reference", lesson("[文][a]\n\n[a]: javascript:alert(1)"), "addressScheme", 7],
  ["an address in plain text", lesson("见 http://example.cn 这里"), "addressScheme", 5],
  ["an image from elsewhere", lesson("![图](https://example.cn/a.png)"), "imageElsewhere", 5],
  ["an image in the address itself", lesson("![图](data:image/png;base64,AA)"), "imageElsewhere", 5],
  ["an image out of the course", lesson("![图](../a.png)"), "imageElsewhere", 5],
  [
    "an image by reference from elsewhere",
    lesson("![图][a]\n\n[a]: https://example.cn/a.png"),
    "imageElsewhere",
    5,
  ],
  ["an image without a description", lesson("![](visit.jpg)"), "imageAlt", 5],
];

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

describe.each<[string, Case[]]>([
  ["front matter", frontMatter],
  ["too much", tooMuch],
  ["refused", refused],
  ["addresses", addresses],
  ["misused components", misused],
])("%s", (_, cases) => {
  test.each(cases)("%s", async (_name, source, code, line, column) => {
    const result = await compileLesson(source);
    const [first] = problemsOf(result);
    expect(first).toMatchObject({ code, line, ...(column && { column }) });
    expect(result.ok).toBe(first?.severity === "warning");
    for (const problem of problemsOf(result))
      for (const language of ["zh", "en"] as const)
        for (const leak of ["{{", process.cwd(), "node_modules", "mdx_bundler"])
          expect(problemText(problem, language)).not.toContain(leak);
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

test("all findings come at once, in order", async () => {
  const text = "年龄<18岁，$x_{1}$\n\n<b>粗</b>\n\n[文](javascript:x)\n\n分数<60分\n\n![](a.png)\n\n<Quiz />";
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
  let source = lesson("年龄<18岁，集合 {1}\n\nimport 是导入\n\n# 名");
  for (let round = 0; round < 5; round++) {
    const problem = problemsOf(await compileLesson(source)).find(({ params }) => params.write);
    if (!problem) break;
    const lines = source.split("\n");
    const line = lines[problem.line - 1] ?? "";
    const { found = "", write = "" } = problem.params;
    expect(line.slice(problem.column - 1)).toMatch(new RegExp(`^${found}`));
    lines[problem.line - 1] =
      line.slice(0, problem.column - 1) + write + line.slice(problem.column - 1 + found.length);
    source = lines.join("\n");
  }
  const result = await compileLesson(source);
  expect(result).toMatchObject({ ok: true, warnings: [] });
  expect(result.ok && JSON.stringify(result.body)).toMatch(/年龄&lt;18岁，集合 \{1\}.*import 是导入/);
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
      body: { blocks: [{ kind: "html", html: "<p>正文</p>" }], characters: 2 },
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
    expect(html).toContain('<a href="02-next.mdx#section-1">课</a>');
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
      { kind: "html", html: "<p>前文</p>" },
      {
        kind: "check",
        id: "delay",
        type: "single",
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
        stem: "哪种说法对？",
        options: [
          { key: "A", html: "<strong>甲</strong>" },
          { key: "B", html: "<p>乙一</p><p>乙二</p>" },
          { key: "C", html: "丙" },
        ],
      },
      { kind: "html", html: "<p>后文</p>" },
    ]);
    expect(keys).toEqual({
      delay: { correct: ["B"], why: { A: "核实是公安和民政的事。", B: "疑似就要报。" } },
      "who-to-tell": { correct: ["A", "C"], why: { A: "甲因", B: "乙因", C: "丙因" } },
    });
    expect(JSON.stringify(body)).not.toMatch(/correct|why|核实是公安|疑似就要报|甲因|乙因|丙因|data-cut/);
    expect(lessonBody.parse(JSON.parse(JSON.stringify(body)))).toEqual(body);
    expect(checkKeys.parse(JSON.parse(JSON.stringify(keys)))).toEqual(keys);
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
