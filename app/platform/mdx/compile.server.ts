import { createHash, randomUUID } from "node:crypto";
import { bundleMDX } from "mdx-bundler";
import { getMDXComponent } from "mdx-bundler/client";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import remarkGfm from "remark-gfm";
import { lessonComponents } from "~/platform/mdx/components";
import { type FrontMatter, readFrontMatter, withoutMark } from "~/platform/mdx/front-matter";
import { LessonRefused, lessonGuard } from "~/platform/mdx/guard";
import type { CheckKeys, LessonBody } from "~/platform/mdx/lesson-body";
import { emptyShape, type LessonShape, markLines, shapeLesson } from "~/platform/mdx/lesson-shape";
import { lessonLimits, overLimits, sizeProblem } from "~/platform/mdx/limits";
import { type Problem, problemAt } from "~/platform/mdx/problem";
import { lessonLabel } from "~/platform/mdx/problem-text";
import { syllabusTopics } from "~/platform/mdx/syllabus-topics.server";
import { type ParseFailure, syntaxProblem } from "~/platform/mdx/syntax-problem";

export type CompileResult =
  | { ok: true; hash: string; meta: FrontMatter; body: LessonBody; keys: CheckKeys; warnings: Problem[] }
  | { ok: false; problems: Problem[]; meta: FrontMatter | null; body: LessonBody | null };

/** Raise it whenever the same source would compile to something else: it makes every stored result stale. */
const pipelineVersion = 3;
const mostProblems = 100;
/** How often a text is read again past something MDX cannot read, to find what else is wrong. */
const mostReadings = 20;

/** The key under which a compiled lesson is kept: hexadecimal SHA-256 of the pipeline's version and the source. */
export function pipelineHash(source: string): string {
  return createHash("sha256").update(`${pipelineVersion}\n${source}`).digest("hex");
}

let lastInQueue: Promise<unknown> = Promise.resolve();

/**
 * Compiles a lesson, front matter and all. Whatever the text, the outcome is a value; it only throws on a bug of ours.
 * One at a time: a compilation keeps both cores and much memory busy with esbuild and the parsers, so that several at
 * once finish no sooner and starve the requests of learners.
 */
export async function compileLesson(source: string): Promise<CompileResult> {
  // Before anything reads through it: a text may be a thousand times too long.
  const tooLarge = sizeProblem(source.length);
  const text = tooLarge ? "" : withoutMark(source);
  const problems = tooLarge ? [tooLarge] : overLimits(text);
  if (problems.length > 0) return { ok: false, problems, meta: null, body: null };
  const turn = lastInQueue.then(() => compile(source, text));
  lastInQueue = turn.catch(() => {});
  return turn;
}

async function compile(source: string, text: string): Promise<CompileResult> {
  const { meta, body, problems } = readFrontMatter(text);
  const result = body === null ? { problems: [] } : await compileBody(body);
  const found = [...problems, ...result.problems]
    .sort((a, b) => a.line - b.line || a.column - b.column)
    .slice(0, mostProblems);
  if (meta && "blocks" in result) {
    const { blocks, shape } = result;
    const { sections, laws, files, characters, keys } = shape;
    const lesson = { sections, blocks, laws, files, characters };
    return { ok: true, hash: pipelineHash(source), meta, body: lesson, keys, warnings: found };
  }
  return { ok: false, problems: found, meta, body: null };
}

type BodyResult =
  { problems: Problem[]; blocks: LessonBody["blocks"]; shape: LessonShape } | { problems: Problem[] };

async function compileBody(body: string): Promise<BodyResult> {
  const unreadable: Problem[] = [];
  // Reading a long text again and again is not worth it.
  const readings = Math.min(mostReadings, 1 + Math.floor(lessonLimits.bytes / Math.max(1, body.length)));
  for (let text = body; ;) {
    const problems: Problem[] = [];
    const shape = emptyShape();
    try {
      const code = await bundle(text, problems, shape, unreadable.length > 0);
      return { problems, shape, blocks: render(code, shape) };
    } catch (error) {
      const cause = causeOf(error);
      if (cause instanceof LessonRefused) return { problems: [...unreadable, ...problems] };
      if (cause instanceof RangeError) {
        const tooDeep = problemAt({ line: 1, column: 1 }, "nesting", { max: String(lessonLimits.nesting) });
        return { problems: [...unreadable, tooDeep] };
      }
      const failure = parseFailure(cause);
      if (!failure) throw cause;
      const { problem, blank } = syntaxProblem(text, failure);
      unreadable.push(problem);
      if (blank === null || unreadable.length >= readings) return { problems: unreadable };
      // A letter and not a space, which could let an address or an empty heading appear.
      text = `${text.slice(0, blank)}x${text.slice(blank + 1)}`;
    }
  }
}

async function bundle(
  source: string,
  problems: Problem[],
  shape: LessonShape,
  refuse: boolean,
): Promise<string> {
  const { code } = await bundleMDX({
    source,
    // gray-matter would run "---js" front matter. None gets this far; this is the second lock.
    grayMatterOptions: (options) => ({
      ...options,
      language: "yaml",
      engines: { javascript: noEngine, json: noEngine, coffee: noEngine, yaml: noEngine },
    }),
    mdxOptions: (options) => ({
      ...options,
      remarkPlugins: [
        [lessonGuard, { problems, refuse, topics: syllabusTopics() }],
        remarkGfm,
        [shapeLesson, { shape, topics: syllabusTopics() }],
      ],
      rehypePlugins: [markLines],
      remarkRehypeOptions: {
        footnoteLabel: lessonLabel("notes"),
        footnoteLabelProperties: {},
        footnoteBackLabel: (index: number) => `${lessonLabel("back")} ${index + 1}`,
      },
    }),
    esbuildOptions: (options) => ({ ...options, logLevel: "silent", target: "es2022" }),
  });
  return code;
}

function noEngine(): never {
  throw new Error("Front matter reached gray-matter");
}

/** Parts the markup at its cuts: HTML, then for each slot its stem or prompt, its options and HTML again. */
function render(code: string, shape: LessonShape): LessonBody["blocks"] {
  const mark = randomUUID();
  const content = createElement(getMDXComponent(code), { components: lessonComponents(mark) });
  const markup = renderToStaticMarkup(content, { identifierPrefix: "lesson-" });
  const parts = markup.split(`<hr data-cut="${mark}"/>`).map((part) => part.trim());
  let next = 0;
  const take = () => parts[next++] ?? "";
  const blocks: LessonBody["blocks"] = [{ kind: "html", html: take() }];
  for (const slot of shape.slots) {
    if (slot.kind === "check") {
      const { options, ...check } = slot;
      const stem = take();
      blocks.push({ ...check, stem, options: options.map((key) => ({ key, html: take() })) });
    } else blocks.push({ ...slot, prompt: take() });
    blocks.push({ kind: "html", html: take() });
  }
  return blocks.filter((block) => block.kind !== "html" || block.html !== "");
}

/** What went wrong inside the MDX plugin; esbuild hands it through as the detail of its own error. */
function causeOf(error: unknown): unknown {
  const errors = property(error, "errors");
  const detail = property(Array.isArray(errors) ? errors[0] : undefined, "detail");
  return property(detail, "cause") ?? detail ?? error;
}

function parseFailure(cause: unknown): ParseFailure | null {
  const reason = property(cause, "reason");
  if (typeof reason !== "string") return null;
  const place = property(cause, "place");
  const point = property(place, "start") ?? place;
  // A tag left open until the end of the file is reported without a place; the reason names the tag's own.
  const number = (name: string, otherwise: number) => {
    const value = property(point, name);
    return typeof value === "number" ? value : otherwise;
  };
  return {
    reason,
    rule: String(property(cause, "ruleId") ?? ""),
    place: { line: number("line", 1), column: number("column", 1), offset: number("offset", 0) },
  };
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
