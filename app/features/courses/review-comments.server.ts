import { db, type Tx } from "~/platform/store.server";
import { authorNames } from "./workshop.server";

export interface Comment {
  id: string;
  /** The version whose text it is about; `line` counts from 1 in it, `quote` is how the block began. */
  number: number;
  line: number;
  quote: string;
  text: string;
  authorId: string;
  author: string | null;
  writtenAt: Date;
  settled: { at: Date; by: string | null } | null;
}

/** So many of a lesson's comments are read: those that are open first, then the newest. */
const mostComments = 300;

/** What was said about a lesson, whatever its version, in the order in which it was written. */
export async function lessonComments(lessonId: string, only: "all" | "open" = "all"): Promise<Comment[]> {
  const rows = await db().reviewComment.findMany({
    where: { version: { lessonId }, ...(only === "open" && { resolvedAt: null }) },
    orderBy: [{ resolvedAt: { sort: "desc", nulls: "first" } }, { writtenAt: "desc" }, { id: "desc" }],
    take: mostComments,
    include: { version: { select: { number: true } } },
  });
  const names = await authorNames(rows.flatMap((row) => [row.authorId, row.resolvedBy]));
  return rows
    .map((row) => ({
      ...{ id: row.id, number: row.version.number, line: row.line, quote: row.quote, text: row.text },
      ...{ authorId: row.authorId, author: names.get(row.authorId) ?? null, writtenAt: row.writtenAt },
      settled: row.resolvedAt && { at: row.resolvedAt, by: names.get(row.resolvedBy ?? "") ?? null },
    }))
    .sort((a, b) => a.writtenAt.getTime() - b.writtenAt.getTime() || a.id.localeCompare(b.id));
}

/** What of a lesson's comments nobody has settled, for the editor. */
export async function openComments(lessonId: string): Promise<Comment[]> {
  return lessonComments(lessonId, "open");
}

/**
 * Writes a comment on a block of a text. `isNew` is false when it was there already; refused when the text is no longer
 * the one that was read.
 */
export async function addComment(
  tx: Tx,
  asked: {
    id: string;
    lessonId: string;
    versionId: string;
    revision: number;
    line: number;
    quote: string;
    text: string;
    authorId: string;
    at: Date;
  },
): Promise<{ refusal: "changed" } | { refusal: null; isNew: boolean }> {
  const { id, lessonId, versionId, revision, line, quote, text, authorId, at } = asked;
  // First: a form that is sent again is no comment on another text.
  if (await tx.reviewComment.findUnique({ where: { id } })) return { refusal: null, isNew: false };
  const newest = await tx.lessonVersion.findFirst({ where: { lessonId }, orderBy: { number: "desc" } });
  if (newest?.id !== versionId || newest.revision !== revision) return { refusal: "changed" };
  await tx.reviewComment.create({ data: { id, versionId, line, quote, text, authorId, writtenAt: at } });
  return { refusal: null, isNew: true };
}

/** A comment of a lesson, to judge who may settle it. */
export async function commentOf(tx: Pick<Tx, "reviewComment">, lessonId: string, id: string) {
  return tx.reviewComment.findFirst({
    where: { id, version: { lessonId } },
    include: { version: { select: { number: true } } },
  });
}

/** Settles a comment or opens it again; false when it is so already. */
export async function settleComment(
  tx: Tx,
  { id, open, by, at }: { id: string; open: boolean; by: string; at: Date },
): Promise<boolean> {
  const { count } = await tx.reviewComment.updateMany({
    where: { id, resolvedAt: open ? { not: null } : null },
    data: open ? { resolvedAt: null, resolvedBy: null } : { resolvedAt: at, resolvedBy: by },
  });
  return count === 1;
}
