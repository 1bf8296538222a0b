import { z } from "zod";

// A description is what the message names as the right form: an example, or a range of lengths.
const text = (max: number) => z.string().trim().min(1).max(max).describe(`1–${max}`);
const date = z.iso.date().describe("2026-09-01");

/** What each component takes in a lesson. A component that is not listed here cannot be used. */
export const componentProps = {
  Callout: z.strictObject({
    kind: z.enum(["tip", "warn", "key"]).describe("tip, warn, key"),
    title: text(60).optional(),
  }),
  Case: z.strictObject({ title: text(60), source: text(120).optional() }),
  Steps: z.strictObject({}),
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
  Check: z.strictObject({
    id: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      .max(40)
      .describe("report-first"),
    kind: z.enum(["single", "multiple"]).describe("single, multiple"),
  }),
  Option: z.strictObject({ correct: z.literal(true).describe("correct").optional(), why: text(300) }),
} as const;

export type ComponentName = keyof typeof componentProps;
export type ComponentProps<Name extends ComponentName> = z.infer<(typeof componentProps)[Name]>;

export function isComponentName(name: string): name is ComponentName {
  return Object.hasOwn(componentProps, name);
}

/** The form a prop takes, for messages: `2026-09-01`, `1–60`. */
export function propForm(component: ComponentName, prop: string): string {
  const shape: Record<string, z.ZodType> = componentProps[component].shape;
  const schema = Object.hasOwn(shape, prop) ? shape[prop] : undefined;
  const inner = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
  return schema?.description ?? (inner instanceof z.ZodType ? inner.description : undefined) ?? "";
}
