import type { Language } from "~/lib/dates";
import { compileLesson, pipelineHash, type CompileResult } from "~/platform/mdx/compile.server";
import type { LessonBody } from "~/platform/mdx/lesson-body";
import { problemText } from "~/platform/mdx/problem-text";
import type { Problem } from "~/platform/mdx/problem";
import { fixOf, type Fix } from "./rules/problem-fix";

export interface Finding {
  line: number;
  column: number;
  severity: Problem["severity"];
  /** In the language of the page. */
  text: string;
  /** What solves it in one touch. */
  fix: Fix | null;
}

export interface Preview {
  body: LessonBody | null;
  findings: Finding[];
  /** What the front matter states; null when it cannot be read. */
  minutes: number | null;
}

/**
 * Results by content: opening a page, going back to what was and a second person on the same lesson compile nothing.
 * A result is some 30 KB.
 */
const recent = new Map<string, CompileResult>();
const mostKept = 60;

interface Waiting {
  source: string;
  answer: (result: CompileResult | null) => void;
  fail: (error: unknown) => void;
}
const line = new Map<string, Waiting>();
let running = false;

/**
 * What the pipeline says of a text, for the editor. Null when `who` has asked about a newer text meanwhile.
 *
 * The server compiles one lesson at a time, for everybody. So that people who type cannot keep learners waiting for a
 * lesson that nobody has opened yet, previews stand in a line of their own and enter the compiler's one by one: whoever
 * opens a lesson waits for one preview at most, however many are asked for. Of each author (`who`) only the newest text
 * stands there, in the place of the one before; texts known from before do not stand there at all.
 */
export async function previewText(source: string, language: Language, who: string): Promise<Preview | null> {
  const result = await compiledText(source, who);
  if (!result) return null;
  return {
    body: result.body,
    minutes: result.meta?.minutes ?? null,
    findings: findingsOf(result, language),
  };
}

/** The same with everything that the pipeline gives, keys too: for the server alone. */
export async function compiledText(source: string, who: string): Promise<CompileResult | null> {
  const hash = pipelineHash(source);
  const result = recent.get(hash) ?? (await inLine(source, who));
  if (!result) return null;
  recent.delete(hash);
  recent.set(hash, result);
  if (recent.size > mostKept) recent.delete(recent.keys().next().value ?? "");
  return result;
}

export function findingsOf(result: CompileResult, language: Language): Finding[] {
  return (result.ok ? result.warnings : result.problems).map((problem) => ({
    line: problem.line,
    column: problem.column,
    severity: problem.severity,
    text: problemText(problem, language),
    fix: fixOf(problem),
  }));
}

function inLine(source: string, who: string): Promise<CompileResult | null> {
  return new Promise((answer, fail) => {
    line.get(who)?.answer(null);
    line.set(who, { source, answer, fail });
    void work();
  });
}

async function work(): Promise<void> {
  if (running) return;
  running = true;
  for (let next = line.entries().next(); !next.done; next = line.entries().next()) {
    const [who, { source, answer, fail }] = next.value;
    line.delete(who);
    await compileLesson(source).then(answer, fail);
  }
  running = false;
}
