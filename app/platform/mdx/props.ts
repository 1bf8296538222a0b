import { z } from "zod";

// A description is what the message names as the right form: an example, or a range of lengths.
const text = (max: number) => z.string().trim().min(1).max(max).describe(`1–${max}`);
const date = z.iso.date().describe("2026-09-01");
const id = (example: string) =>
  z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(40)
    .describe(example);
/** A file of the course, by its ending. */
const file = (endings: readonly string[]) =>
  z
    .string()
    .regex(new RegExp(`^files/[a-z0-9][a-z0-9_-]{0,70}\\.(?:${endings.join("|")})$`))
    .describe(`files/….${endings.join(", files/….")}`);

/** What each component takes in a lesson. A component that is not listed here cannot be used. */
export const componentProps = {
  Callout: z.strictObject({
    kind: z.enum(["tip", "warn", "key"]).describe("tip, warn, key"),
    title: text(60).optional(),
  }),
  Case: z.strictObject({ title: text(60), source: text(120).optional() }),
  Steps: z.strictObject({}),
  Compare: z.strictObject({}),
  /** One of a comparison's two columns: 宜, 忌, or a title of its own. */
  Side: z.strictObject({
    kind: z.enum(["do", "dont"]).describe("do, dont").optional(),
    title: text(30).optional(),
  }),
  Term: z.strictObject({ word: text(30) }),
  Law: z.strictObject({
    /** `name/article[/paragraph[/item]]`; `11-1` is 第十一条之一. */
    ref: z
      .string()
      .regex(/^[^/\s]{2,40}\/[1-9]\d{0,3}(-[1-9]\d?)?(\/[1-9]\d?){0,2}$/)
      .describe("未成年人保护法/11/2")
      .optional(),
    title: text(60).optional(),
    article: text(40).optional(),
    checkedOn: date,
    validUntil: date.optional(),
  }),
  Figure: z.strictObject({
    src: file(["png", "jpg", "jpeg", "webp", "gif"]),
    alt: text(200),
    caption: text(200).optional(),
  }),
  Video: z.strictObject({
    src: file(["mp4", "webm"]),
    title: text(60),
    captions: file(["vtt"]).optional(),
  }),
  Audio: z.strictObject({ src: file(["mp3", "m4a", "ogg", "oga"]), title: text(60) }),
  Download: z.strictObject({
    src: file(["pdf", "docx", "xlsx", "pptx", "png", "jpg", "jpeg", "mp3", "m4a", "mp4"]),
    title: text(60),
  }),
  Reflection: z.strictObject({ id: id("my-first-visit") }),
  Discussion: z.strictObject({ id: id("how-you-do-it") }),
  /** The code of a topic of the syllabus: `jc-06`. The guard answers others with what they may mean. */
  Practice: z.strictObject({ topic: z.string().trim().min(1).max(40).describe("jc-06") }),
  /** `right` and `wrong` are what a fill check says to an answer; the other kinds say it at each option. */
  Check: z.strictObject({
    id: id("report-first"),
    kind: z.enum(["single", "multiple", "ordering", "fill"]).describe("single, multiple, ordering, fill"),
    right: text(300).optional(),
    wrong: text(300).optional(),
  }),
  Option: z.strictObject({ correct: z.literal(true).describe("correct").optional(), why: text(300) }),
  /** An answer that a fill check takes as right. */
  Answer: z.strictObject({}),
} as const;

export type ComponentName = keyof typeof componentProps;
export type ComponentProps<Name extends ComponentName> = z.infer<(typeof componentProps)[Name]>;

export function isComponentName(name: string): name is ComponentName {
  return Object.hasOwn(componentProps, name);
}

/** The form a prop takes, for messages: `2026-09-01`, `1–60`. */
export function propForm(component: ComponentName, prop: string): string {
  return propsForms(component).find((each) => each.name === prop)?.form ?? "";
}

/** Every prop of a component in the order of its schema. */
export function propsForms(component: ComponentName): { name: string; form: string; required: boolean }[] {
  const shape: Record<string, z.ZodType> = componentProps[component].shape;
  return Object.entries(shape).map(([name, schema]) => {
    const inner = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
    const form = schema.description ?? (inner instanceof z.ZodType ? inner.description : undefined) ?? "";
    return { name, form, required: !(schema instanceof z.ZodOptional) };
  });
}
