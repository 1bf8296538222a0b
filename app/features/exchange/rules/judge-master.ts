import {
  checkMaster,
  masterChanges,
  type AppraisalFact,
  type EducationFact,
  type Master,
  type MasterData,
  type MasterFinding,
  type WorkPeriodFact,
} from "~/features/people/rules/master";
import { headOf } from "./columns";
import { text, type PersonRow, type Refuse } from "./person-row";
import type { Refusal } from "./row";

/** What a row about a person says of the master data, and what of these is kept. */
export const version = "exchange.judge-master@1";

const educationKeys = [
  "level",
  "degree",
  "school",
  "major",
  "isSocialWork",
  "fullTime",
  "startedOn",
  "graduatedOn",
] as const;
const workKeys = ["employer", "duties", "workStartsOn", "workEndsOn"] as const;

/** The master data that the row asks for, as a patch, and what speaks against it. */
export function masterOf(
  row: PersonRow,
  master: Master,
  today: string,
  unread: ReadonlySet<string>,
  refuse: Refuse,
): { patch: Partial<MasterData>; findings: Refusal[] } {
  const wanted: Partial<MasterData> = {};
  for (const key of ["name", "gender", "bornOn", "phone", "email"] as const) {
    if (row[key] !== undefined) Object.assign(wanted, { [key]: row[key] });
  }
  const whole = (keys: readonly (keyof PersonRow)[], needed: readonly (keyof PersonRow)[]) => {
    if (keys.every((key) => row[key] === undefined)) return false;
    const open = needed.filter((key) => row[key] === undefined);
    const there = keys.filter((key) => row[key] !== undefined).map((key) => headOf("people", key));
    // A cell that could not be read has been refused already.
    for (const key of open) if (!unread.has(key)) refuse(key, "needs-with", ...there);
    return open.length === 0;
  };
  const at = { educations: -1, workPeriods: -1, appraisals: -1 };
  const studied = educationIn(row, master);
  if (
    whole(
      educationKeys,
      studied
        ? ["level", "school", "graduatedOn"]
        : ["level", "school", "isSocialWork", "fullTime", "graduatedOn"],
    )
  ) {
    const fact: EducationFact = {
      level: row.level as EducationFact["level"],
      degree: text(row.degree) ?? studied?.degree ?? "",
      school: text(row.school) ?? "",
      major: text(row.major) ?? studied?.major ?? "",
      isSocialWork: (row.isSocialWork as boolean | undefined) ?? studied?.isSocialWork ?? false,
      fullTime: (row.fullTime as boolean | undefined) ?? studied?.fullTime ?? false,
      startedOn: text(row.startedOn) ?? studied?.startedOn ?? null,
      graduatedOn: text(row.graduatedOn) ?? "",
    };
    [wanted.educations, at.educations] = placed(master.educations, studied, fact);
  }
  const worked = workIn(row, master);
  if (whole(workKeys, ["employer", "workStartsOn"])) {
    const fact: WorkPeriodFact = {
      employer: text(row.employer) ?? "",
      duties: text(row.duties) ?? worked?.duties ?? "",
      startsOn: text(row.workStartsOn) ?? "",
      endsOn: text(row.workEndsOn) ?? worked?.endsOn ?? null,
    };
    [wanted.workPeriods, at.workPeriods] = placed(master.workPeriods, worked, fact);
  }
  const graded = master.appraisals.find(({ year }) => year === row.year);
  if (whole(["year", "grade"], ["year", "grade"])) {
    const fact = { year: Number(row.year), grade: row.grade } as AppraisalFact;
    [wanted.appraisals, at.appraisals] = placed(master.appraisals, graded, fact);
  }
  const findings = checkMaster({ ...master, ...wanted }, today).flatMap((finding) => {
    const own =
      finding.part === "basics"
        ? wanted[finding.field as "name"] !== undefined
        : finding.row === at[finding.part];
    // A birth date that older facts do not bear is the birth date's fault.
    const byBirth = finding.refusal === "too-young" && row.bornOn !== undefined;
    if (own) return [said(finding)];
    return byBirth ? [{ column: "bornOn", reason: "too-young" as const }] : [];
  });
  const changed = new Set(masterChanges(master, wanted).map(({ field }) => field));
  const patch = Object.fromEntries(Object.entries(wanted).filter(([key]) => changed.has(key as "name")));
  return { patch, findings };
}

/** The list with the fact in the place of the one it corrects, else at its end; and where it stands. */
function placed<T>(list: readonly T[], old: T | undefined, fact: T): [T[], number] {
  const at = old === undefined ? list.length : list.indexOf(old);
  return [[...list.slice(0, at), fact, ...list.slice(at + 1)], at];
}

const educationIn = (row: PersonRow, master: Master) =>
  master.educations.find(
    (each) => each.level === row.level && each.school === row.school && each.graduatedOn === row.graduatedOn,
  );
const workIn = (row: PersonRow, master: Master) =>
  master.workPeriods.find((each) => each.startsOn === row.workStartsOn && each.employer === row.employer);

const columnOf: Partial<Record<MasterFinding["field"], keyof PersonRow>> = {
  name: "name",
  gender: "gender",
  bornOn: "bornOn",
  phone: "phone",
  email: "email",
  level: "level",
  school: "school",
  startedOn: "startedOn",
  graduatedOn: "graduatedOn",
  employer: "employer",
  startsOn: "workStartsOn",
  endsOn: "workEndsOn",
  year: "year",
};

function said({ field, refusal }: MasterFinding): Refusal {
  const column = columnOf[field] ?? "name";
  switch (refusal) {
    case "missing":
      return { column, reason: "required" };
    case "shape":
      return { column, reason: field === "email" ? "email" : "phone" };
    case "year":
      return { column, reason: "future" };
    case "duplicate":
      return { column, reason: "overlap" };
    default:
      return { column, reason: refusal };
  }
}

/** What is kept of the facts that the row speaks of, by column. */
export function knownFacts(row: PersonRow, master: Master) {
  const education = educationIn(row, master);
  const work = workIn(row, master);
  const appraisal = master.appraisals.find(({ year }) => year === row.year);
  return {
    name: master.name,
    gender: master.gender,
    bornOn: master.bornOn,
    phone: master.phone,
    email: master.email,
    level: education?.level ?? null,
    degree: education?.degree ?? null,
    school: education?.school ?? null,
    major: education?.major ?? null,
    isSocialWork: education?.isSocialWork ?? null,
    fullTime: education?.fullTime ?? null,
    startedOn: education?.startedOn ?? null,
    graduatedOn: education?.graduatedOn ?? null,
    employer: work?.employer ?? null,
    duties: work?.duties ?? null,
    workStartsOn: work?.startsOn ?? null,
    workEndsOn: work?.endsOn ?? null,
    year: appraisal?.year ?? null,
    grade: appraisal?.grade ?? null,
  };
}

export function emptyMaster(joinedOn: string): Master {
  return {
    ...{ name: "", gender: "", bornOn: null, phone: "", email: "", joinedOn, revision: 0 },
    ...{ educations: [], workPeriods: [], appraisals: [] },
  };
}
