import { createReadStream } from "node:fs";
import { Zip, ZipDeflate, ZipPassThrough } from "fflate";
import { stringify } from "yaml";
import { db, type Tx } from "~/platform/store.server";
import { uploadPlace } from "~/platform/uploads.server";
import { outlineOf, positionsOf } from "../rules/outline";
import type { CourseFile } from "../schema";

/** Which text of each lesson is taken. */
export type PackageText = "newest" | "published";

export interface CoursePackage {
  course: CourseFile;
  lessons: { slug: string; source: string }[];
  files: { name: string; sha256: string; size: number }[];
}

/** A course in its file form. Lessons that have no such text are left out. */
export async function readCoursePackage(
  courseId: string,
  text: PackageText,
  tx: Pick<Tx, "course" | "courseFile" | "upload"> = db(),
): Promise<CoursePackage> {
  const course = await tx.course.findUniqueOrThrow({
    where: { id: courseId },
    include: {
      partner: { select: { code: true } },
      chapters: true,
      lessons: {
        include: {
          published: { select: { source: true } },
          versions: { orderBy: { number: "desc" }, take: 1, select: { source: true } },
        },
      },
    },
  });
  const outline = outlineOf(course.lessons, course.chapters);
  const byId = new Map(course.lessons.map((lesson) => [lesson.id, lesson]));
  const lessons = positionsOf(outline).lessons.flatMap(({ id }) => {
    const lesson = byId.get(id);
    const source = text === "published" ? lesson?.published?.source : lesson?.versions[0]?.source;
    return lesson && source !== undefined
      ? [{ slug: lesson.slug, source, retired: lesson.retiredAt !== null }]
      : [];
  });
  const exported = new Set(lessons.map(({ slug }) => slug));
  const slugs = (ids: readonly string[]) =>
    ids.map((id) => byId.get(id)?.slug ?? "").filter((slug) => exported.has(slug));
  const titles = new Map(course.chapters.map(({ id, title }) => [id, title]));
  const chapters = outline.chapters.map(({ id, lessons: inside }) => ({
    title: titles.get(id) ?? "",
    lessons: slugs(inside),
  }));
  const retired = lessons.flatMap((lesson) => (lesson.retired ? [lesson.slug] : []));
  const { files, fileNames } = await readFiles(courseId, tx);
  return {
    course: {
      slug: course.slug,
      position: course.position,
      kind: course.kind as CourseFile["kind"],
      title: course.title,
      titleEn: course.titleEn,
      summary: course.summary,
      summaryEn: course.summaryEn,
      partner: course.partner.code,
      partnerPart: course.partnerPart,
      ...(chapters.length > 0 && { chapters }),
      ...(retired.length > 0 && { retired }),
      ...(Object.keys(fileNames).length > 0 && { fileNames }),
    },
    lessons: lessons.map(({ slug, source }) => ({ slug, source })),
    files,
  };
}

async function readFiles(courseId: string, tx: Pick<Tx, "courseFile" | "upload">) {
  const rows = await tx.courseFile.findMany({
    where: { courseId, removedAt: null },
    orderBy: { name: "asc" },
  });
  const uploads = await tx.upload.findMany({ where: { id: { in: rows.map(({ uploadId }) => uploadId) } } });
  const files: CoursePackage["files"] = [];
  const fileNames: Record<string, string> = {};
  for (const upload of uploads) {
    const names = rows.flatMap(({ name, uploadId }) => (uploadId === upload.id ? [name] : []));
    for (const name of names) {
      files.push({ name, sha256: upload.sha256, size: upload.size });
      // The same bytes under two names have one upload, which is called as the first of them.
      if (!names.includes(upload.name)) fileNames[name] = upload.name;
    }
  }
  const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
  return {
    files: files.sort(byName),
    fileNames: Object.fromEntries(Object.entries(fileNames).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** The text of `course.yaml`; the same course always gives the same bytes. */
export function courseYaml(course: CourseFile): string {
  return stringify(course, { lineWidth: 0 });
}

/** The name of a lesson in the package, by its place from 1. */
export const lessonFileName = (place: number, slug: string) =>
  `${String(place).padStart(2, "0")}-${slug}.mdx`;

const chunkBytes = 256 * 1024;
// The day is part of the bytes, so it is always the same.
const mtime = new Date(2000, 0, 1);

/** The package as an archive, piece by piece: no more of a film is in memory than a chunk. */
export async function* zipPackage({ course, lessons, files }: CoursePackage): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  let fault: Error | null = null;
  const zip = new Zip((error, chunk) => {
    if (error) fault = error;
    else ready.push(chunk);
  });
  const taken = () => {
    if (fault) throw fault;
    return ready.splice(0);
  };
  const addText = (name: string, text: string) => {
    const part = new ZipDeflate(name, { level: 6 });
    part.mtime = mtime;
    zip.add(part);
    part.push(Buffer.from(text), true);
  };
  addText("course.yaml", courseYaml(course));
  for (const [index, { slug, source }] of lessons.entries()) addText(lessonFileName(index + 1, slug), source);
  yield* taken();
  for (const { name, sha256 } of files) {
    // Pictures, films and documents are packed already.
    const part = new ZipPassThrough(`files/${name}`);
    part.mtime = mtime;
    zip.add(part);
    const bytes = createReadStream(uploadPlace(sha256), { highWaterMark: chunkBytes });
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      part.push(new Uint8Array(chunk));
      yield* taken();
    }
    part.push(new Uint8Array(0), true);
    yield* taken();
  }
  zip.end();
  yield* taken();
}
