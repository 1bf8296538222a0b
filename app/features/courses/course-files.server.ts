import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "yaml";
import { compileLesson } from "~/platform/mdx/compile.server";
import type { Problem } from "~/platform/mdx/problem";
import { installed } from "~/platform/root.server";
import { courseFile, type CourseFile } from "./schema";

export interface LessonFile {
  file: string;
  slug: string;
  position: number;
  source: string;
}

export interface CourseFolder {
  course: CourseFile;
  lessons: LessonFile[];
}

/** A file that cannot be used, with the place to look at. */
export interface Finding {
  file: string;
  line: number;
  column: number;
  /** A message for YAML; a code of the lesson pipeline for MDX. */
  problem: Problem | string;
}

const lessonName = /^(\d\d)-([a-z0-9]+(?:-[a-z0-9]+)*)\.mdx$/;

/** Reads all course folders; what does not fit its schema comes back as findings. */
export async function readCourses(
  root = installed("content", "courses"),
): Promise<{ courses: CourseFolder[]; findings: Finding[] }> {
  const courses: CourseFolder[] = [];
  const findings: Finding[] = [];
  const folders = await readdir(root, { withFileTypes: true });
  for (const folder of folders
    .filter((entry) => entry.isDirectory())
    .sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(root, folder.name, "course.yaml");
    const parsed = courseFile.safeParse(parse(await readFile(file, "utf8")));
    if (!parsed.success) {
      for (const issue of parsed.error.issues) {
        findings.push({ file, line: 1, column: 1, problem: `${issue.path.join(".")}: ${issue.message}` });
      }
      continue;
    }
    if (parsed.data.slug !== folder.name) {
      findings.push({ file, line: 1, column: 1, problem: `slug: must be the folder's name, ${folder.name}` });
    }
    courses.push({ course: parsed.data, lessons: await readLessons(path.join(root, folder.name), findings) });
  }
  return { courses, findings };
}

async function readLessons(folder: string, findings: Finding[]): Promise<LessonFile[]> {
  const lessons: LessonFile[] = [];
  for (const name of (await readdir(folder)).filter((each) => each !== "course.yaml").sort()) {
    const file = path.join(folder, name);
    const match = lessonName.exec(name);
    if (!match) {
      findings.push({ file, line: 1, column: 1, problem: "name: must be like 01-first-lesson.mdx" });
      continue;
    }
    const source = await readFile(file, "utf8");
    lessons.push({ file, slug: match[2] ?? "", position: Number(match[1]), source });
  }
  return lessons;
}

/** What the lesson pipeline says of each lesson; errors only. */
export async function lessonFindings(lessons: readonly LessonFile[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const lesson of lessons) {
    const result = await compileLesson(lesson.source);
    if (result.ok) continue;
    for (const problem of result.problems) {
      findings.push({ file: lesson.file, line: problem.line, column: problem.column, problem });
    }
  }
  return findings;
}

export function sourceHash(source: string): string {
  return createHash("sha256").update(source).digest("hex");
}
