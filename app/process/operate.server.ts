import path from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { lessonFindings, readCourses, type Finding } from "~/features/courses/course-files.server";
import { examFindings, readExamFiles } from "~/features/exams/exam-files.server";
import { readPolicies } from "~/features/incentives/policy-files.server";
import { problemText } from "~/platform/mdx/problem-text";
import { ruleSets } from "./rules";

/** What a command prints, and its exit code: 0 done, 1 it found something wrong, 2 it was called wrongly. */
export interface Outcome {
  code: 0 | 1 | 2;
  out?: string;
  err?: string;
}

const help = `Usage: npm run -s cli -- <command>

  rules list               the rule sets, with their versions
  rules NAME < input.json  asks a rule set; prints its answer as JSON
  rules NAME --schema      the JSON schema of its input
  content check            checks every file below content/; prints file:line:column and the problem
  help                     this text
`;

/** Runs an operator's command. Never throws for what the operator typed. */
export async function operate(argv: readonly string[], readInput: () => Promise<string>): Promise<Outcome> {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { schema: { type: "boolean" }, help: { type: "boolean", short: "h" } },
    });
  } catch (error) {
    return { code: 2, err: `${error instanceof Error ? error.message : String(error)}\n\n${help}` };
  }
  const [command, name, ...rest] = parsed.positionals;
  if (parsed.values.help || command === "help" || command === undefined) {
    return command === undefined && !parsed.values.help ? { code: 2, err: help } : { code: 0, out: help };
  }
  if (rest.length) return { code: 2, err: `too many arguments: ${rest.join(" ")}\n\n${help}` };
  if (command === "rules") return rules(name, parsed.values.schema ?? false, readInput);
  if (command === "content" && name === "check") return contentCheck();
  return { code: 2, err: `unknown command: ${[command, name].filter(Boolean).join(" ")}\n\n${help}` };
}

async function rules(
  name: string | undefined,
  schema: boolean,
  readInput: () => Promise<string>,
): Promise<Outcome> {
  if (name === undefined || name === "list") {
    const width = Math.max(...Object.keys(ruleSets).map((each) => each.length));
    const lines = Object.entries(ruleSets).map(
      ([each, { version, about }]) => `${each.padEnd(width)}  ${version}  ${about}`,
    );
    return { code: 0, out: `${lines.join("\n")}\n` };
  }
  const set = Object.hasOwn(ruleSets, name) ? ruleSets[name] : undefined;
  if (!set) return { code: 2, err: `no rule set ${name}; "rules list" names them\n` };
  if (schema)
    return { code: 0, out: json(z.toJSONSchema(set.schema, { io: "input", unrepresentable: "any" })) };
  let input: unknown;
  try {
    input = JSON.parse(await readInput());
  } catch {
    return { code: 1, err: "the input is not JSON\n" };
  }
  try {
    return { code: 0, out: json(set.ask(input)) };
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    return { code: 1, err: `the input does not fit ${name}:\n${z.prettifyError(error)}\n` };
  }
}

/** Everything below `content/`: schemas, references, and each lesson through the pipeline. */
async function contentCheck(): Promise<Outcome> {
  const lines: string[] = [];
  const { courses, findings } = await readCourses();
  const lessons = courses.flatMap((course) => course.lessons);
  for (const finding of [...findings, ...(await lessonFindings(lessons))]) lines.push(line(finding));
  let items = 0;
  for (const check of [
    async () => {
      const files = await readExamFiles();
      items = files.questions.reduce((sum, bank) => sum + bank.items.length, 0);
      lines.push(...examFindings(files));
    },
    async () => void (await readPolicies()),
  ]) {
    try {
      await check();
    } catch (error) {
      lines.push(error instanceof Error ? error.message : String(error));
    }
  }
  const sum = `${courses.length} courses, ${lessons.length} lessons, ${items} questions: ${lines.length} problems\n`;
  return { code: lines.length ? 1 : 0, out: [...lines, sum].join("\n") };
}

function line({ file, line: at, column, problem }: Finding): string {
  const text = typeof problem === "string" ? problem : problemText(problem, "en");
  return `${path.relative(process.cwd(), file)}:${at}:${column} ${text}`;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
