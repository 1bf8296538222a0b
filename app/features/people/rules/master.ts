import { addYears } from "./civil-years";

/**
 * Master data of a person. Days are "YYYY-MM-DD". Nothing lies in the future, no study ends and no work begins before
 * the fourteenth birthday, periods of work follow one another, and no row is there twice.
 */
export const version = "people.master@1";

/** From the lowest to the highest: 高中/中专, 大专, 本科, 硕士, 博士. */
export const educationLevels = ["secondary", "college", "bachelor", "master", "doctor"] as const;
export type EducationLevel = (typeof educationLevels)[number];

/** 优秀, 合格, 基本合格, 不合格. */
export const grades = ["excellent", "qualified", "basic", "unqualified"] as const;
export type Grade = (typeof grades)[number];

/** Empty when it is not known. */
export const genders = ["female", "male", ""] as const;
export type Gender = (typeof genders)[number];

export const firstAppraisalYear = 1990;
const youngest = 14;
const firstBirth = "1900-01-01";

export interface EducationFact {
  level: EducationLevel;
  /** 学士, 硕士 …, as it is written; empty without a degree. */
  degree: string;
  school: string;
  major: string;
  isSocialWork: boolean;
  fullTime: boolean;
  startedOn: string | null;
  graduatedOn: string;
}

export interface WorkPeriodFact {
  employer: string;
  duties: string;
  startsOn: string;
  /** Null while it lasts. */
  endsOn: string | null;
}

export interface AppraisalFact {
  year: number;
  grade: Grade;
}

export interface Basics {
  name: string;
  gender: Gender;
  bornOn: string | null;
  phone: string;
  email: string;
}

/** What can be changed, part by part; a list replaces the whole list. */
export interface MasterData extends Basics {
  educations: EducationFact[];
  workPeriods: WorkPeriodFact[];
  appraisals: AppraisalFact[];
}

export interface Master extends MasterData {
  joinedOn: string;
  revision: number;
}

export type MasterPart = "basics" | "educations" | "workPeriods" | "appraisals";

export type MasterRefusal =
  | "missing"
  | "shape"
  | "future"
  | "too-early"
  | "too-young"
  | "ends-before-start"
  | "overlap"
  | "duplicate"
  | "year";

export type MasterField = keyof Basics | keyof EducationFact | keyof WorkPeriodFact | keyof AppraisalFact;

/** What is wrong, at which field; `row` counts from 0 in its list, and is null in the basics. */
export interface MasterFinding {
  part: MasterPart;
  row: number | null;
  field: MasterField;
  refusal: MasterRefusal;
}

/** A mobile number of eleven digits or a landline with its area code; spaces and hyphens may part the digits. */
export const phoneShape =
  /^(?:\+?86[- ]?)?(?:1\d{2}[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?\d{7,8}(?:[- ]?\d{1,6})?)$/;
export const emailShape =
  /^[^\s@<>"',;()]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/;

/** Everything that is wrong with a person's master data on a day; nothing when it may be kept. */
export function checkMaster(master: MasterData & { joinedOn?: string }, today: string): MasterFinding[] {
  return [
    ...checkBasics(master, today),
    ...checkEducations(master.educations, master.bornOn, today),
    ...checkWorkPeriods(master.workPeriods, master.bornOn, today),
    ...checkAppraisals(master.appraisals, today),
  ];
}

function checkBasics(master: Basics & { joinedOn?: string }, today: string): MasterFinding[] {
  const found: MasterFinding[] = [];
  const say = (field: keyof Basics, refusal: MasterRefusal) =>
    found.push({ part: "basics", row: null, field, refusal });
  if (!master.name.trim()) say("name", "missing");
  if (master.bornOn !== null) {
    if (master.bornOn > today) say("bornOn", "future");
    else if (master.bornOn < firstBirth) say("bornOn", "too-early");
    else if (master.joinedOn !== undefined && master.joinedOn < addYears(master.bornOn, youngest))
      say("bornOn", "too-young");
  }
  if (master.phone && !phoneShape.test(master.phone)) say("phone", "shape");
  if (master.email && (master.email.length > 200 || !emailShape.test(master.email))) say("email", "shape");
  return found;
}

/** Why a day of study or work cannot be; null when it can. */
function dayRefusal(day: string, bornOn: string | null, today: string): MasterRefusal | null {
  if (day > today) return "future";
  if (day < firstBirth) return "too-early";
  return bornOn !== null && day < addYears(bornOn, youngest) ? "too-young" : null;
}

function checkEducations(rows: readonly EducationFact[], bornOn: string | null, today: string) {
  const found: MasterFinding[] = [];
  const known = new Set<string>();
  rows.forEach((fact, row) => {
    const say = (field: keyof EducationFact, refusal: MasterRefusal) =>
      found.push({ part: "educations", row, field, refusal });
    if (!fact.school.trim()) say("school", "missing");
    const graduated = dayRefusal(fact.graduatedOn, bornOn, today);
    if (graduated) say("graduatedOn", graduated);
    else if (fact.startedOn !== null && fact.graduatedOn < fact.startedOn)
      say("graduatedOn", "ends-before-start");
    const started = fact.startedOn === null ? null : dayRefusal(fact.startedOn, bornOn, today);
    if (started) say("startedOn", started);
    const key = JSON.stringify([fact.level, fact.school.trim(), fact.graduatedOn]);
    if (known.has(key)) say("school", "duplicate");
    known.add(key);
  });
  return found;
}

function checkWorkPeriods(rows: readonly WorkPeriodFact[], bornOn: string | null, today: string) {
  const found: MasterFinding[] = [];
  const known = new Set<string>();
  rows.forEach((fact, row) => {
    const say = (field: keyof WorkPeriodFact, refusal: MasterRefusal) =>
      found.push({ part: "workPeriods", row, field, refusal });
    if (!fact.employer.trim()) say("employer", "missing");
    const starts = dayRefusal(fact.startsOn, bornOn, today);
    if (starts) say("startsOn", starts);
    if (fact.endsOn !== null) {
      if (fact.endsOn > today) say("endsOn", "future");
      else if (fact.endsOn < fact.startsOn) say("endsOn", "ends-before-start");
    }
    const key = JSON.stringify([fact.startsOn, fact.employer.trim()]);
    const others = rows.slice(0, row);
    if (known.has(key)) say("employer", "duplicate");
    else if (others.some((other) => overlaps(fact, other))) say("startsOn", "overlap");
    known.add(key);
  });
  return found;
}

function overlaps(a: WorkPeriodFact, b: WorkPeriodFact): boolean {
  return a.startsOn <= (b.endsOn ?? "9999-12-31") && b.startsOn <= (a.endsOn ?? "9999-12-31");
}

function checkAppraisals(rows: readonly AppraisalFact[], today: string) {
  const found: MasterFinding[] = [];
  const known = new Set<number>();
  rows.forEach((fact, row) => {
    const say = (refusal: MasterRefusal) => found.push({ part: "appraisals", row, field: "year", refusal });
    const whole = Number.isInteger(fact.year);
    if (!whole || fact.year < firstAppraisalYear || fact.year > Number(today.slice(0, 4))) say("year");
    if (known.has(fact.year)) say("duplicate");
    known.add(fact.year);
  });
  return found;
}

/** One thing that differs; `row` is the row's own words for a list, such as "2024". */
export interface MasterChange {
  part: MasterPart;
  field: MasterPart | keyof Basics;
  kind: "changed" | "added" | "removed";
  was: string | null;
  is: string | null;
}

/** What a patch changes, in the order of the form. Lists are compared as sets of rows. */
export function masterChanges(before: MasterData, patch: Partial<MasterData>): MasterChange[] {
  const basics = (["name", "gender", "bornOn", "phone", "email"] as const).flatMap(
    (field): MasterChange[] => {
      const next = patch[field];
      if (next === undefined || next === before[field]) return [];
      return [{ part: "basics", field, kind: "changed", was: before[field], is: next }];
    },
  );
  return [
    ...basics,
    ...listChanges("educations", before.educations, patch.educations, educationText),
    ...listChanges("workPeriods", before.workPeriods, patch.workPeriods, workPeriodText),
    ...listChanges("appraisals", before.appraisals, patch.appraisals, appraisalText),
  ];
}

export const educationText = (fact: EducationFact) =>
  [
    fact.level,
    fact.degree,
    fact.school,
    fact.major,
    fact.isSocialWork ? "sw" : "",
    fact.fullTime ? "full-time" : "part-time",
    `${fact.startedOn ?? ""}/${fact.graduatedOn}`,
  ].join("|");
export const workPeriodText = (fact: WorkPeriodFact) =>
  [fact.employer, fact.duties, `${fact.startsOn}/${fact.endsOn ?? ""}`].join("|");
export const appraisalText = (fact: AppraisalFact) => `${fact.year}:${fact.grade}`;

function listChanges<T>(
  part: Exclude<MasterPart, "basics">,
  before: readonly T[],
  after: readonly T[] | undefined,
  text: (fact: T) => string,
): MasterChange[] {
  if (!after) return [];
  const [old, next] = [before.map(text), after.map(text)];
  return [
    ...old
      .filter((it) => !next.includes(it))
      .map((was): MasterChange => ({ part, field: part, kind: "removed", was, is: null })),
    ...next
      .filter((it) => !old.includes(it))
      .map((is): MasterChange => ({ part, field: part, kind: "added", was: null, is })),
  ];
}

/** What the log says of changes, which is never erased: what somebody is called, and how to reach them, stays out. */
export function changeDetail(changes: readonly MasterChange[]): Record<string, string> {
  const detail: Record<string, string[]> = {};
  for (const { part, field, was, is } of changes) {
    const said = part === "basics" ? "changed" : is === null ? `- ${was}` : `+ ${is}`;
    detail[field] = [...(detail[field] ?? []), said];
  }
  return Object.fromEntries(Object.entries(detail).map(([field, said]) => [field, said.join("; ")]));
}

/** What a row is known by in its list; a form names the row it was opened with. */
export const rowKeys = {
  educations: (fact: EducationFact) => `${fact.graduatedOn} ${fact.level} ${fact.school}`,
  workPeriods: (fact: WorkPeriodFact) => `${fact.startsOn} ${fact.employer}`,
  appraisals: (fact: AppraisalFact) => String(fact.year),
};

/** A list in which the row of `key` is another, or no more; without such a row the fact is added. */
export function withRow<T>(list: readonly T[], keyOf: (fact: T) => string, key: string, fact: T | null): T[] {
  const kept = list.filter((each) => keyOf(each) !== key);
  return fact === null ? kept : [...kept, fact].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
