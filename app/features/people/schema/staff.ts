import { z } from "zod";
import { leaveReasons } from "../rules/employment";
import { educationLevels, genders, grades } from "../rules/master";
import { confirmed, line, wantedLine } from "./form-parts";

/** Error texts of the forms about people are keys of the string table `staff`. */
const optionalLine = (most: number) => line(most, "error.long").default("");

const personLine = (most: number) => wantedLine(most, "error.missing", "error.long");

const wantedDay = z.iso.date({ error: "error.missing" });

const optionalDay = z.iso
  .date({ error: "error.shape" })
  .optional()
  .transform((text) => text ?? null);

const ticked = z
  .literal("yes")
  .optional()
  .transform((value) => value !== undefined);

const ofUnit = z.uuid({ error: "error.missing" });

const basicsShape = {
  gender: z
    .enum(["female", "male"])
    .optional()
    .transform((value) => value ?? ""),
  bornOn: optionalDay,
  phone: optionalLine(40),
  email: optionalLine(200),
};

export const joinForm = z.object({
  employeeNo: personLine(40),
  name: personLine(60),
  unitId: ofUnit,
  title: personLine(60),
  joinedOn: wantedDay,
  ...basicsShape,
});

/** Which form of the record is open: a part, and of a list the row, or none for a new one. */
export const masterPart = z.object({
  part: z.enum(["basics", "educations", "workPeriods", "appraisals"]),
  row: z.string().max(300).catch(""),
});

const ofRecord = {
  /** Of the record that the form was opened with. */
  revision: z.coerce.number().int().min(0),
  row: z.string().max(300).default(""),
};

const basicsForm = z.object({ ...ofRecord, name: personLine(60), ...basicsShape });

const educationForm = z.object({
  ...ofRecord,
  level: z.enum(educationLevels, { error: "error.missing" }),
  degree: optionalLine(40),
  school: personLine(100),
  major: optionalLine(100),
  isSocialWork: ticked,
  fullTime: ticked,
  startedOn: optionalDay,
  graduatedOn: wantedDay,
});

const workPeriodForm = z.object({
  ...ofRecord,
  employer: personLine(100),
  duties: optionalLine(200),
  startsOn: wantedDay,
  endsOn: optionalDay,
});

const appraisalForm = z.object({
  ...ofRecord,
  year: z
    .string({ error: "error.missing" })
    .regex(/^\d{4}$/, "error.year")
    .transform(Number),
  grade: z.enum(grades, { error: "error.missing" }),
});

export const masterForms = {
  basics: basicsForm,
  educations: educationForm,
  workPeriods: workPeriodForm,
  appraisals: appraisalForm,
};

export const removeRowForm = z.object({ ...ofRecord, intent: z.literal("remove") });

/** An act on somebody's employment; those that reach far are shown before they are done. */
export const employmentForm = z.discriminatedUnion("act", [
  z.object({ act: z.literal("transfer"), unitId: ofUnit, title: personLine(60), from: wantedDay, confirmed }),
  z.object({
    act: z.literal("leave"),
    lastDay: wantedDay,
    reason: z.enum(leaveReasons, { error: "error.missing" }),
    confirmed,
  }),
  z.object({ act: z.literal("return"), unitId: ofUnit, title: personLine(60), from: wantedDay, confirmed }),
  z.object({ act: z.literal("cancel-transfer"), confirmed }),
  z.object({ act: z.literal("cancel-leaving"), confirmed }),
]);

/** Input of the rule `people.master`. */
const isoDay = z.iso.date();

export const masterInput = z.strictObject({
  today: isoDay,
  name: z.string(),
  gender: z.enum(genders).default(""),
  bornOn: isoDay.nullable().default(null),
  phone: z.string().default(""),
  email: z.string().default(""),
  joinedOn: isoDay.optional(),
  educations: z
    .array(
      z.strictObject({
        level: z.enum(educationLevels),
        degree: z.string().default(""),
        school: z.string(),
        major: z.string().default(""),
        isSocialWork: z.boolean(),
        fullTime: z.boolean(),
        startedOn: isoDay.nullable().default(null),
        graduatedOn: isoDay,
      }),
    )
    .default([]),
  workPeriods: z
    .array(
      z.strictObject({
        employer: z.string(),
        duties: z.string().default(""),
        startsOn: isoDay,
        endsOn: isoDay.nullable().default(null),
      }),
    )
    .default([]),
  appraisals: z.array(z.strictObject({ year: z.number(), grade: z.enum(grades) })).default([]),
});

/** Input of the rule `people.employment`: whether an act on somebody's employment is possible. */
const unitDaysInput = z.strictObject({ openedOn: isoDay, closedOn: isoDay.nullable().default(null) });

export const employmentInput = z.strictObject({
  today: isoDay,
  joinedOn: isoDay,
  leftOn: isoDay.nullable().default(null),
  posts: z.array(
    z.strictObject({
      unitId: z.string(),
      title: z.string(),
      startsOn: isoDay,
      endsOn: isoDay.nullable().default(null),
    }),
  ),
  act: z.discriminatedUnion("act", [
    z.strictObject({
      act: z.literal("transfer"),
      unitId: z.string(),
      unit: unitDaysInput.nullable(),
      title: z.string(),
      from: isoDay,
    }),
    z.strictObject({ act: z.literal("leave"), lastDay: isoDay }),
    z.strictObject({
      act: z.literal("return"),
      unit: unitDaysInput.nullable(),
      title: z.string(),
      from: isoDay,
    }),
  ]),
});
