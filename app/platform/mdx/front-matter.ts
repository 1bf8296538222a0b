import { isScalar, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { type Place, type Problem, type ProblemCode, problemAt, quoted } from "~/platform/mdx/problem";

/** `minutes` is the stated study time; a topic is `syllabus version/subject/topic`, as in `2025/综合能力(初级)/个案工作`. */
export const lessonFrontMatter = z.strictObject({
  title: z.string().trim().min(1).max(60),
  minutes: z.number().int().min(1).max(180),
  summary: z.string().trim().max(200).optional(),
  topics: z
    .array(
      z
        .string()
        .trim()
        .regex(/^[^/\s][^/]*(\/[^/]+){1,3}$/)
        .max(100),
    )
    .max(20)
    .optional(),
});
export type FrontMatter = z.infer<typeof lessonFrontMatter>;

const longestFrontMatter = 4000;
const fieldCodes: Partial<Record<string, ProblemCode>> = {
  title: "title",
  minutes: "minutes",
  summary: "summary",
  topics: "topics",
};

export type ReadFrontMatter =
  | { ok: true; meta: FrontMatter; body: string; problems: [] }
  | { ok: false; meta: null; body: string | null; problems: Problem[] };

/**
 * Takes the front matter off a lesson. In `body` every line of it is left empty, so that lines keep their numbers and
 * nothing further on meets front matter; `body` is null when nobody can tell where the lesson begins.
 */
export function readFrontMatter(file: string): ReadFrontMatter {
  const source = withoutMark(file);
  const refused = (body: string | null, code: ProblemCode, params = {}): ReadFrontMatter => ({
    ok: false,
    meta: null,
    body,
    problems: [problemAt({ line: 1, column: 1 }, code, params)],
  });
  const opening = /^---([^\r\n]*)(?:\r\n|\r|\n|$)/.exec(source);
  if (!opening || /^-/.test(opening[1] ?? "")) return refused(source, "frontMatterMissing");

  const start = opening[0].length;
  const closing = /(?<=^|[\r\n])---[ \t]*(?:\r\n|\r|\n|$)/.exec(source.slice(start));
  if (!closing) return refused(null, "frontMatterOpen");
  const yaml = source.slice(start, start + closing.index);
  const end = start + closing.index + closing[0].length;
  const body = source.slice(0, end).replace(/[^\r\n]/g, "") + source.slice(end);
  // "---js" asks some readers of front matter to run it.
  if (opening[1]?.trim()) return refused(body, "frontMatterLanguage", { found: quoted(opening[0]) });
  if (yaml.length > longestFrontMatter) return refused(body, "frontMatterLength");
  const parsed = parseFrontMatter(yaml);
  return parsed.ok
    ? { ok: true, meta: parsed.meta, body, problems: [] }
    : { ok: false, meta: null, body, problems: parsed.problems };
}

/** Without the byte order marks that some editors on Windows write first. */
export function withoutMark(file: string): string {
  return file.replace(/^\uFEFF+/, "");
}

function parseFrontMatter(
  yaml: string,
): { ok: true; meta: FrontMatter } | { ok: false; problems: Problem[] } {
  const lines = new LineCounter();
  // The file's first line is the "---" above.
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: line + 1, column: Math.max(1, col) };
  };
  const top = { line: 2, column: 1 };

  let value: unknown;
  let offsetOf: (key: string) => number = () => 0;
  try {
    const document = parseDocument(yaml, {
      lineCounter: lines,
      version: "1.2",
      schema: "core",
      merge: false,
      logLevel: "silent",
    });
    // What follows an end mark is another document, which the reader would drop without a word.
    const another = /^\.\.\.\s+?^(?=\S)/m.exec(yaml);
    if (another)
      return {
        ok: false,
        problems: [problemAt(place(another.index + another[0].length), "frontMatterSyntax")],
      };
    const fault = document.errors[0] ?? document.warnings[0];
    if (fault) return { ok: false, problems: [problemAt(place(fault.pos[0]), "frontMatterSyntax")] };
    const anchor = /(?:^|[\s,[{])[*&][^\s,\]}]+/.exec(yaml);
    try {
      value = document.toJS({ maxAliasCount: 0 }) ?? {};
    } catch {
      return { ok: false, problems: [problemAt(place(anchor?.index ?? 0), "frontMatterAlias")] };
    }
    const map = document.contents;
    offsetOf = (key) => {
      const pair =
        map && "items" in map
          ? map.items.find((item) => "key" in item && isScalar(item.key) && String(item.key.value) === key)
          : undefined;
      return pair && "key" in pair && isScalar(pair.key) ? (pair.key.range?.[0] ?? 0) : 0;
    };
  } catch (error) {
    // Thousands of nested brackets exhaust the YAML reader's stack.
    if (!(error instanceof RangeError)) throw error;
    return { ok: false, problems: [problemAt(top, "frontMatterSyntax")] };
  }

  const parsed = lessonFrontMatter.safeParse(value);
  if (parsed.success) return { ok: true, meta: parsed.data };
  const found = new Map<string, Problem>();
  for (const issue of parsed.error.issues) {
    const keys = issue.code === "unrecognized_keys" ? issue.keys : [String(issue.path[0] ?? "")];
    for (const key of keys) {
      const code = issue.code === "unrecognized_keys" ? "frontMatterUnknown" : fieldCodes[key];
      const at = place(offsetOf(key));
      found.set(key, problemAt(at, code ?? "frontMatterSyntax", code ? { key: quoted(key) } : {}));
    }
  }
  return { ok: false, problems: [...found.values()] };
}
