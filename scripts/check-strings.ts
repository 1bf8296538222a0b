// The texts: both languages complete and alike, and none that nobody asks for. `tsx scripts/check-strings.ts` prints
// file:line: message and exits 1. That a key which is asked for exists, the compiler checks.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** Chinese that an English text has to show: the brand's mark, a language's own name, what an author is to type. */
const quotedChinese = new Set([
  "common:brand.mark",
  "people:preferences.zh",
  "mdx:problem.topics",
  "mdx:problem.lawSource",
]);
const chinese = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;

export interface Text {
  /** `namespace:key`, without a plural's ending. */
  key: string;
  plural: "one" | "other" | undefined;
  /** The text, or the texts of a list. */
  values: string[];
  file: string;
  line: number;
}

/** The texts of one file; a key that stands twice comes twice. */
export function readTexts(file: string, json: string): Text[] {
  const source = ts.parseJsonText(file, json);
  const namespace = path.basename(file, ".json");
  const texts: Text[] = [];
  const read = (node: ts.Node | undefined, keys: string[], at: ts.Node) => {
    if (node && ts.isObjectLiteralExpression(node)) {
      for (const property of node.properties)
        if (ts.isPropertyAssignment(property) && ts.isStringLiteral(property.name))
          read(property.initializer, [...keys, property.name.text], property);
      return;
    }
    const [, key = "", plural] = /^(.*?)(?:_(one|other))?$/.exec(keys.join(".")) ?? [];
    texts.push({
      key: `${namespace}:${key}`,
      plural: plural as Text["plural"],
      values: strings(node),
      file,
      line: source.getLineAndCharacterOfPosition(at.getStart(source)).line + 1,
    });
  };
  read(source.statements[0]?.expression, [], source);
  return texts;
}

const strings = (node: ts.Node | undefined): string[] => {
  if (node && ts.isArrayLiteralExpression(node)) return node.elements.flatMap(strings);
  return node && ts.isStringLiteral(node) ? [node.text] : [""];
};

/** What is wrong between the two languages. */
export function tableFindings(zh: Text[], en: Text[]): string[] {
  const findings: string[] = [];
  const say = (text: Text, message: string) =>
    findings.push(`${text.file}:${text.line}: ${text.key} ${message}`);
  const groups = { zh: byKey(zh), en: byKey(en) };

  for (const text of [...zh, ...en]) if (!text.values.every((it) => it.trim())) say(text, "is empty");
  for (const each of [groups.zh, groups.en])
    for (const forms of each.values())
      forms.forEach((form, index) => {
        if (forms.slice(0, index).some(({ plural }) => plural === form.plural)) say(form, "stands twice");
      });
  for (const text of zh) {
    if (text.plural === "one") say(text, "has a singular: Chinese has none");
    if (!groups.en.has(text.key)) say(text, "is missing in English");
  }
  for (const text of en) {
    const plurals = groups.en.get(text.key)?.map(({ plural }) => plural) ?? [];
    if (text.plural && !(plurals.includes("one") && plurals.includes("other")))
      say(text, `needs both _one and _other, and has only _${text.plural}`);
    if (plurals.includes(undefined) && text.plural) say(text, "stands with and without a plural's ending");
    if (text.values.some((value) => chinese.test(value)) && !quotedChinese.has(text.key))
      say(text, "has Chinese characters or punctuation");
    if (!groups.zh.has(text.key)) say(text, "is missing in Chinese");
  }
  for (const [key, [text, ...forms]] of groups.en) {
    const [other] = groups.zh.get(key) ?? [];
    if (!text || !other) continue;
    if (other.values.length !== text.values.length)
      say(text, `lists ${text.values.length} texts, Chinese ${other.values.length}`);
    // A singular may do without its count.
    const [here, there] = [inserts([text, ...forms]), inserts([other])];
    if (here !== there) say(text, `inserts ${here || "nothing"}, Chinese ${there || "nothing"}`);
  }
  return findings;
}

function byKey(texts: Text[]): Map<string, Text[]> {
  const groups = new Map<string, Text[]>();
  for (const text of texts) groups.set(text.key, [...(groups.get(text.key) ?? []), text]);
  return groups;
}

const inserts = (forms: Text[]) =>
  [...new Set(forms.flatMap(({ values }) => values).flatMap((it) => it.match(/(?<=\{\{\s*)\w+/g) ?? []))]
    .sort()
    .join(", ");

/**
 * What a source file asks for, as patterns of whole `namespace:key`s. Sees `t("key")` below the nearest
 * `useTranslation("namespace")`, `t("namespace:key")`, and choices and templates as the first argument, where
 * `${…}` stands for anything without a full stop. A key with a full stop also counts when it stands anywhere as a
 * string, since schemas and rules hand keys on.
 */
export function askedIn(file: string, text: string): RegExp[] {
  const kind = file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
  const asked: RegExp[] = [];
  const ask = (namespaces: string[], key: string) => {
    const named = /^[\w-]+:/.test(key) ? key : `(?:${namespaces.join("|")}):${key}`;
    asked.push(new RegExp(`^${named}$`));
  };

  const visit = (node: ts.Node, namespaces: string[]): void => {
    if (ts.isBlock(node) || ts.isSourceFile(node)) namespaces = namespacesIn(node) ?? namespaces;
    if (ts.isCallExpression(node) && /(^|\.)t$/.test(node.expression.getText())) {
      const [first, ...others] = node.arguments;
      const keys = first ? keysOf(first) : [];
      for (const key of keys) ask(namespaces, key);
      for (const each of keys.length || !first ? others : node.arguments) visit(each, namespaces);
      return visit(node.expression, namespaces);
    }
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node))
      for (const key of keysOf(node)) if (/^[\w-]+(:|\\\.)/.test(key)) ask(["[\\w-]+"], key);
    ts.forEachChild(node, (child) => visit(child, namespaces));
  };
  visit(source, ["common"]);
  return asked;
}

/** The namespaces of the `t` that a block declares. */
function namespacesIn(block: ts.Block | ts.SourceFile): string[] | undefined {
  for (const statement of block.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (!initializer || !/\bt\b/.test(name.getText())) continue;
      if (ts.isCallExpression(initializer) && initializer.expression.getText() === "useTranslation") {
        const [argument] = initializer.arguments;
        if (!argument) return ["common"];
        // i18next looks for a bare key in the first of several.
        if (ts.isArrayLiteralExpression(argument)) return argument.elements.slice(0, 1).flatMap(keysOf);
        return keysOf(argument);
      }
    }
  }
  return undefined;
}

/** The strings that an expression can become, as patterns. */
function keysOf(node: ts.Node): string[] {
  if (ts.isStringLiteralLike(node)) return [escaped(node.text)];
  if (ts.isTemplateExpression(node)) {
    const spans = node.templateSpans.map(({ literal }) => `[^.:]+${escaped(literal.text)}`);
    return [escaped(node.head.text) + spans.join("")];
  }
  if (ts.isConditionalExpression(node)) return [...keysOf(node.whenTrue), ...keysOf(node.whenFalse)];
  if (ts.isBinaryExpression(node)) return [...keysOf(node.left), ...keysOf(node.right)];
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node))
    return keysOf(node.expression);
  return [];
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/**
 * For the two namespaces that are looked up by code: a key is used when its first part stands in the files that look it
 * up, as a string or a property, and the rest stands there as a string, a string type or a template.
 */
export function looseIn(files: Record<string, string>): (key: string) => boolean {
  const words: string[] = [];
  const properties: string[] = [];
  const collect = (node: ts.Node): void => {
    // `t("place.0")` takes the first text of a list.
    words.push(...keysOf(node).map((key) => key.replace(/\\\.\d+$/, "")));
    if (ts.isPropertyAccessExpression(node)) properties.push(node.name.text);
    ts.forEachChild(node, collect);
  };
  for (const [file, text] of Object.entries(files))
    collect(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  // A template that begins with what it is given stands for anything, and proves nothing.
  const patterns = [...new Set(words)]
    .filter((word) => /^\w/.test(word))
    .map((word) => new RegExp(`^${word}$`));
  const stands = (part: string) => patterns.some((pattern) => pattern.test(part));
  return (key) => {
    const [part = "", ...rest] = key.slice(key.indexOf(":") + 1).split(".");
    return (stands(part) || properties.includes(part)) && (!rest.length || stands(rest.join(".")));
  };
}

const lookedUpByCode: Record<string, (file: string) => boolean> = {
  gallery: (file) => file === "app/ui/gallery.tsx" || file.startsWith("app/ui/gallery/"),
  mdx: (file) => file.startsWith("app/platform/mdx/"),
};

function main() {
  const sources = readdirSync("app", { recursive: true, encoding: "utf8" })
    .map((name) => `app/${name}`.replaceAll(path.sep, "/"))
    .filter((file) => /(?<!\.test)\.tsx?$/.test(file) && !file.startsWith("app/platform/generated/"))
    .map((file) => [file, readFileSync(file, "utf8")] as const);
  const [zh = [], en = []] = ["zh", "en"].map((language) =>
    readdirSync(`app/locales/${language}`).flatMap((name) => {
      const file = `app/locales/${language}/${name}`;
      return readTexts(file, readFileSync(file, "utf8"));
    }),
  );
  const findings = tableFindings(zh, en);

  const asked = sources.flatMap(([file, text]) => askedIn(file, text));
  const loose = Object.entries(lookedUpByCode).map(
    ([namespace, belongs]) =>
      [namespace, looseIn(Object.fromEntries(sources.filter(([file]) => belongs(file))))] as const,
  );
  for (const { key, file, line } of zh) {
    const byCode = loose.find(([namespace]) => key.startsWith(`${namespace}:`))?.[1];
    const used = byCode ? byCode(key) : asked.some((pattern) => pattern.test(key));
    if (!used) findings.push(`${file}:${line}: ${key} is used nowhere`);
  }
  console.log(findings.join("\n") || `strings: ${zh.length} texts in two languages, nothing wrong`);
  process.exitCode = findings.length ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
