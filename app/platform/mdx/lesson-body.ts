import { z } from "zod";

const choice = z.object({ key: z.string(), html: z.string() });

/**
 * A lesson as learners get it: HTML made on the server, parted where a person's own answers come in, without any key
 * or feedback. Stored as JSON, so it is parsed again on reading.
 * - `sections`: the second-level headings in order; `id` is the id of the heading in the HTML.
 * - `line` is where the block begins in the source; elements of the HTML carry theirs as `data-line`.
 * - `stem`, `prompt` and an option's `html` are inline HTML when they are one paragraph, block HTML otherwise.
 * - `options` of an ordering check stand in an order that is never the right one; a fill check has none.
 * - `id` is unique among checks, reflections and discussions.
 * - `laws[].ref`: `未成年人保护法/11/2`, or `title/article` when written freely; dates are `YYYY-MM-DD`.
 * - `files`: the names under `files/` that the text shows or links, each once.
 * - `characters`: characters of running text without white space.
 */
export const lessonBody = z.object({
  sections: z.array(z.object({ id: z.string(), title: z.string() })),
  blocks: z.array(
    z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("html"), html: z.string() }),
      z.object({
        kind: z.literal("check"),
        id: z.string(),
        type: z.enum(["single", "multiple", "ordering", "fill"]),
        line: z.number().int(),
        stem: z.string(),
        options: z.array(choice),
      }),
      z.object({ kind: z.literal("reflection"), id: z.string(), line: z.number().int(), prompt: z.string() }),
      z.object({ kind: z.literal("discussion"), id: z.string(), line: z.number().int(), prompt: z.string() }),
    ]),
  ),
  laws: z.array(z.object({ ref: z.string(), checkedOn: z.string(), validUntil: z.string().nullable() })),
  files: z.array(z.string()),
  characters: z.number().int().nonnegative(),
});
export type LessonBody = z.infer<typeof lessonBody>;
export type LessonBlock = LessonBody["blocks"][number];

/**
 * What a check wants to hear, and what is said about it (plain text). Server only.
 * - single, multiple: `correct` are the keys that are right, `why` has a text for each key.
 * - ordering: `correct` are all keys in their order, `why` has a text for each.
 * - fill: `correct` are the answers that count, as written; `why` has `right` and `wrong`.
 */
export const checkKey = z.object({
  type: z.enum(["single", "multiple", "ordering", "fill"]),
  correct: z.array(z.string()),
  why: z.record(z.string(), z.string()),
});
export type CheckKey = z.infer<typeof checkKey>;

/** By the id of the check. */
export const checkKeys = z.record(z.string(), checkKey);
export type CheckKeys = z.infer<typeof checkKeys>;
