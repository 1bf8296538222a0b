import { createHash } from "node:crypto";
import { dbDate } from "~/lib/dates";
import { pipelineHash } from "~/platform/mdx/compile.server";
import { readFrontMatter } from "~/platform/mdx/front-matter";
import type { LessonBody } from "~/platform/mdx/lesson-body";
import { passagesOf } from "~/platform/mdx/passages";
import { log } from "~/platform/log.server";
import { db, type Tx } from "~/platform/store.server";
import { lock, transact } from "~/platform/transact.server";
import { compiledVersion } from "./compiled-lesson.server";
import { gramVector, searchPieces, version as gramsVersion } from "./rules/grams";

/** What published lessons say, kept for the search and for who asks which laws they rest on. */

/** Another pipeline, or other pairs, read every lesson anew. */
const reading = createHash("sha256").update(pipelineHash(gramsVersion)).digest("hex").slice(0, 12);
const markOf = (versionId: string) => `${reading}/${versionId}`;

/** Lessons whose published version is not the one that was read, or was read in another way. */
async function unreadLessons(): Promise<{ id: string; versionId: string }[]> {
  return db().$queryRaw<{ id: string; versionId: string }[]>`
    select id::text, published_version_id::text as "versionId" from lesson
    where published_version_id is not null
      and indexed_as <> ${reading} || '/' || published_version_id::text
    order by id`;
}

export async function hasUnreadLessons(): Promise<boolean> {
  return (await unreadLessons()).length > 0;
}

/** Reads every lesson whose published version has not been read. One that cannot be read does not hold up the others. */
export async function indexLessons(): Promise<{ read: number }> {
  let read = 0;
  const failed: string[] = [];
  for (const lesson of await unreadLessons()) {
    try {
      // Compiling takes seconds: before the transaction, not in it.
      const { body } = await compiledVersion(lesson.versionId);
      const version = await db().lessonVersion.findUniqueOrThrow({ where: { id: lesson.versionId } });
      if (await transact((tx) => keepIndex(tx, lesson.id, version, body), { isolation: "ReadCommitted" }))
        read += 1;
    } catch (error) {
      log.error(
        { err: error, lesson: lesson.id, version: lesson.versionId },
        "a lesson could not be indexed",
      );
      failed.push(lesson.id);
    }
  }
  if (failed.length > 0) throw new Error(`not indexed: ${failed.join(", ")}`);
  return { read };
}

/** Puts what a version says in the place of what was kept. False when another version has been published meanwhile. */
async function keepIndex(
  tx: Tx,
  lessonId: string,
  version: { id: string; title: string; source: string },
  body: LessonBody,
): Promise<boolean> {
  await lock(tx, `lesson:${lessonId}`);
  const { publishedVersionId } = await tx.lesson.findUniqueOrThrow({ where: { id: lessonId } });
  if (publishedVersionId !== version.id) return false;
  await tx.lessonPassage.deleteMany({ where: { lessonId } });
  const rows = JSON.stringify(passageRows(version, body));
  await tx.$executeRaw`
    insert into lesson_passage (lesson_id, position, section, heading, text, grams)
    select ${lessonId}::uuid, x.position, x.section, x.heading, x.text, x.grams::tsvector
    from jsonb_to_recordset(${rows}::jsonb)
      as x(position int, section text, heading text, text text, grams text)`;
  await tx.lessonLaw.deleteMany({ where: { lessonId } });
  await tx.lessonLaw.createMany({ data: lawRows(lessonId, body.laws) });
  await tx.lesson.update({ where: { id: lessonId }, data: { indexedAs: markOf(version.id) } });
  return true;
}

interface PassageRow {
  position: number;
  section: string;
  heading: string;
  text: string;
  grams: string;
}

/** The lesson's title and summary first, then section after section. */
function passageRows({ title, source }: { title: string; source: string }, body: LessonBody): PassageRow[] {
  const summary = readFrontMatter(source).meta?.summary ?? "";
  const rows: Omit<PassageRow, "position">[] = [
    {
      section: "",
      heading: title,
      text: summary,
      grams: gramVector([
        { text: title, weight: "A" },
        { text: summary, weight: "D" },
      ]),
    },
  ];
  for (const { section, heading, text } of passagesOf(body)) {
    searchPieces(text).forEach((piece, at) => {
      // A heading is found once, however long its section is.
      const parts = [{ text: at === 0 ? heading : "", weight: "B" } as const];
      const grams = gramVector([...parts, { text: piece, weight: "D" }]);
      rows.push({ section, heading, text: piece, grams });
    });
  }
  return rows.map((row, position) => ({ position, ...row }));
}

/** Each law once: of several mentions the oldest look at it, and the first day on which one runs out. */
function lawRows(lessonId: string, laws: LessonBody["laws"]) {
  const first = (days: (string | null)[]) => days.filter((day) => day !== null).sort()[0] ?? null;
  return [...new Set(laws.map(({ ref }) => ref))].map((ref) => {
    const same = laws.filter((law) => law.ref === ref);
    const validUntil = first(same.map((law) => law.validUntil));
    return {
      lessonId,
      ref,
      checkedOn: dbDate(first(same.map((law) => law.checkedOn)) ?? ""),
      validUntil: validUntil === null ? null : dbDate(validUntil),
    };
  });
}
