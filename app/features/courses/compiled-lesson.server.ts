import { z } from "zod";
import { now } from "~/platform/clock.server";
import { compileLesson, pipelineHash } from "~/platform/mdx/compile.server";
import { checkKeys, lessonBody, type CheckKeys, type LessonBody } from "~/platform/mdx/lesson-body";
import { db } from "~/platform/store.server";

export interface Compiled {
  body: LessonBody;
  keys: CheckKeys;
}

const stored = z.object({ body: lessonBody, keys: checkKeys });
/** Parsed results of this process; a lesson is some 20 KB, so 200 of them are a few megabytes. */
const recent = new Map<string, Promise<Compiled>>();
const kept = 200;

/** The compiled form of a text that has passed the pipeline: from memory, from the store, or compiled once and kept. */
export function compiledLesson(source: string): Promise<Compiled> {
  const hash = pipelineHash(source);
  const hit = recent.get(hash);
  if (hit) return hit;
  if (recent.size >= kept) recent.delete(recent.keys().next().value ?? "");
  // The promise is kept, so that a class that opens a new lesson at once compiles it once.
  const compiled = fromStore(hash, source);
  recent.set(hash, compiled);
  compiled.catch(() => recent.delete(hash));
  return compiled;
}

async function fromStore(hash: string, source: string): Promise<Compiled> {
  const row = await db().compiledLesson.findUnique({ where: { hash } });
  return row ? stored.parse(row) : compileAndKeep(source);
}

async function compileAndKeep(source: string): Promise<Compiled> {
  const result = await compileLesson(source);
  if (!result.ok) throw new Error("a stored lesson no longer passes the pipeline");
  const { hash, body, keys } = result;
  await db().compiledLesson.createMany({
    data: [{ hash, body, keys, compiledAt: now() }],
    skipDuplicates: true,
  });
  return { body, keys };
}

/** Published versions never change, so one that was compiled once is found without its text. */
const published = new Map<string, Promise<Compiled>>();

/** The compiled form of a published version. */
export function compiledVersion(versionId: string): Promise<Compiled> {
  const hit = published.get(versionId);
  if (hit) return hit;
  if (published.size >= kept) published.delete(published.keys().next().value ?? "");
  const compiled = db()
    .lessonVersion.findUniqueOrThrow({ where: { id: versionId }, select: { source: true } })
    .then(({ source }) => compiledLesson(source));
  published.set(versionId, compiled);
  compiled.catch(() => published.delete(versionId));
  return compiled;
}
