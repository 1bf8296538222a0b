import { createHash } from "node:crypto";
import type { Dirent } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { installed } from "~/platform/root.server";
import { readYaml, type PlaceOf } from "~/platform/yaml-problems";
import { folderFaults, lessonOfName } from "./rules/course-folder";
import { courseFile, type CourseFile } from "./schema";

export interface LessonFile {
  file: string;
  slug: string;
  number: number;
  source: string;
}

/** A picture, film or document of a course: `name` is how lessons call it. */
export interface MediaFile {
  file: string;
  name: string;
}

/** `content/courses/<slug>`, or a folder of the same form elsewhere. */
export interface CourseFolder {
  course: CourseFile;
  /** In the order of their numbers. */
  lessons: LessonFile[];
  media: MediaFile[];
}

/** A place in a file that somebody has to look at. `column` counts UTF-16 units, both count from 1. */
export interface Finding {
  file: string;
  line: number;
  column: number;
  message: string;
  severity: "error" | "warning";
}

export function findingAt(file: string, message: string, at = { line: 1, column: 1 }): Finding {
  return { file, line: at.line, column: at.column, message, severity: "error" };
}

export const courseFileName = "course.yaml";

/** Reads all course folders; what does not fit comes back as findings. */
export async function readCourses(
  root = installed("content", "courses"),
): Promise<{ courses: CourseFolder[]; findings: Finding[] }> {
  const courses: CourseFolder[] = [];
  const findings: Finding[] = [];
  for (const entry of await entriesOf(root)) {
    if (!entry.isDirectory()) continue;
    const { course, ...read } = await readCourseFolder(path.join(root, entry.name), entry.name);
    if (course) courses.push(course);
    findings.push(...read.findings);
  }
  return { courses, findings };
}

/** What could be read of a folder; `file` is its description. */
interface ReadFolder extends Pick<CourseFolder, "lessons" | "media"> {
  course: CourseFolder | null;
  file: string;
  findings: Finding[];
}

/**
 * Reads one course folder; `slug` is what the course has to be called there. A description that does not fit gives no
 * course, a file that is no text no lesson.
 */
export async function readCourseFolder(folder: string, slug?: string): Promise<ReadFolder> {
  const file = path.join(folder, courseFileName);
  const findings: Finding[] = [];
  const lessons = await readLessons(folder, findings);
  const media = await readMedia(folder, findings);
  const text = await readText(file);
  if (typeof text !== "string") return { course: null, lessons, media, file, findings: [text, ...findings] };
  const read = readYaml(text, courseFile);
  if (!read.ok) {
    const faults = read.problems.map(({ message, ...at }) => findingAt(file, message, at));
    return { course: null, lessons, media, file, findings: [...faults, ...findings] };
  }
  findings.push(...describedFindings(file, read.value, read.at, lessons));
  if (slug !== undefined && read.value.slug !== slug)
    findings.push(findingAt(file, `slug: must be the folder's name, ${slug}`, read.at(["slug"])));
  return { course: { course: read.value, lessons, media }, lessons, media, file, findings };
}

function describedFindings(
  file: string,
  course: CourseFile,
  at: PlaceOf,
  lessons: readonly LessonFile[],
): Finding[] {
  const slugs = lessons.map(({ slug }) => slug);
  const findings = folderFaults(course, slugs).map(({ code, slug, path: where }) =>
    findingAt(file, code === "unknown" ? `no lesson ${slug} here` : `${slug} is named twice`, at(where)),
  );
  if (lessons.length === 0) findings.push(findingAt(file, "the course has no lesson (01-first-lesson.mdx)"));
  return findings;
}

async function readLessons(folder: string, findings: Finding[]): Promise<LessonFile[]> {
  const lessons: LessonFile[] = [];
  for (const entry of await entriesOf(folder)) {
    if (entry.name === courseFileName || (entry.name === "files" && entry.isDirectory())) continue;
    const file = path.join(folder, entry.name);
    const lesson = entry.isDirectory() ? null : lessonOfName(entry.name);
    if (!lesson) {
      findings.push(findingAt(file, "name: must be like 01-first-lesson.mdx"));
      continue;
    }
    const twin = lessons.find(({ slug, number }) => slug === lesson.slug || number === lesson.number);
    if (twin) findings.push(findingAt(file, `name: ${path.basename(twin.file)} has its number or its name`));
    const source = await readText(file);
    if (typeof source === "string") lessons.push({ file, ...lesson, source });
    else findings.push(source);
  }
  return lessons;
}

async function readMedia(folder: string, findings: Finding[]): Promise<MediaFile[]> {
  const media: MediaFile[] = [];
  for (const entry of await entriesOf(path.join(folder, "files"))) {
    const file = path.join(folder, "files", entry.name);
    if (entry.isFile()) media.push({ file, name: entry.name });
    else findings.push(findingAt(file, "files/ holds files alone"));
  }
  return media;
}

/** Sorted by name; what begins with a dot, and a folder that is not there, is nothing. */
async function entriesOf(folder: string): Promise<Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return entries.filter(({ name }) => !name.startsWith(".")).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** More than any lesson or description may have, and little enough to be looked at. */
const mostBytes = 4 * 1024 * 1024;

/** A text file in UTF-8, or what is wrong with it. */
export async function readText(file: string): Promise<string | Finding> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) return findingAt(file, "the file is missing");
  if (found.size > mostBytes) {
    const size = Math.ceil(found.size / 1024);
    return findingAt(file, `the file has ${size} KB, a text of ours has ${mostBytes / 1024} KB at most`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await readFile(file));
  } catch {
    return findingAt(file, "the file is not text in UTF-8");
  }
}

export function sourceHash(source: string): string {
  return createHash("sha256").update(source).digest("hex");
}
