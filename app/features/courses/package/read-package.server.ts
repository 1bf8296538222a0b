import { createHash } from "node:crypto";
import { parseDocument } from "yaml";
import { lessonLimits } from "~/platform/mdx/limits";
import { readFrontMatter } from "~/platform/mdx/front-matter";
import { openZip, ZipFault, type ZipFile } from "~/platform/zip-file.server";
import { isReservedLesson, mostLessons } from "../rules/course";
import { courseFileShape, groupByName, isTooLarge } from "../rules/course-file";
import { courseFile, type CourseFile } from "../schema";

/** What is wrong with a file of a package; `detail` is a message of the YAML reader, or a name. */
export interface PackageFinding {
  file: string;
  problem:
    | "missing"
    | "yaml"
    | "name"
    | "size"
    | "text"
    | "front-matter"
    | "reserved"
    | "twice"
    | "too-many"
    | "chapter"
    | "differs"
    | "in-review"
    | "slug-taken";
  detail?: string;
}

export interface ReadPackage {
  course: CourseFile;
  lessons: { slug: string; source: string }[];
  files: { name: string; size: number; sha256: string }[];
  findings: PackageFinding[];
  /** The bytes of a file below `files/`. */
  read(name: string): AsyncGenerator<Buffer>;
}

export type PackageRefusal = "unreadable" | "too-much" | "no-course";

const most = { entries: 2_000, bytes: 800 * 1024 * 1024, yaml: 64 * 1024 };
const ignored = /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$)/;
const lessonName = /^(\d\d)-([a-z0-9]+(?:-[a-z0-9]+)*)\.mdx$/;

/** Reads a course in its file form from an archive, alone or in a folder; nothing of it is kept. */
export async function readPackage(
  file: string,
): Promise<ReadPackage | { refusal: PackageRefusal; findings: PackageFinding[] }> {
  const refused = (refusal: PackageRefusal, findings: PackageFinding[] = []) => ({ refusal, findings });
  const zip = await openZip(file, most);
  if (zip === "bomb") return refused("too-much");
  if (zip === null || zip === "unsafe") return refused("unreadable");
  try {
    const all = [...zip.sizes.keys()].filter((name) => !ignored.test(name));
    const yaml = all
      .filter((name) => /^([^/]+\/)?course\.yaml$/.test(name))
      .sort((a, b) => a.length - b.length)[0];
    if (yaml === undefined) return refused("no-course", [{ file: "course.yaml", problem: "missing" }]);
    const root = yaml.slice(0, -"course.yaml".length);
    const course = await readYaml(zip, yaml);
    if ("problem" in course) return refused("no-course", [course]);
    const findings: PackageFinding[] = [];
    const inside = all
      .filter((name) => name.startsWith(root) && name !== yaml)
      .map((name) => name.slice(root.length));
    const lessons = await readLessons(zip, root, inside, findings);
    const files = await readFiles(zip, root, inside, findings);
    for (const name of inside)
      if (!name.endsWith(".mdx") && !name.startsWith("files/"))
        findings.push({ file: name, problem: "name" });
    checkOutline(course, lessons, findings);
    return { course, lessons, files, findings, read: (name) => zip.read(`${root}files/${name}`) };
  } catch (error) {
    if (error instanceof ZipFault) return refused("unreadable");
    throw error;
  }
}

async function readYaml(zip: ZipFile, name: string): Promise<CourseFile | PackageFinding> {
  if ((zip.sizes.get(name) ?? 0) > most.yaml) return { file: name, problem: "size" };
  const text = decoded(await zip.bytes(name));
  if (text === null) return { file: name, problem: "text" };
  try {
    const document = parseDocument(text, { schema: "core", merge: false, logLevel: "silent" });
    const [error] = document.errors;
    if (error) return { file: name, problem: "yaml", detail: error.message.split("\n")[0] ?? "" };
    const parsed = courseFile.safeParse(document.toJS({ maxAliasCount: 0 }));
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    return { file: name, problem: "yaml", detail: `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}` };
  } catch {
    // Aliases, or brackets nested until the stack ends.
    return { file: name, problem: "yaml" };
  }
}

async function readLessons(zip: ZipFile, root: string, names: readonly string[], findings: PackageFinding[]) {
  const lessons: { slug: string; source: string }[] = [];
  for (const name of names.filter((each) => each.endsWith(".mdx")).sort()) {
    const add = (problem: PackageFinding["problem"]) => findings.push({ file: name, problem });
    const slug = lessonName.exec(name)?.[2];
    if (!slug) add("name");
    else if (isReservedLesson(slug)) add("reserved");
    else if (lessons.some((lesson) => lesson.slug === slug)) add("twice");
    else if ((zip.sizes.get(root + name) ?? 0) > lessonLimits.bytes) add("size");
    else {
      const source = decoded(await zip.bytes(root + name));
      if (source === null) add("text");
      else if (!readFrontMatter(source).ok) add("front-matter");
      else lessons.push({ slug, source });
    }
  }
  if (lessons.length > mostLessons) findings.push({ file: "", problem: "too-many" });
  return lessons;
}

async function readFiles(zip: ZipFile, root: string, names: readonly string[], findings: PackageFinding[]) {
  const files: { name: string; size: number; sha256: string }[] = [];
  for (const path of names.filter((each) => each.startsWith("files/")).sort()) {
    const name = path.slice("files/".length);
    const size = zip.sizes.get(root + path) ?? 0;
    const group = courseFileShape.test(name) ? groupByName(name) : null;
    if (!group) findings.push({ file: path, problem: "name" });
    else if (isTooLarge(group, size)) findings.push({ file: path, problem: "size" });
    else {
      const hash = createHash("sha256");
      for await (const chunk of zip.read(root + path)) hash.update(chunk);
      files.push({ name, size, sha256: hash.digest("hex") });
    }
  }
  return files;
}

function checkOutline(course: CourseFile, lessons: readonly { slug: string }[], findings: PackageFinding[]) {
  const known = new Set(lessons.map(({ slug }) => slug));
  const placed = new Set<string>();
  for (const slug of (course.chapters ?? []).flatMap((chapter) => chapter.lessons)) {
    if (!known.has(slug) || placed.has(slug))
      findings.push({ file: "course.yaml", problem: "chapter", detail: slug });
    placed.add(slug);
  }
}

/** Text in UTF-8 as it stands, a byte order mark with it; null for anything else. */
function decoded(bytes: Buffer): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
