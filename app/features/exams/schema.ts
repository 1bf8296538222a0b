import { z } from "zod";

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const letter = z.string().regex(/^[A-E]$/);

const part = z.strictObject({
  kind: z.enum(["single", "multiple", "case", "design", "essay"]),
  count: z.int().positive(),
  marks: z.int().positive(),
});

/** `content/syllabus/<year>.yaml`. */
export const syllabusFile = z.strictObject({
  version: z.string(),
  title: z.string().min(1),
  titleEn: z.string().min(1),
  validFrom: z.int(),
  validTo: z.int().optional(),
  provisional: z.boolean(),
  papers: z.array(
    z.strictObject({
      id,
      level: z.enum(["junior", "intermediate", "senior"]),
      title: z.string().min(1),
      titleEn: z.string().min(1),
      minutes: z.int().positive(),
      provisional: z.boolean().optional(),
      parts: z.array(part).min(1),
      topics: z.array(
        z.strictObject({
          id,
          title: z.string().min(1),
          titleEn: z.string().min(1),
          weight: z.number().nonnegative(),
        }),
      ),
    }),
  ),
});
export type SyllabusFile = z.infer<typeof syllabusFile>;

/** `content/syllabus/schemes.yaml`: marks in half marks. */
export const schemesFile = z.strictObject({
  schemes: z.array(
    z.strictObject({
      id,
      single: z.int().positive(),
      exact: z.int().positive(),
      partial: z.int().nonnegative(),
      passPercent: z.int().min(0).max(100),
    }),
  ),
});

/** `content/syllabus/forms.yaml`: the mock papers that can be sat. */
export const formsFile = z.strictObject({
  forms: z.array(
    z.strictObject({
      id,
      syllabus: z.string(),
      paper: id,
      title: z.string().min(1),
      titleEn: z.string().min(1),
      minutes: z.int().positive(),
      passPercent: z.int().min(0).max(100),
      scheme: id,
      parts: z.array(
        z.strictObject({
          kind: z.enum(["single", "multiple"]),
          count: z.int().positive(),
          marks: z.int().positive(),
        }),
      ),
    }),
  ),
});
export type ExamForm = z.infer<typeof formsFile>["forms"][number];

const option = z.strictObject({ key: letter, text: z.string().min(1), why: z.string().min(1) });

/** `content/questions/*.yaml`. */
export const questionsFile = z.strictObject({
  paper: id,
  syllabus: z.string(),
  items: z.array(
    z
      .strictObject({
        code: z.string().regex(/^[A-Z]{2}-\d{4}$/),
        kind: z.enum(["single", "multiple"]),
        pool: z.enum(["mock", "practice"]),
        topic: id,
        level: z.enum(["recall", "understand", "apply"]),
        difficulty: z.number().min(0).max(1),
        stem: z.string().min(1),
        options: z.array(option),
        answer: z.array(letter),
        explanation: z.string().min(1),
        laws: z
          .array(
            z.strictObject({
              ref: z.string().min(1),
              checkedOn: z.string(),
              validUntil: z.string().optional(),
            }),
          )
          .default([]),
      })
      .refine(
        (item) =>
          item.options.map((each) => each.key).join("") === (item.kind === "single" ? "ABCD" : "ABCDE"),
        {
          error: "options: a single has A to D, a multiple A to E",
        },
      )
      .refine(
        (item) =>
          item.kind === "single"
            ? item.answer.length === 1
            : item.answer.length >= 2 && item.answer.length <= 4,
        { error: "answer: a single has one, a multiple two to four" },
      )
      .refine((item) => item.answer.every((key) => item.options.some((each) => each.key === key)), {
        error: "answer: names an option that is not there",
      }),
  ),
});
export type QuestionItem = z.infer<typeof questionsFile>["items"][number];

/** Options as they are stored with a question version. */
export const storedOptions = z.array(option);

/** A drawn paper as it is stored with an attempt. */
export const storedPaper = z.array(
  z.object({
    question: z.string(),
    version: z.string(),
    kind: z.enum(["single", "multiple"]),
    topic: z.string(),
    order: z.array(letter),
  }),
);

export const startForm = z.object({ form: id, key: z.uuid() });

const given = z.object({
  position: z.coerce.number().int().min(0).max(199),
  seq: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
  chosen: z.array(letter).max(5).default([]),
  flagged: z.preprocess((value) => value === true || value === "on" || value === "true", z.boolean()),
});

/** What a page sends in the background: the newest answers that no receipt has come for. */
export const saveBody = z.object({ answers: z.array(given).min(1).max(200) });
export type GivenAnswer = z.infer<typeof given>;

/** The same without JavaScript: one item, and where to go next. */
export const answerForm = given.extend({
  intent: z.literal("answer"),
  /** The item to show next: from 0 by "back" and "next", from 1 by a number on the answer card. */
  go: z.coerce.number().int().min(0).max(199).optional(),
  number: z.coerce.number().int().min(1).max(200).optional(),
});

export const handInForm = z.object({ intent: z.literal("hand-in") });

/** Input of the rule `exams.score`. */
export const scoreInput = z.strictObject({
  scheme: schemesFile.shape.schemes.element,
  items: z.array(
    z.object({
      kind: z.enum(["single", "multiple"]),
      answer: z.array(z.string()).min(1),
      chosen: z.array(z.string()).default([]),
    }),
  ),
});

/** Input of the rule `exams.draw`. */
export const drawInput = z.strictObject({
  blueprint: z.object({
    parts: z.array(z.object({ kind: z.enum(["single", "multiple"]), count: z.int().positive() })),
    topics: z.array(z.object({ id: z.string(), weight: z.number().nonnegative() })),
  }),
  pool: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(["single", "multiple"]),
      topic: z.string(),
      options: z.array(z.string()),
    }),
  ),
  seed: z.string(),
});

const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

/** Input of the rule `exams.save`. */
export const saveInput = z.strictObject({
  submittedAt: moment.nullable(),
  deadlineAt: moment,
  now: moment,
});
