import { z } from "zod";

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const fact = z.union([z.string(), z.number(), z.boolean()]);

/** `content/policies/*.yaml`. */
export const policyFile = z
  .strictObject({
    version: z.string().min(1),
    kind: z.literal("points"),
    title: z.string().min(1),
    titleEn: z.string().min(1),
    effectiveFrom: day,
    effectiveTo: day.nullable(),
    rules: z.array(
      z.strictObject({
        id,
        on: z.string().min(1),
        points: z.int(),
        when: z.record(z.string(), fact).default({}),
        title: z.string().min(1),
        titleEn: z.string().min(1),
        note: z.string().min(1),
        noteEn: z.string().min(1),
      }),
    ),
    caps: z.array(
      z.strictObject({
        id,
        rules: z.array(id).min(1),
        over: z.enum(["day", "month", "year"]),
        points: z.int().nonnegative(),
      }),
    ),
  })
  .refine(
    (policy) =>
      policy.caps.every((cap) => cap.rules.every((rule) => policy.rules.some((r) => r.id === rule))),
    {
      error: "caps: names a rule that the policy does not have",
    },
  )
  .refine((policy) => policy.effectiveTo === null || policy.effectiveFrom <= policy.effectiveTo, {
    error: "effectiveTo: lies before effectiveFrom",
  });
export type PolicyFile = z.infer<typeof policyFile>;

/** Input of the rule `incentives.evaluate`. */
export const evaluateInput = z.strictObject({
  policies: z.array(
    z.object({
      version: z.string(),
      effectiveFrom: day,
      effectiveTo: day.nullable(),
      rules: z.array(
        z.object({
          id: z.string(),
          on: z.string(),
          points: z.int(),
          when: z.record(z.string(), fact).default({}),
        }),
      ),
      caps: z
        .array(
          z.object({
            id: z.string(),
            rules: z.array(z.string()),
            over: z.enum(["day", "month", "year"]),
            points: z.int().nonnegative(),
          }),
        )
        .default([]),
    }),
  ),
  events: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      at: z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString()),
      on: day,
      facts: z.record(z.string(), fact).default({}),
      cancels: z.string().nullable().default(null),
    }),
  ),
  posted: z
    .array(
      z.object({
        key: z.string(),
        eventId: z.string(),
        rule: z.string(),
        amount: z.int(),
        reverses: z.string().nullable().default(null),
      }),
    )
    .default([]),
});

/** Input of the rule `incentives.rank`. */
export const rankInput = z.strictObject({
  people: z.array(z.object({ id: z.string(), points: z.int() })),
  around: z.string().optional(),
});
