import { z } from "zod";

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** `content/courses/<slug>/course.yaml`. */
export const courseFile = z.strictObject({
  slug,
  position: z.int().positive(),
  kind: z.enum(["job", "exam"]),
  title: z.string().min(1),
  titleEn: z.string().min(1),
  summary: z.string().min(1),
  summaryEn: z.string().min(1),
  /** Code of the partner's unit. */
  partner: slug,
  partnerPart: z.string().min(1),
});
export type CourseFile = z.infer<typeof courseFile>;

/** Names a browser; it is not a secret and identifies nobody. */
const deviceId = z.string().regex(/^[a-z0-9-]{8,40}$/);

export const beat = z.object({ device: deviceId, claim: z.boolean() });

export const checkForm = z.object({
  intent: z.literal("check"),
  check: slug,
  chosen: z
    .array(z.string().regex(/^[A-F]$/))
    .max(6)
    .default([]),
  device: deviceId.optional(),
});

export const finishForm = z.object({ intent: z.literal("finish") });

/** The editor's form. */
export const draftForm = z.object({
  intent: z.enum(["save", "submit", "preview"]),
  /** The revision that the text was based on: a newer one in the store is a conflict. */
  revision: z.coerce.number().int().nonnegative(),
  versionId: z.string().max(36),
  source: z
    .string()
    .min(1)
    .transform((text) => text.replaceAll("\r\n", "\n")),
});

export const reviewForm = z.object({
  intent: z.enum(["approve", "ask"]),
  versionId: z.uuid(),
  // A browser counts a line break as one character and sends two.
  note: z
    .string()
    .transform((text) => text.replaceAll("\r\n", "\n").trim())
    .pipe(z.string().max(1000))
    .default(""),
});

/** Input of the rule `courses.minutes`. */
export const minutesInput = z.strictObject({
  lessons: z.array(
    z.object({
      statedMinutes: z.int().positive(),
      checks: z.int().nonnegative().default(0),
      checksPassed: z.int().nonnegative().default(0),
      beats: z.array(
        z.object({
          at: z.iso.datetime({ offset: true }),
          device: z.string(),
          claim: z.boolean().default(false),
        }),
      ),
    }),
  ),
});

/** Input of the rule `courses.review`. */
export const reviewInput = z.strictObject({
  state: z.enum(["draft", "in-review", "changes-asked", "published"]),
  act: z.enum(["save", "submit", "approve", "ask"]),
  own: z.boolean(),
  note: z.string().default(""),
});
