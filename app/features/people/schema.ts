import { z } from "zod";
import { searchText } from "~/lib/search-text";
import { educationLevels, genders, grades } from "./rules/master";
import { leaveReasons } from "./rules/employment";
import { codeShape, longestCode, longestName } from "./rules/unit-history";
import { correctionFields } from "./rules/correction";
import { heldFields } from "./rules/held-field";
import { noticePurposes, optionalPurposes } from "./rules/notice";
import { secretKinds } from "./rules/secret";

/** A path inside the site to return to; anything else becomes the home page. */
export const returnPath = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/)
  .catch("/");

/** Error texts are keys of the string table `people`. */
export const signInForm = z.object({
  employeeNo: z
    .string({ error: "error.employeeNoMissing" })
    .trim()
    .min(1, "error.employeeNoMissing")
    .max(40, "error.employeeNoLong"),
  password: z.string({ error: "error.passwordMissing" }).max(200, "error.passwordLong"),
  next: returnPath,
});

export const preferencesForm = z.object({
  language: z.enum(["zh", "en"]).optional(),
  theme: z.enum(["light", "dark", "system"]).optional(),
  textSize: z.enum(["normal", "large", "huge"]).optional(),
  next: returnPath,
});

export const rankingConsentForm = z.object({ give: z.enum(["yes", "no"]) });

const noticeWords = z.string().min(2).max(200);
const noticeField = z.strictObject({
  id: z.enum(heldFields),
  label: noticeWords,
  purpose: noticeWords,
  basis: noticeWords,
  retention: noticeWords,
  source: noticeWords,
  /** Who may see it. */
  seenBy: noticeWords,
});
export type NoticeField = z.infer<typeof noticeField>;

/** The front matter of `content/notices/*.md`. */
export const noticeFrontMatter = z.strictObject({
  purpose: z.enum(noticePurposes),
  version: z.string().regex(/^\d{4}\.\d+$/),
  effectiveOn: z.iso.date(),
  title: noticeWords,
  fields: z.array(noticeField).default([]),
});

export const acknowledgeForm = z.object({ version: z.string().max(20), next: returnPath });

export const consentForm = z.object({ purpose: z.enum(optionalPurposes), give: z.enum(["yes", "no"]) });

/** Error texts are keys of the string table `privacy`. */
export const revealForm = z
  .object({
    kind: z.enum(secretKinds, { error: "error.kindMissing" }),
    usual: z.string().max(40).default(""),
    detail: z.string().trim().max(200, "error.reasonLong").default(""),
  })
  .transform(({ kind, usual, detail }) => ({
    kind,
    reason: [usual, detail].filter((part) => part !== "").join(": "),
  }))
  .refine(({ reason }) => reason.length >= 4, { error: "error.reasonShort", path: ["detail"] });

/** Long enough for any spelling of it; an empty one takes the secret away. */
const secretText = z.string().trim().max(60, "error.secretLong").default("");

export const secretForm = z.object({ kind: z.enum(secretKinds), text: secretText });

const ownPassword = z.string({ error: "error.passwordMissing" }).max(200, "error.passwordLong");

export const payeeForm = z.object({ account: secretText, password: ownPassword });

export const downloadForm = z.object({ password: z.string().max(200, "error.passwordLong").default("") });

export const correctionForm = z.object({
  field: z.enum(correctionFields, { error: "error.fieldMissing" }),
  wanted: z.string().trim().max(500, "error.wantedLong").default(""),
  reason: z
    .string({ error: "error.reasonShort" })
    .trim()
    .min(4, "error.reasonShort")
    .max(500, "error.wantedLong"),
});

export const decisionForm = z.object({
  request: z.uuid(),
  verdict: z.enum(["accept", "decline"]),
  answer: z.string().trim().max(500, "error.wantedLong").default(""),
});

/** The address of HR's queue; what does not fit falls back. */
export const queueSearch = z.object({
  state: z.enum(["open", "accepted", "declined"]).catch("open"),
  search: z
    .string()
    .transform((text) => searchText(text, 40))
    .catch(""),
  sort: z.enum(["oldest", "newest"]).catch("oldest"),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

export const erasureForm = z.object({
  act: z.enum(["erase", "hold", "release"]),
  hold: z.string().trim().max(200).default(""),
  sure: z.literal("yes").optional(),
});

/** Input of the rule `people.correction`. */
export const correctionInput = z.strictObject({
  field: z.enum(correctionFields),
  wanted: z.string(),
  today: z.iso.date(),
});

/** Input of the rule `people.erasure`. */
export const erasureInput = z.strictObject({
  leftOn: z.iso.date().nullable(),
  legalHold: z.string(),
  erased: z.boolean(),
  today: z.iso.date(),
});

const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

/** Input of the rule `people.lock-out`: wrong passwords in the order of their times. */
export const lockOutInput = z.strictObject({ failures: z.array(moment), now: moment });

const day = z.iso.date();
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
const confirmed = z.literal("yes").optional();

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
  ]),
});

const newPassword = z.string({ error: "error.passwordMissing" }).max(1000, "error.long");
const twice = { password: newPassword, again: z.string().max(1000).default("") };
const isTwice = ({ password, again }: { password: string; again: string }) => password === again;
const differs = { error: "error.again", path: ["again"] };

/** Error texts of the account forms are keys of the string table `account`. */
export const changePasswordForm = z
  .object({
    ...twice,
    current: z.string({ error: "error.currentMissing" }).max(1000, "error.wrong"),
    next: returnPath,
  })
  .refine(isTwice, differs);

export const redeemForm = z.object(twice).refine(isTwice, differs);

const personName = z.string({ error: "error.name-missing" }).trim().max(40, "error.nameLong");
const employeeNo = z.string({ error: "error.employeeNoMissing" }).trim().max(40, "error.number-shape");

/** The first administrator's form; `district` is asked for while there is no unit. */
export const firstAdministratorForm = z
  .object({ ...twice, name: personName, employeeNo, district: z.string().trim().max(40).default("") })
  .refine(isTwice, differs);

export const openAccountForm = z.object({
  name: personName,
  employeeNo,
  title: z.string({ error: "error.title-missing" }).trim().max(40, "error.nameLong"),
  unitId: z.uuid({ error: "error.unit-unknown" }),
  role: z.enum(["", "security-admin", "auditor"]).default(""),
});

/** A code of the second factor, or a recovery code: spaces do not count. */
export const codeForm = z.object({
  intent: z.enum(["begin", "confirm", "renew", "remove", "leave", "show"]),
  code: z
    .string()
    .max(40)
    .default("")
    .transform((text) => text.replace(/\s/g, "")),
  next: returnPath,
});

export const forgotForm = z.object({ employeeNo });

export const endSessionForm = z.object({
  session: z.union([z.literal("all"), z.string().regex(/^[0-9a-f]{64}$/)]),
});

export const inviteForm = z.object({ way: z.enum(["sheet", "mail"]) });

/** For how long somebody can be kept out, in hours. */
export const blockHours = [1, 24, 168, 720, 8760] as const;
const reason = z.string({ error: "error.reasonMissing" }).trim().max(200, "error.reasonLong");

/** An act on `/admin/:person`. The role is one of `platform/access.ts`, which the route knows. */
export const accountActForm = z.discriminatedUnion("act", [
  z.object({ act: z.literal("invite") }),
  z.object({ act: z.literal("mail") }),
  z.object({ act: z.literal("reset-second-factor"), reason }),
  z.object({ act: z.literal("block"), hours: z.enum(blockHours.map(String)), reason }),
  z.object({ act: z.literal("grant-role"), role: z.string().max(40), unitId: z.uuid() }),
  z.object({ act: z.literal("end-role"), role: z.string().max(40), unitId: z.uuid() }),
  z.object({ act: z.literal("unblock") }),
  z.object({ act: z.literal("unlock") }),
  z.object({ act: z.literal("end-sessions") }),
]);

/** Which act `/admin/:person` is to show, by its address. */
export const chosenAct = z.object({
  act: z.enum([
    "invite",
    "mail",
    "reset-second-factor",
    "grant-role",
    "end-role",
    "block",
    "unblock",
    "unlock",
    "end-sessions",
  ]),
  role: z.string().max(40).optional(),
  unit: z.uuid().optional(),
});

export const accountStates = ["", "locked", "blocked", "never", "no-factor", "left"] as const;
export const accountSorts = ["number", "-number", "name", "-name"] as const;

/** What `/admin` is asked for in its address; what is none of it is left out. */
export const accountQuery = z.object({
  q: z
    .string()
    .transform((text) => searchText(text, 40))
    .catch(""),
  role: z.string().max(40).catch(""),
  state: z.enum(accountStates).catch(""),
  sort: z.enum(accountSorts).catch("number"),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

/** Input of the rule `people.password`: its answer never repeats the password. */
export const passwordInput = z.strictObject({
  password: z.string().max(1000),
  employeeNo: z.string().max(40).default(""),
  name: z.string().max(40).default(""),
});

/** Input of the rule `people.roles`: what somebody holds, and what is to come. */
export const rolesInput = z.strictObject({
  held: z.array(z.string().max(40)).max(50),
  wanted: z.string().max(40),
});

/** One line as typed, without what nobody sees. */
const line = (most: number, long: string) =>
  z
    .string()
    .transform((text) =>
      text
        .replace(/[\p{Cc}\p{Cf}]/gu, " ")
        .replace(/\s+/g, " ")
        .trim(),
    )
    .pipe(z.string().max(most, long));
const wantedLine = (most: number, missing: string, long: string) =>
  z.string({ error: missing }).pipe(line(most, long)).pipe(z.string().min(1, missing));

/** The filter of the list of partner institutions, in its address. */
export const partnerFilter = z.object({
  q: z
    .string()
    .transform((text) => searchText(text, longestName))
    .catch(""),
  state: z.enum(["valid", "ending", "none"]).nullable().catch(null),
  sort: z.enum(["name", "until", "personTimes"]).catch("name"),
});

/** A year in an address; null for anything else. */
export const yearInput = z
  .string()
  .regex(/^\d{4}$/)
  .transform(Number)
  .nullable()
  .catch(null);

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
