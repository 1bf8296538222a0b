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
const recent = new Map<string, Compiled>();
const kept = 200;

/** The compiled form of a text that has passed the pipeline: from memory, from the store, or compiled once and kept. */
export async function compiledLesson(source: string): Promise<Compiled> {
  const hash = pipelineHash(source);
  const hit = recent.get(hash);
  if (hit) return hit;
  const row = await db().compiledLesson.findUnique({ where: { hash } });
  const compiled = row ? stored.parse(row) : await compileAndKeep(source);
  if (recent.size >= kept) recent.delete(recent.keys().next().value ?? "");
  recent.set(hash, compiled);
  return compiled;
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
