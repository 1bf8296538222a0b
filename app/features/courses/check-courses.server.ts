import { stat } from "node:fs/promises";
import path from "node:path";
import { filePurposes } from "~/platform/file-kinds";
import { inspectFile } from "~/platform/inspect-file.server";
import { compileLesson, type CompileResult } from "~/platform/mdx/compile.server";
import type { FrontMatter } from "~/platform/mdx/front-matter";
import { readFrontMatter } from "~/platform/mdx/front-matter";
import type { LessonBody } from "~/platform/mdx/lesson-body";
import { sizeProblem } from "~/platform/mdx/limits";
import type { Problem } from "~/platform/mdx/problem";
import { problemText } from "~/platform/mdx/problem-text";
import { syllabusTopics } from "~/platform/mdx/syllabus-topics.server";
import {
  findingAt,
  readCourseFolder,
  readText,
  type CourseFolder,
  type Finding,
  type LessonFile,
  type MediaFile,
} from "./course-files.server";
import { lessonLinks, placeOfText } from "./rules/lesson-links";
import {
  courseFileGroup,
  courseFileMegabytes,
  courseFileShape,
  groupByName,
  isTooLarge,
  longestFileName,
  mentionedFiles,
} from "./rules/course-file";
import { topicCode } from "./rules/topic";

/** What was found in one file. `lesson` is there for a lesson that learners could read. */
export interface FileReport {
  file: string;
  findings: Finding[];
  lesson?: { meta: FrontMatter; body: LessonBody };
}

/** What lies around a lesson. */
interface Surroundings extends Pick<CourseFolder, "lessons" | "media"> {
  course: Pick<CourseFolder["course"], "retired"> | null;
}

/** The course in whose folder a lesson lies. */
export async function surroundingsIn(folder: string): Promise<Surroundings> {
  const { course, lessons, media } = await readCourseFolder(folder);
  return { course: course?.course ?? null, lessons, media };
}

/** Checks one lesson, wherever it lies. What it leads to is looked for when a course lies around it. */
export async function checkLessonFile(file: string, around?: Surroundings): Promise<FileReport> {
  const found = await stat(file).catch(() => null);
  const tooLarge = found ? sizeProblem(found.size) : null;
  if (tooLarge) return { file, findings: [ofPipeline(file, tooLarge)] };
  const source = await readText(file);
  if (typeof source !== "string") return { file, findings: [source] };
  const result = await compileLesson(source);
  const findings = (result.ok ? result.warnings : result.problems).map((each) => ofPipeline(file, each));
  findings.push(...topicFindings(file, source));
  if (!result.ok) return { file, findings };
  if (around) findings.push(...(await linkFindings({ file, source, body: result.body }, around)));
  return { file, findings, lesson: { meta: result.meta, body: result.body } };
}

/** Checks a course's folder: its description, every lesson, every file. `slug` is what the course has to be called. */
export async function checkCourseFolder(folder: string, slug?: string): Promise<FileReport[]> {
  const { course, lessons, media, file: description, findings } = await readCourseFolder(folder, slug);
  const around = { course: course?.course ?? null, lessons, media };
  const reports = new Map<string, FileReport>([[description, { file: description, findings: [] }]]);
  for (const { file } of lessons) reports.set(file, await checkLessonFile(file, around));
  for (const each of media) reports.set(each.file, await checkMedia(each, lessons));
  for (const finding of findings) {
    const report = reports.get(finding.file) ?? { file: finding.file, findings: [] };
    report.findings.push(finding);
    reports.set(finding.file, report);
  }
  return [...reports.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
}

function ofPipeline(file: string, problem: Problem): Finding {
  const { line, column, severity } = problem;
  return { file, line, column, severity, message: problemText(problem, "en") };
}

function topicFindings(file: string, source: string): Finding[] {
  const topics = readFrontMatter(source).meta?.topics ?? [];
  return topics
    .filter((topic) => topicCode(topic, syllabusTopics()) === null)
    .map((topic) =>
      findingAt(
        file,
        `topics: no syllabus has exactly one topic "${topic}"; write its code, as in "2025/jc-06", or its paper and title`,
        placeOfText(source, [topic]),
      ),
    );
}

/** Lessons, places in them and files that a lesson leads to and that are not there. */
async function linkFindings(
  { file, source, body }: { file: string; source: string; body: LessonBody },
  { course, lessons, media }: Surroundings,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const add = (message: string, ...written: string[]) =>
    findings.push(findingAt(file, message, placeOfText(source, written)));
  for (const name of body.files)
    if (!media.some((each) => each.name === name))
      add(`there is no files/${name} in the course`, `files/${name}`);
  for (const { href, lesson: slug, place } of lessonLinks(body)) {
    const target = lessons.find((each) => each.slug === slug);
    const written = [...(target ? [path.basename(target.file)] : []), href, slug];
    if (slug !== "" && !target)
      add(
        `there is no lesson ${slug} in the course: it has ${lessons.map((each) => each.slug).join(", ")}`,
        ...written,
      );
    else if (course?.retired?.includes(slug))
      add(`the lesson ${slug} was taken out of the course`, ...written);
    else if (place && !placesOf(target ? await bodyOf(target) : body).has(place))
      add(`there is no place #${place} in ${slug || "this lesson"}`, ...written);
  }
  return findings;
}

async function bodyOf({ source }: LessonFile): Promise<LessonBody | null> {
  return (await once(source)).body;
}

/** Lessons that others lead to are compiled once for a process. */
const compiled = new Map<string, Promise<CompileResult>>();
function once(source: string): Promise<CompileResult> {
  const known = compiled.get(source) ?? compileLesson(source);
  compiled.set(source, known);
  return known;
}

function placesOf(body: LessonBody | null): ReadonlySet<string> {
  const markup = (body?.blocks ?? []).map((block) => (block.kind === "html" ? block.html : "")).join("");
  return new Set([...markup.matchAll(/ id="([^"]+)"/g)].map(([, id = ""]) => id));
}

async function checkMedia({ file, name }: MediaFile, lessons: readonly LessonFile[]): Promise<FileReport> {
  const findings: Finding[] = [];
  const refuse = (message: string) => findings.push(findingAt(file, message));
  if (!courseFileShape.test(name) || name.length > longestFileName)
    refuse(
      `name: must be like photo-1.jpg, of a to z, digits, "-" and "_", ${longestFileName} characters at most`,
    );
  const { kind, refusal } = await inspectFile(file, filePurposes.course.accept);
  const group = kind && courseFileGroup(kind);
  if (refusal === "type") refuse("a course takes no file of this type");
  else if (refusal) refuse(`the file is refused: ${refusal}`);
  else if (group && groupByName(name) !== group)
    refuse(`its bytes are ${kind}, its name says something else`);
  else if (group && isTooLarge(group, (await stat(file)).size))
    refuse(`a ${group} has ${courseFileMegabytes[group]} MB at most`);
  if (!lessons.some(({ source }) => mentionedFiles(source).has(name)))
    findings.push({ ...findingAt(file, "no lesson shows or links this file"), severity: "warning" });
  return { file, findings };
}
