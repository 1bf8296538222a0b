import path from "node:path";
import { lessonFindings, readCourses, type Finding } from "~/features/courses/course-files.server";
import { examFindings, readExamFiles } from "~/features/exams/exam-files.server";
import { readNotices } from "~/features/people/notice-files.server";
import { readPolicies } from "~/features/incentives/policy-files.server";
import { problemText } from "~/platform/mdx/problem-text";
import type { Command, Outcome } from "../command";

export const contentCheckCommand: Command = {
  name: "content check",
  usage: "",
  about: "checks every file below content/; prints file:line:column and the problem",
  args: [0, 0],
  on: "nothing",
  run: contentCheck,
};

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
    async () => void (await readNotices()),
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
