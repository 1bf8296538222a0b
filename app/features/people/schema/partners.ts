import { z } from "zod";
import { searchText } from "~/lib/search-text";
import { longestName } from "../rules/unit-history";
import { confirmed, day, line, wantedLine } from "./form-parts";

/** The filter of the list of partner institutions, in its address. */
export const partnerFilter = z.object({
  q: z
    .string()
    .transform((text) => searchText(text, longestName))
    .catch(""),
  state: z.enum(["valid", "ending", "none"]).nullable().catch(null),
  sort: z.enum(["name", "until", "personTimes"]).catch("name"),
});

/** Error texts of partners' forms are keys of the string table `partners`. */
export const agreementForm = z.object({
  number: wantedLine(60, "error.numberMissing", "error.numberLong"),
  title: wantedLine(120, "error.titleMissing", "error.titleLong"),
  signedOn: z.iso.date({ error: "error.dayMissing" }),
  startsOn: z.iso.date({ error: "error.dayMissing" }),
  endsOn: z.iso.date({ error: "error.dayMissing" }),
  note: z.string().trim().max(1000, "error.noteLong").default(""),
});

export const documentForm = z.object({ intent: z.enum(["add", "remove"]) });

export const endAgreementForm = z.object({
  endedOn: z.iso.date({ error: "error.dayMissing" }),
  confirmed,
});

/** Somebody with an account is named by employee number, anybody else by name. */
export const partnerTeacherForm = z
  .object({
    employeeNo: z.string().trim().max(40, "error.employeeNoLong").default(""),
    name: line(40, "error.nameLong").default(""),
    title: line(40, "error.teacherTitleLong").default(""),
    field: line(60, "error.fieldLong").default(""),
    startsOn: z.iso.date({ error: "error.dayMissing" }),
    endsOn: z.iso.date({ error: "error.dayMissing" }).optional(),
  })
  .refine(({ employeeNo, name }) => employeeNo !== "" || name !== "", {
    error: "error.nameMissing",
    path: ["name"],
  });

export const practiceBaseForm = z.object({
  unitId: z.uuid({ error: "error.unitMissing" }),
  name: wantedLine(60, "error.baseNameMissing", "error.baseNameLong"),
  field: line(60, "error.fieldLong").default(""),
  places: z
    .string({ error: "error.places" })
    .regex(/^\d{1,3}$/, "error.places")
    .transform(Number)
    .pipe(z.number().min(1, "error.places").max(500, "error.places")),
  startsOn: z.iso.date({ error: "error.dayMissing" }),
  endsOn: z.iso.date({ error: "error.dayMissing" }).optional(),
});

/** Input of the rule `people.agreement`: where a partner stands, and whether a further agreement can be entered. */
export const agreementInput = z.strictObject({
  today: day,
  agreements: z.array(z.strictObject({ startsOn: day, endsOn: day, endedOn: day.nullable().default(null) })),
  enter: z.strictObject({ signedOn: day, startsOn: day, endsOn: day }).optional(),
});
