import { describe, expect, test } from "vitest";
import { askedIn, looseIn, readTexts, tableFindings } from "./check-strings";

const zh = (texts: object) => readTexts("app/locales/zh/exams.json", JSON.stringify(texts, null, 2));
const en = (texts: object) => readTexts("app/locales/en/exams.json", JSON.stringify(texts, null, 2));
const told = (chinese: object, english: object) =>
  tableFindings(zh(chinese), en(english)).map((line) =>
    line.replace(/^app\/locales\/(\w+)\/exams\.json/, "$1"),
  );

test("a text knows its namespace, its plural and its line", () => {
  expect(en({ list: { sub_one: "a" }, levels: ["b", "c"] })).toEqual([
    { key: "exams:list.sub", plural: "one", values: ["a"], file: "app/locales/en/exams.json", line: 3 },
    {
      key: "exams:levels",
      plural: undefined,
      values: ["b", "c"],
      file: "app/locales/en/exams.json",
      line: 5,
    },
  ]);
});

describe("the two languages", () => {
  test.each([
    [{ a: "分" }, { a: "mark" }, []],
    [{ a: "{{count}} 分" }, { a_one: "One mark", a_other: "{{count}} marks" }, []],
    [{ a: "分", b: "题" }, { a: "mark" }, ["zh:3: exams:b is missing in English"]],
    [{ a: "分" }, { a: "mark", b: "item" }, ["en:3: exams:b is missing in Chinese"]],
    [{ a: "分" }, { a: " " }, ["en:2: exams:a is empty"]],
    [{ a: "分" }, { a: "分" }, ["en:2: exams:a has Chinese characters or punctuation"]],
    [{ a: "分" }, { a: "a mark，or two" }, ["en:2: exams:a has Chinese characters or punctuation"]],
    [{ a: "{{n}} 分" }, { a: "{{m}} marks" }, ["en:2: exams:a inserts m, Chinese n"]],
    [{ a: "{{n}} 分" }, { a: "marks" }, ["en:2: exams:a inserts nothing, Chinese n"]],
    [{ a: "分" }, { a_other: "marks" }, ["en:2: exams:a needs both _one and _other, and has only _other"]],
    [{ a_one: "分" }, { a: "mark" }, ["zh:2: exams:a has a singular: Chinese has none"]],
    [{ a: ["一", "二"] }, { a: ["one"] }, ["en:2: exams:a lists 1 texts, Chinese 2"]],
  ])("%j and %j", (chinese, english, findings) => expect(told(chinese, english)).toEqual(findings));

  test("a key that stands twice is told, which reading JSON would hide", () => {
    const twice = readTexts("app/locales/zh/exams.json", '{\n"a": "一",\n"a": "二"\n}');
    expect(tableFindings(twice, en({ a: "one" }))).toEqual([
      "app/locales/zh/exams.json:3: exams:a stands twice",
    ]);
  });
});

describe("what a file asks for", () => {
  const asks = (text: string, key: string) => askedIn("app/a.tsx", text).some((pattern) => pattern.test(key));
  const page = (body: string) => `function Page() { const { t } = useTranslation("exams"); return ${body}; }`;
  test.each([
    [page('t("list.title")'), "exams:list.title", true],
    [page('t("list.title")'), "courses:list.title", false],
    [page('t("title")'), "exams:title", true],
    [page('f("title")'), "exams:title", false],
    [page('t(a ? "go" : b ? "wait" : "stop")'), "exams:wait", true],
    [page("t(`state.${it as 'open'}.text`)"), "exams:state.open.text", true],
    [page("t(`state.${it}.text`)"), "exams:state.open.title", false],
    [page("t(`state.${it}`)"), "exams:state.open.title", false],
    [page('items.map((it) => t("item", { mark: t("mark") }))'), "exams:mark", true],
    [page('t("common:frame.skip")'), "common:frame.skip", true],
    ['function A() { const { t } = useTranslation(["exams", "common"]); t("left"); }', "exams:left", true],
    ['function A() { const { t } = useTranslation(["exams", "common"]); t("left"); }', "common:left", false],
    ['function A() { const { t } = useTranslation(); t("left"); }', "common:left", true],
    [`${page('t("a")')} function B() { const { t } = useTranslation("courses"); t("b"); }`, "exams:b", false],
    ['texts(language)\n  .t("exams:title")', "exams:title", true],
    ['z.string().min(1, "error.missing")', "people:error.missing", true],
    ["reply([`error.${refusal}`])", "people:error.locked", true],
    ['z.string().min(1, "missing")', "people:missing", false],
  ])("%s: %s, %s", (text, key, asked) => expect(asks(text, key)).toBe(asked));
});

test("keys that code looks up need all their parts to stand in its files", () => {
  const text =
    'useWords("button"); t("go"); t("way.0"); t(`step${n}`); zh.label[name]; type A = "tip"; row.unit;';
  const used = looseIn({ "a.tsx": text });
  expect(
    ["gallery:button.go", "gallery:button.step2", "gallery:button.way", "mdx:label.tip"].map(used),
  ).toEqual(Array(4).fill(true));
  expect(["gallery:button.unit", "gallery:button.stop", "gallery:table.go"].map(used)).toEqual(
    Array(3).fill(false),
  );
});
