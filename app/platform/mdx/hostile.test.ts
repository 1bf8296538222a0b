import { describe, expect, test } from "vitest";
import { type CompileResult, compileLesson } from "~/platform/mdx/compile.server";
import type { Problem, ProblemCode } from "~/platform/mdx/problem";
import { problemText } from "~/platform/mdx/problem-text";

// What somebody may try to get past the pipeline, and what a slip of the hand looks like: each is refused with a code and
// a place, in bounded time. Lesson text begins on line 5.

const head = "---\ntitle: 发现疑似伤害\nminutes: 18\n---\n";
const lesson = (text: string) => head + text;
const repeat = (text: string, times: number) => text.repeat(times);
const law = (props: string) => `<Law ${props}>\n应当立即报告。\n</Law>`;

function problemsOf(result: CompileResult): Problem[] {
  return result.ok ? result.warnings : result.problems;
}

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
  ["a million empty lines", lesson(repeat("\n", 150_000)), "lines", 3001],
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
  ["an export of a string that never ends", lesson(`export const a = \`${repeat("\n\n", 1400)}`), "esm", 5],
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
  ["an image without a description", lesson("![](files/visit.jpg)"), "imageAlt", 5],
];

const controls: Case[] = [
  ["a text turned round", lesson("第一行\n余额\u202e001 元"), "invisible", 6, 3],
  ["an isolate that never ends", lesson("甲\u2066乙"), "invisible", 5, 2],
  ["half a surrogate pair", lesson("甲\ud83d乙"), "invisible", 5, 2],
  ["the other half", lesson("甲乙\ude00"), "invisible", 5, 3],
  ["an escape sequence", lesson("甲\u001b[31m乙"), "invisible", 5, 2],
  ["a noncharacter", lesson("甲\uffff"), "invisible", 5, 2],
  ["a null in the front matter", "---\ntitle: 课\0\nminutes: 5\n---\n文", "nul", 2, 9],
  ["a null in a prop", lesson('<Case title="门\0">\n文\n</Case>'), "nul", 5, 15],
];

const markup: Case[] = [
  ["a picture in SVG", lesson("<svg onload=alert(1)>"), "htmlElement", 5, 1],
  ["a script in SVG", lesson("<svg><script>alert(1)</script></svg>"), "htmlElement", 5, 1],
  ["a formula in MathML", lesson("<math><mtext></mtext></math>"), "htmlElement", 5, 1],
  ["a style element", lesson("文\n\n<style>p{color:red}</style>"), "htmlElement", 7, 1],
  ["a frame with a document", lesson('<iframe srcdoc="x" />'), "htmlElement", 5, 1],
  ["an object", lesson('<object data="x" />'), "htmlElement", 5, 1],
  ["an embedded file", lesson('<embed src="x" />'), "htmlElement", 5, 1],
  ["a form", lesson('<form action="/x"><input name="a" /></form>'), "htmlElement", 5, 1],
  ["a base address", lesson('<base href="https://evil.example/" />'), "htmlElement", 5, 1],
  ["a refresh", lesson('<meta http-equiv="refresh" content="0" />'), "htmlElement", 5, 1],
  ["a stylesheet", lesson('<link rel="stylesheet" href="x" />'), "htmlElement", 5, 1],
  [
    "sources of a picture",
    lesson('<img srcset="https://evil.example/a.png 2x" />'),
    "htmlElementInstead",
    5,
    1,
  ],
  ["a picture element", lesson('<picture><source srcset="x" /></picture>'), "htmlElement", 5, 1],
  ["a film in HTML", lesson('<video src="x" autoplay />'), "htmlElement", 5, 1],
  ["a template", lesson("<template>文</template>"), "htmlElement", 5, 1],
  ["an element with a namespace", lesson("<svg:a>文</svg:a>"), "component", 5, 1],
  ["a processing instruction", lesson("<?php echo 1 ?>"), "lessThan", 5, 1],
  ["a section of characters", lesson("<![CDATA[文]]>"), "htmlComment", 5, 1],
  ["a document type", lesson("<!DOCTYPE html>"), "htmlComment", 5, 1],
  ["an HTML comment that never ends", lesson("文\n\n<!-- 备注"), "htmlComment", 7, 1],
  ["a tag in capitals", lesson("<SCRIPT>alert(1)</SCRIPT>"), "component", 5, 1],
  ["a name in Chinese as a tag", lesson("<小明>说</小明>"), "lessThan", 5, 1],
  ["a tag without a name", lesson("文 </> 文"), "closing", 5, 3],
  [
    "a tag of an entity is text, its neighbour not",
    lesson("&lt;b&gt; <b>粗</b>"),
    "htmlElementInstead",
    5,
    11,
  ],
  ["__proto__ as a component", lesson("<__proto__>文</__proto__>"), "component", 5, 1],
  ["toString as a component", lesson("<toString />"), "component", 5, 1],
  ["hasOwnProperty as a component", lesson("<hasOwnProperty>文</hasOwnProperty>"), "component", 5, 1],
  ["a member of a prototype", lesson("<Case.constructor>文</Case.constructor>"), "component", 5, 1],
  ["React itself", lesson("<React.Fragment>文</React.Fragment>"), "component", 5, 1],
  ["what MDX wraps a text in", lesson("<MDXLayout>文</MDXLayout>"), "component", 5, 1],
  ["an inner component of links", lesson('<a href="javascript:alert(1)">文</a>'), "htmlElementInstead", 5, 1],
];

const properties: Case[] = [
  ["constructor as a prop", lesson('<Case title="门" constructor="x">\n文\n</Case>'), "propUnknown", 5, 17],
  ["a key for React", lesson('<Case title="门" key="x">\n文\n</Case>'), "propUnknown", 5, 17],
  ["a ref for React", lesson('<Case title="门" ref="x">\n文\n</Case>'), "propUnknown", 5, 17],
  ["children as a prop", lesson('<Case title="门" children="x">\n文\n</Case>'), "propUnknown", 5, 17],
  ["a class", lesson('<Case title="门" className="x">\n文\n</Case>'), "propUnknown", 5, 17],
  ["the place of a block", lesson('<Case title="门" data-line="1">\n文\n</Case>'), "propUnknown", 5, 17],
  [
    "a prop that only the pipeline writes",
    lesson('<Practice topic="jc-06" paper="x" />'),
    "propUnknown",
    5,
    25,
  ],
  [
    "a handler on a film",
    lesson('<Video src="files/a.mp4" title="片" onerror="x">\n文\n</Video>'),
    "propUnknown",
    5,
    36,
  ],
  [
    "a film that plays by itself",
    lesson('<Video src="files/a.mp4" title="片" autoPlay>\n文\n</Video>'),
    "propUnknown",
    5,
  ],
  [
    "a film from elsewhere",
    lesson('<Video src="https://evil.example/a.mp4" title="片" />'),
    "propValue",
    5,
    8,
  ],
  ["a film out of the course", lesson('<Video src="files/../a.mp4" title="片" />'), "propValue", 5, 8],
  ["a film in per cent", lesson('<Video src="files/%2e%2e.mp4" title="片" />'), "propValue", 5, 8],
  ["a film with a query", lesson('<Video src="files/a.mp4?x" title="片" />'), "propValue", 5, 8],
  ["a film that is a page", lesson('<Video src="files/a.html" title="片" />'), "propValue", 5, 8],
  ["a film that is a program", lesson('<Video src="javascript:alert(1)" title="片" />'), "propValue", 5, 8],
  [
    "captions from elsewhere",
    lesson('<Video src="files/a.mp4" title="片" captions="//a.cn/b.vtt" />'),
    "propValue",
    5,
    36,
  ],
  [
    "a picture that is a program",
    lesson('<Figure src="data:image/svg+xml,x" alt="图" />'),
    "propValue",
    5,
    9,
  ],
  ["a picture in SVG as a file", lesson('<Figure src="files/a.svg" alt="图" />'), "propValue", 5, 9],
  ["a figure without a description", lesson('<Figure src="files/a.png" />'), "propMissing", 5, 1],
  ["a download of a program", lesson('<Download src="files/a.exe" title="表" />'), "propValue", 5, 11],
  ["a download of a page", lesson('<Download src="files/a.html" title="表" />'), "propValue", 5, 11],
  ["a topic that does not exist", lesson('<Practice topic="jc-99" />'), "topicUnknown", 5, 1],
  ["a topic of the prototype", lesson('<Practice topic="constructor" />'), "topicUnknown", 5, 1],
  ["an id of the prototype", lesson('<Reflection id="__proto__">\n文\n</Reflection>'), "propValue", 5, 13],
  ["an id that closes an attribute", lesson("<Discussion id='a\">'>\n文\n</Discussion>"), "propValue", 5, 13],
  ["a template in a prop", lesson("<Case title={`门`}>\n文\n</Case>"), "propExpression", 5, 7],
  ["a spread with a call", lesson("<Case title=\"门\" {...fetch('x')}>\n文\n</Case>"), "propSpread", 5, 17],
];

const moreAddresses: Case[] = [
  ["data: with an entity", link("&#x64;ata:text/html,x"), "addressScheme", 7],
  ["vbscript: in capitals", link("VBScript:x"), "addressScheme", 7],
  ["javascript: with a line feed by entity before it", link("&#10;javascript:alert(1)"), "addressBroken", 7],
  ["javascript: with a null by entity", link("java&#0;script:alert(1)"), "addressScheme", 7],
  ["file:", link("file:///etc/passwd"), "addressScheme", 7],
  ["blob:", link("blob:https://example.cn/x"), "addressScheme", 7],
  ["ftp:", link("ftp://example.cn"), "addressScheme", 7],
  ["a slash and a backslash", link("</\\evil.example>"), "addressBroken", 7],
  ["another host by entities", link("&#47;&#47;evil.example"), "addressOutside", 7],
  ["a mail with headers that repeat", link("mailto:a@b.cn?x?y"), "addressBroken", 7],
  ["a telephone with a script", link("tel:javascript"), "addressBroken", 7],
  ["an address of 3,000 characters", link(`https://a.cn/${repeat("a/", 1500)}`), "addressBroken", 7],
  ["a title that closes the tag", lesson("[文](javascript:x '\">')"), "addressScheme", 5],
  ["a picture on the site", lesson("![图](/logo.png)"), "imageElsewhere", 5],
  ["a picture outside files/", lesson("![图](visit.jpg)"), "imageElsewhere", 5],
  ["a picture that is a script", lesson("![图](javascript:alert(1))"), "imageElsewhere", 5],
  ["a picture of another host", lesson("![图](//evil.example/a.png)"), "imageElsewhere", 5],
  ["a picture out of files/", lesson("![图](files/../a.png)"), "imageElsewhere", 5],
  ["a picture with a query", lesson("![图](files/a.png?x=1)"), "imageElsewhere", 5],
];

const yaml: Case[] = [
  ["a merge key", "---\nbase: &b { minutes: 5 }\n<<: *b\ntitle: 课\n---\n", "frontMatterAlias", 2],
  [
    "an anchor nobody uses, and an unknown key",
    "---\na: &a 1\ntitle: 课\nminutes: 5\n---\n",
    "frontMatterUnknown",
    2,
  ],
  ["a binary title", "---\ntitle: !!binary aGk=\nminutes: 5\n---\n", "title", 2],
  [
    "what stands behind the end of the document",
    "---\ntitle: 课\nminutes: 5\n...\nlayout: x\n---\n",
    "frontMatterSyntax",
    5,
  ],
  ["a list for front matter", "---\n- title\n---\n", "frontMatterSyntax", 2],
  ["constructor as a key", "---\ntitle: 课\nminutes: 5\nconstructor: x\n---\n", "frontMatterUnknown", 4],
  ["minutes without end", "---\ntitle: 课\nminutes: .inf\n---\n", "minutes", 3],
  ["a title that is an object", "---\ntitle: { a: 1 }\nminutes: 5\n---\n", "title", 2],
  ["TOML", '+++\ntitle = "课"\n+++\n', "frontMatterMissing", 1],
];

const moreTooMuch: Case[] = [
  ["10,000 emphasis marks", lesson(repeat("*a ", 10_000)), "lineLength", 5],
  ["10,000 emphasis marks on lines", lesson(repeat(`${repeat("*a* ", 20)}\n\n`, 250)), "marks", 305],
  ["deep quotations with a list inside", lesson(`${repeat("> ", 60)}- a`), "nesting", 5],
  ["nested lists again and again", lesson(repeat(`${repeat("  ", 20)}- a\n\n`, 1200)), "amount", 1147],
  [
    "a table of 3,000 short rows and 20 columns",
    lesson(`|${repeat("a|", 20)}\n|${repeat("-|", 20)}\n${repeat("|\n", 2900)}`),
    "amount",
    5,
  ],
  ["8,000 terms", lesson(repeat(`${repeat('<Term word="a">b</Term> ', 60)}\n\n`, 130)), "marks", 71],
  ["30,000 props", lesson(repeat(`<Case ${repeat('a="b" ', 300)}>\na\n</Case>\n\n`, 100)), "marks", 81],
  ["30,000 entities", lesson(repeat(`${repeat("&amp;", 300)}\n\n`, 100)), "marks", 45],
  ["29,000 mail addresses", lesson(repeat(`${repeat("a@b.cn ", 200)}\n\n`, 140)), "marks", 65],
  ["100,000 brackets", lesson(repeat(`${repeat("[", 900)}\n\n`, 110)), "marks", 17],
];

const groups: [string, Case[]][] = [
  ["front matter", [...frontMatter, ...yaml]],
  ["too much", [...tooMuch, ...moreTooMuch]],
  ["programs and tags", [...refused, ...markup]],
  ["props", properties],
  ["addresses", [...addresses, ...moreAddresses]],
  ["invisible characters", controls],
];

describe.each(groups)("%s", (_, cases) => {
  test.each(cases)("%s", async (_name, source, code, line, column) => {
    const result = await compileLesson(source);
    const [first] = problemsOf(result);
    expect(first).toMatchObject({ code, line, ...(column && { column }) });
    expect(result.ok).toBe(false);
    for (const problem of problemsOf(result))
      for (const language of ["zh", "en"] as const)
        for (const leak of ["{{", process.cwd(), "node_modules", "mdx_bundler"])
          expect(problemText(problem, language)).not.toContain(leak);
  });
});

test("there are enough of them, and no two of one name", () => {
  const names = groups.flatMap(([, cases]) => cases.map(([name]) => name));
  expect(names.length).toBeGreaterThan(200);
  expect(new Set(names).size).toBe(names.length);
});

test("a text of 400 million characters is refused unread", async () => {
  const before = process.memoryUsage().rss;
  // The engine keeps a repeated text as a rope until somebody reads it; 512 MB would be its longest.
  const result = await compileLesson("a".repeat(400_000_000));
  expect(result).toMatchObject({ ok: false, problems: [{ code: "size", params: { size: "390625" } }] });
  expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
});
