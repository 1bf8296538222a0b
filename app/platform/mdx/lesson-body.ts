import { z } from "zod";

/**
 * A lesson as learners get it: HTML made on the server, parted at its checks, without any key or feedback.
 * Stored as JSON, so it is parsed again on reading.
 * - `sections`: the second-level headings in order; `id` is the id of the heading in the HTML.
 * - `stem` and an option's `html` are inline HTML when they are one paragraph, block HTML otherwise.
 * - `laws[].ref`: `未成年人保护法/11/2`, or `title/article` when written freely; dates are `YYYY-MM-DD`.
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
        type: z.enum(["single", "multiple"]),
        stem: z.string(),
        options: z.array(z.object({ key: z.string(), html: z.string() })),
      }),
    ]),
  ),
  laws: z.array(z.object({ ref: z.string(), checkedOn: z.string(), validUntil: z.string().nullable() })),
  characters: z.number().int().nonnegative(),
});
export type LessonBody = z.infer<typeof lessonBody>;

/** The answers, by check id: the letters that are right and each option's feedback (plain text). Server only. */
export const checkKeys = z.record(
  z.string(),
  z.object({ correct: z.array(z.string()), why: z.record(z.string(), z.string()) }),
);
export type CheckKeys = z.infer<typeof checkKeys>;
