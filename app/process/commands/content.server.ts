import type { Stats } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import type { z } from "zod";
import {
  checkCourseFolder,
  checkLessonFile,
  surroundingsIn,
  type FileReport,
} from "~/features/courses/check-courses.server";
import { courseFileName, findingAt, readText, type Finding } from "~/features/courses/course-files.server";
import { lessonSheet } from "~/features/courses/lesson-sheet.server";
import { lessonOfName } from "~/features/courses/rules/course-folder";
import { placeOfText } from "~/features/courses/rules/lesson-links";
import { examFindings, readExamFiles } from "~/features/exams/exam-files.server";
import { formsFile, questionsFile, schemesFile, syllabusFile } from "~/features/exams/schema";
import { readPolicies } from "~/features/incentives/policy-files.server";
import { policyFile } from "~/features/incentives/schema";
import { readNotices } from "~/features/people/notice-files.server";
import { installed } from "~/platform/root.server";
import { readYaml } from "~/platform/yaml-problems";
import type { Call, Command, Outcome } from "../command";

export const contentCheckCommand: Command = {
  name: "content check",
  usage: "[FILE or DIR] [--json] [--html]",
  about: "checks content/, or a lesson or folder anywhere; prints file:line:column and the problem",
  details: `  A FILE is a lesson (.mdx) or a .yaml or .md below content/; a DIR is a course (with course.yaml) or has some
  below it. Where a lesson lies in a course, the lessons and files that it leads to have to be there.
  --json  one row a file: {"file", "ok", "problems": [{"line", "column", "message", "severity"}]}
  --html  with the rendered page of each lesson as "html"; implies --json
  An error makes the exit code 1; a warning is printed alone.
`,
  options: { json: { type: "boolean" }, html: { type: "boolean" } },
  args: [0, 1],
  on: "nothing",
  run: contentCheck,
};

async function contentCheck({ args, options, path: seen }: Call): Promise<Outcome> {
  const [argument] = args;
  const target = argument === undefined ? installed("content") : seen(argument);
  const found = await stat(target).catch(() => null);
  const reports = found && (await reportsOn(target, found));
  if (!reports || reports.length === 0) {
    const what = reports
      ? "has no course and no lesson"
      : "is no lesson (.mdx), no folder and no file of content/";
    const why = found ? what : "is not there";
    return { code: 2, err: `${argument ?? target} ${why}\n` };
  }
  const shown = (file: string) => path.relative(seen("."), file) || file;
  const code = reports.some(({ findings }) => findings.some(isError)) ? 1 : 0;
  if (options.json || options.html) {
    const rows = reports.map(({ file, findings, lesson }) =>
      JSON.stringify({
        file: shown(file),
        ok: !findings.some(isError),
        problems: findings.map(({ file: _, ...problem }) => problem),
        ...(options.html && lesson && { html: lessonSheet(lesson) }),
      }),
    );
    return { code, out: rows.map((row) => `${row}\n`).join("") };
  }
  const lines = reports.flatMap(({ findings }) =>
    findings.map(({ file, line, column, message, severity }) => {
      const kind = severity === "warning" ? "warning: " : "";
      return `${shown(file)}:${line}:${column} ${kind}${message}`;
    }),
  );
  const errors = reports.flatMap(({ findings }) => findings.filter(isError)).length;
  const sum = `${reports.length} files: ${errors} problems, ${lines.length - errors} warnings`;
  return { code, out: [...lines, sum, ""].join("\n") };
}

const isError = ({ severity }: Finding) => severity === "error";

/** Null for what is nothing of ours. */
async function reportsOn(target: string, found: Stats): Promise<FileReport[] | null> {
  const content = installed("content");
  if (found.isDirectory()) {
    if (target === content)
      return [...(await courseReports(path.join(content, "courses"))), ...(await dataReports())];
    if (isBelow(target, content) && !isBelow(target, path.join(content, "courses")))
      return (await dataReports()).filter(({ file }) => isBelow(file, target));
    return courseReports(target);
  }
  if (!found.isFile()) return null;
  if (path.basename(target) === courseFileName)
    return (await courseReports(path.dirname(target))).filter(({ file }) => file === target);
  if (target.endsWith(".mdx")) return [await lessonReport(target)];
  const known = isBelow(target, content) ? await dataReports() : [];
  const own = known.filter(({ file }) => file === target);
  return own.length > 0 ? own : null;
}

function isBelow(file: string, folder: string): boolean {
  return file === folder || file.startsWith(folder + path.sep);
}

/** A lesson by itself, or within the course whose folder it lies in. */
async function lessonReport(file: string): Promise<FileReport> {
  const folder = path.dirname(file);
  const inCourse =
    lessonOfName(path.basename(file)) && (await stat(path.join(folder, courseFileName)).catch(() => null));
  return checkLessonFile(file, inCourse ? await surroundingsIn(folder) : undefined);
}

const mostDepth = 12;

/** Every course and every lesson below a folder. */
async function courseReports(folder: string, depth = 0): Promise<FileReport[]> {
  const entries = (await readdir(folder, { withFileTypes: true }))
    .filter(({ name }) => !name.startsWith(".") && name !== "node_modules")
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  // Below content/courses the folder's name is the course's.
  const slug = isBelow(folder, installed("content", "courses")) ? path.basename(folder) : undefined;
  if (entries.some((entry) => entry.isFile() && entry.name === courseFileName))
    return checkCourseFolder(folder, slug);
  const reports: FileReport[] = [];
  for (const entry of entries) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory() && depth < mostDepth) reports.push(...(await courseReports(place, depth + 1)));
    else if (entry.isFile() && entry.name.endsWith(".mdx")) reports.push(await checkLessonFile(place));
  }
  return reports;
}

/** What content/ has besides courses: each file by its schema, and then whether they fit together. */
async function dataReports(): Promise<FileReport[]> {
  const reports = [
    ...(await yamlReports("questions", () => questionsFile)),
    ...(await yamlReports("syllabus", (name) =>
      name === "forms.yaml" ? formsFile : name === "schemes.yaml" ? schemesFile : syllabusFile,
    )),
    ...(await yamlReports("policies", () => policyFile)),
    ...(await filesOf("notices")).map((file) => ({ file, findings: [] as Finding[] })),
  ];
  if (reports.every(({ findings }) => findings.length === 0)) {
    const findings = await togetherFindings(reports.map(({ file }) => file));
    for (const finding of findings) reports.find(({ file }) => file === finding.file)?.findings.push(finding);
  }
  return reports;
}

async function filesOf(folder: string): Promise<string[]> {
  return (await readdir(installed("content", folder)))
    .sort()
    .map((name) => installed("content", folder, name));
}

async function yamlReports(folder: string, schemaOf: (name: string) => z.ZodType): Promise<FileReport[]> {
  const reports: FileReport[] = [];
  for (const file of await filesOf(folder)) {
    const text = await readText(file);
    if (typeof text !== "string") reports.push({ file, findings: [text] });
    else {
      const read = readYaml(text, schemaOf(path.basename(file)));
      const findings = read.ok ? [] : read.problems.map(({ message, ...at }) => findingAt(file, message, at));
      reports.push({ file, findings });
    }
  }
  return reports;
}

/** What only shows when files are read together. Messages name a file or a code, which is looked for. */
async function togetherFindings(files: readonly string[]): Promise<Finding[]> {
  const messages: string[] = [];
  for (const check of [
    async () => messages.push(...examFindings(await readExamFiles())),
    async () => void (await readPolicies()),
    async () => void (await readNotices()),
  ]) {
    try {
      await check();
    } catch (error) {
      messages.push(error instanceof Error ? error.message : String(error));
    }
  }
  return Promise.all(messages.map((message) => placed(message, files)));
}

async function placed(message: string, files: readonly string[]): Promise<Finding> {
  const named = files.find((file) => message.includes(path.basename(file)));
  const [, code = ""] = /^(?:\S+\.yaml: )?([\w-]+)/.exec(message) ?? [];
  for (const file of named ? [named] : files) {
    const text = await readText(file);
    if (typeof text === "string" && code && text.includes(code))
      return findingAt(file, message, placeOfText(text, [code]));
  }
  return findingAt(named ?? files[0] ?? installed("content"), message);
}
