import type { Tx } from "~/platform/store.server";
import { db } from "~/platform/store.server";
import type { ReceivedFile } from "~/platform/multipart.server";
import {
  keepUpload,
  readUpload,
  releaseUpload,
  type UploadRow,
  type UploadSubject,
} from "~/platform/uploads.server";
import {
  courseFileGroup,
  courseFileName,
  courseFileShape,
  freeFileName,
  groupByName,
  isTooLarge,
  mentionedFiles,
  type CourseFileGroup,
} from "./rules/course-file";
import type { CourseFileFilter } from "./schema";

/** The files of a course: pictures, films, recordings and documents that its lessons name as `files/<name>`. */

export const courseSubject = (courseId: string): UploadSubject => `course:${courseId}`;

export interface ShelfFile {
  name: string;
  /** What it was called when it was added. */
  called: string;
  group: CourseFileGroup;
  size: number;
  addedAt: Date;
  /** The lessons with a text, published or not, that mentions it. */
  usedIn: { slug: string; title: string }[];
}

const pageSize = 50;

/** The files of a course as the page asks for them, and how many there are in all. */
export async function courseShelf(
  courseId: string,
  filter: CourseFileFilter,
): Promise<{ rows: ShelfFile[]; found: number; total: number; pages: number }> {
  const [files, usage] = await Promise.all([allFiles(courseId), fileUsage(courseId)]);
  const rows = files
    .filter(({ name, called }) => `${name} ${called.toLowerCase()}`.includes(filter.q))
    .filter(({ group }) => !filter.group || group === filter.group);
  if (filter.sort === "name") rows.sort((a, b) => (a.name < b.name ? -1 : 1));
  if (filter.sort === "size") rows.sort((a, b) => b.size - a.size);
  const pages = Math.max(1, Math.ceil(rows.length / pageSize));
  const page = Math.min(filter.page, pages);
  return {
    rows: rows
      .slice((page - 1) * pageSize, page * pageSize)
      .map((row) => ({ ...row, usedIn: usage.get(row.name) ?? [] })),
    found: rows.length,
    total: files.length,
    pages,
  };
}

async function allFiles(courseId: string): Promise<Omit<ShelfFile, "usedIn">[]> {
  const files = await db().courseFile.findMany({
    where: { courseId, removedAt: null },
    orderBy: [{ addedAt: "desc" }, { name: "asc" }],
  });
  const uploads = await db().upload.findMany({
    where: { id: { in: files.map(({ uploadId }) => uploadId) } },
  });
  const byId = new Map(uploads.map((upload) => [upload.id, upload]));
  return files.flatMap(({ name, uploadId, addedAt }) => {
    const upload = byId.get(uploadId);
    return upload
      ? [{ name, called: upload.name, group: groupByName(name) ?? "document", size: upload.size, addedAt }]
      : [];
  });
}

/** Which lessons mention which file, in any version: learners under way may read an older one. */
async function fileUsage(
  courseId: string,
  tx: Pick<Tx, "lessonVersion"> = db(),
): Promise<Map<string, { slug: string; title: string }[]>> {
  const versions = await tx.lessonVersion.findMany({
    where: { lesson: { courseId }, source: { contains: "files/" } },
    orderBy: [{ lesson: { position: "asc" } }, { number: "desc" }],
    select: { source: true, title: true, lesson: { select: { slug: true } } },
  });
  const usage = new Map<string, { slug: string; title: string }[]>();
  for (const { source, title, lesson } of versions) {
    for (const name of mentionedFiles(source)) {
      const known = usage.get(name) ?? [];
      if (!known.some(({ slug }) => slug === lesson.slug)) known.push({ slug: lesson.slug, title });
      usage.set(name, known);
    }
  }
  return usage;
}

/** A received file is refused beyond what its kind may weigh. */
export function fileRefusal(file: ReceivedFile | null) {
  if (!file) return "missing" as const;
  if (file.refusal) return file.refusal;
  const group = courseFileGroup(file.kind ?? "");
  return group && isTooLarge(group, file.size) ? (`too-large-${group}` as const) : null;
}
export type FileAnswer = NonNullable<ReturnType<typeof fileRefusal>>;

/**
 * Puts a received file on the shelf under a name of its own, or under `name` when that is free. The same bytes again are
 * the same file. Call it last of an act, under the course's lock.
 */
export async function shelveFile(
  tx: Tx,
  {
    courseId,
    file,
    actorId,
    at,
    name: wanted,
  }: {
    courseId: string;
    file: ReceivedFile;
    /** Null when the installation brought it. */
    actorId: string | null;
    at: Date;
    name?: string;
  },
): Promise<{ name: string; isNew: boolean }> {
  const { uploadId } = await keepUpload(tx, file, { ownerId: actorId, subject: courseSubject(courseId) });
  const files = await tx.courseFile.findMany({ where: { courseId } });
  const known = files.find((each) => each.uploadId === uploadId && each.removedAt === null);
  if (known && (!wanted || known.name === wanted)) return { name: known.name, isNew: false };
  const taken = new Set(files.map(({ name }) => name));
  const name = freeFileName(wanted ?? courseFileName(file.name, file.kind ?? ""), (each) => taken.has(each));
  await tx.courseFile.create({ data: { courseId, name, uploadId, addedById: actorId, addedAt: at } });
  return { name, isNew: true };
}

export type RemoveRefusal = "in-use";

/** Takes a file from the shelf when no text mentions it. Its name is not given again. Null without such a file. */
export async function unshelveFile(
  tx: Tx,
  { courseId, name, at }: { courseId: string; name: string; at: Date },
): Promise<{ isNew: boolean } | { refusal: RemoveRefusal } | null> {
  const file = await tx.courseFile.findUnique({ where: { courseId_name: { courseId, name } } });
  if (!file) return null;
  if (file.removedAt) return { isNew: false };
  if ((await fileUsage(courseId, tx)).has(name)) return { refusal: "in-use" };
  await tx.courseFile.update({ where: { courseId_name: { courseId, name } }, data: { removedAt: at } });
  // The same bytes may lie here under a second name.
  const { uploadId } = file;
  const left = await tx.courseFile.count({ where: { courseId, uploadId, removedAt: null } });
  if (left === 0) await releaseUpload(tx, uploadId, courseSubject(courseId));
  return { isNew: true };
}

/**
 * A file of a course for its readers; null when there is none. `partners` are the institutions whose drafts the reader
 * may see: everybody else finds only what has been opened.
 */
export async function courseFile(
  slug: string,
  name: string,
  partners?: readonly string[],
): Promise<UploadRow | null> {
  if (!courseFileShape.test(name)) return null;
  const file = await db().courseFile.findFirst({
    where: {
      name,
      removedAt: null,
      course: { slug, ...(partners ? { partnerId: { in: [...partners] } } : { state: { not: "draft" } }) },
    },
  });
  return file && readUpload(file.uploadId);
}
