import { z } from "zod";
import { searchText } from "~/lib/search-text";
import { codeShape, longestCode, longestName } from "../rules/unit-history";
import { confirmed, day } from "./form-parts";

/** A name as typed, without what nobody sees: spaces at the ends or in rows, zero-width characters. */
const unitName = z
  .string({ error: "error.name-empty" })
  .transform((text) =>
    text
      .replace(/[\u200b-\u200d\u2060\ufeff]/g, "")
      .replace(/\s+/g, " ")
      .trim(),
  )
  .pipe(z.string().min(1, "error.name-empty").max(longestName, "error.name-long"));

const englishName = z
  .string()
  .trim()
  .max(2 * longestName, "error.name-long")
  .default("");

const unitDay = z.iso.date({ error: "error.day-missing" });

/** An act of HR on a unit; error texts are keys of the string table `units`. */
export const unitForm = z.discriminatedUnion("act", [
  z.object({
    act: z.literal("open"),
    kind: z.enum(["street", "community", "agency", "university"], { error: "error.wrong-parent" }),
    code: z
      .string()
      .trim()
      .max(longestCode, "error.code-shape")
      .regex(codeShape, "error.code-shape")
      .optional(),
    name: unitName,
    nameEn: englishName,
    day: unitDay,
  }),
  z.object({ act: z.literal("rename"), name: unitName, nameEn: englishName, day: unitDay }),
  z.object({
    act: z.literal("move"),
    parentId: z.uuid({ error: "error.no-parent" }),
    day: unitDay,
    confirmed,
  }),
  z.object({ act: z.literal("close"), day: unitDay, confirmed }),
  z.object({ act: z.literal("take-back") }),
]);

/** The filter of the list of units, in its address. */
export const unitFilter = z.object({
  q: z
    .string()
    .transform((text) => searchText(text, longestName))
    .catch(""),
  on: day.nullable().catch(null),
  closed: z.enum(["1"]).nullable().catch(null),
  sort: z.enum(["code", "people", "holders", "opened"]).catch("code"),
});

/** Input of the rule `people.unit-history`: the tree, its history, and an act. */
export const unitHistoryInput = z.strictObject({
  today: day,
  units: z.array(z.strictObject({ id: z.string(), code: z.string(), kind: z.string() })),
  periods: z.array(
    z.strictObject({
      unitId: z.string(),
      startsOn: day,
      endsOn: day.nullable(),
      name: z.string(),
      nameEn: z.string(),
      parentId: z.string().nullable(),
    }),
  ),
  /** People with a post in the unit on the act's day or after it. */
  people: z.int().nonnegative().default(0),
  /** What else names the unit. */
  references: z.int().nonnegative().default(0),
  act: z.discriminatedUnion("act", [
    z.strictObject({
      act: z.literal("open"),
      unitId: z.string(),
      kind: z.string(),
      code: z.string(),
      name: z.string(),
      nameEn: z.string(),
      parentId: z.string().nullable(),
      day,
    }),
    z.strictObject({
      act: z.literal("rename"),
      unitId: z.string(),
      name: z.string(),
      nameEn: z.string(),
      day,
    }),
    z.strictObject({ act: z.literal("move"), unitId: z.string(), parentId: z.string(), day }),
    z.strictObject({ act: z.literal("close"), unitId: z.string(), day }),
    z.strictObject({ act: z.literal("take-back"), unitId: z.string(), day }),
  ]),
});
