import {
  joinRefusal,
  postsAround,
  hasLeft,
  transferRefusal,
  type Employed,
} from "~/features/people/rules/employment";
import { checkIdNumber } from "~/features/people/rules/id-number";
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
import { headOf, type columns } from "./columns";
import { nearest } from "./nearest";
import type { Value } from "./read-cell";
import type { ReadRow, Reason, Refusal } from "./row";
import { judge, type JudgedRow } from "./verdict";
import words from "./words.json";

/**
 * A row about a person. A new number joins on 入职日期 (else on the day of the import); a known one gets what differs;
 * another unit or title is a transfer from 调动日期 (else from the day of the import). A row with a study, a period of work
 * or an appraisal adds it or corrects the one of the same level, school and day, of the same first day, of the same
 * year. A number of another subtree is "taken" and nothing else is said.
 */
export const version = "exchange.judge-person@1";

/** What somebody is called whose file does not say it. */
export const defaultTitle = words.defaultTitle;

export interface KnownUnit {
  id: string;
  code: string;
  name: string;
  openedOn: string;
  closedOn: string | null;
  inScope: boolean;
}

export interface KnownPerson {
  personId: string;
  inScope: boolean;
  master: Master;
  employed: Employed;
  /** Masked; null when there is none. */
  idNumber: string | null;
  payeeAccount: string | null;
  /** What the kept ID number says, when the row changes what it has to agree with. */
  fromIdNumber: { bornOn: string; gender: string } | null;
}

export interface PersonFacts {
  today: string;
  units: readonly KnownUnit[];
  person: KnownPerson | null;
  /** Who holds the row's ID number and account; `employeeNo` is null when that is not ours to know. */
  idNumberOf: { personId: string; employeeNo: string | null } | null;
  payeeAccountOf: { personId: string; employeeNo: string | null } | null;
}

/** What taking the row writes. */
export interface PersonPlan {
  personId: string | null;
  joining: { employeeNo: string; name: string; unitId: string; title: string; joinedOn: string };
  transfer: { unitId: string; title: string; from: string } | null;
  patch: Partial<MasterData>;
  /** Null when the row has none, or none that is new. */
  idNumber: string | null;
  payeeAccount: string | null;
}

type Row = Partial<Record<(typeof columns)["people"][number]["key"], Value>>;
const text = (value: Value | undefined) => (value === undefined ? undefined : String(value));

export function judgePerson(read: ReadRow, facts: PersonFacts): { judged: JudgedRow; plan: PersonPlan } {
  const row: Row = read.values;
  const refusals: Refusal[] = [];
  const refuse = (key: keyof Row, reason: Reason, ...detail: string[]) =>
    void refusals.push({ column: key, reason, ...(detail.length && { detail }) });
  const { person, today } = facts;
  const foreign = person && !person.inScope;
  const unit = facts.units.length && !foreign ? unitOf(text(row.unit) ?? "", facts.units, refuse) : null;

  const personId = person?.personId ?? null;
  const fromId = row.idNumber === undefined ? null : checkIdNumber(String(row.idNumber));
  const born = fromId && typeof fromId === "object" ? fromId : null;
  // What the ID number says holds where the file leaves it open.
  const filled: Row = { ...row, bornOn: row.bornOn ?? born?.bornOn, gender: row.gender ?? born?.gender };
  const master = person?.master ?? emptyMaster(text(row.joinedOn) ?? today);
  const unread = new Set(read.refusals.map(({ column }) => column));
  const { patch, findings } = masterOf(filled, master, today, unread, refuse);
  const plan: PersonPlan = {
    personId,
    joining: {
      employeeNo: text(row.employeeNo) ?? "",
      name: text(row.name) ?? "",
      unitId: unit?.id ?? "",
      title: text(row.title) ?? defaultTitle,
      joinedOn: text(row.joinedOn) ?? today,
    },
    transfer: null,
    patch,
    idNumber: sameSecret(facts.idNumberOf, personId) ? null : (text(row.idNumber) ?? null),
    payeeAccount: sameSecret(facts.payeeAccountOf, personId) ? null : (text(row.payeeAccount) ?? null),
  };
  if (foreign) {
    return {
      judged: judge("people", read, null, [{ column: "employeeNo", reason: "number-taken" }]),
      plan,
    };
  }

  const said = born ?? person?.fromIdNumber;
  if (said && filled.bornOn !== undefined && filled.bornOn !== said.bornOn) refuse("bornOn", "id-born");
  if (said && filled.gender !== undefined && filled.gender !== said.gender) refuse("gender", "id-gender");
  const { idNumberOf, payeeAccountOf } = facts;
  if (idNumberOf && idNumberOf.personId !== personId)
    refuse("idNumber", "id-number-taken", ...(idNumberOf.employeeNo ? [idNumberOf.employeeNo] : []));
  if (payeeAccountOf && payeeAccountOf.personId !== personId)
    refuse(
      "payeeAccount",
      "account-taken",
      ...(payeeAccountOf.employeeNo ? [payeeAccountOf.employeeNo] : []),
    );
  refusals.push(...findings);

  const given: ReadRow = { ...read, values: filledValues(read, filled) };
  if (!person) {
    const since = text(row.since);
    if (since !== undefined && since !== plan.joining.joinedOn) refuse("since", "since-unused");
    // What is wrong with a cell of its own has been said.
    if (unit && row.employeeNo !== undefined && row.name !== undefined) {
      const refusal = joinRefusal({ ...plan.joining, taken: false, unit, day: plan.joining.joinedOn, today });
      if (refusal) refuse(...joinReason(refusal));
    }
    return { judged: judge("people", given, null, refusals), plan };
  }

  const post = unit && transferOf(row, person.employed, unit, today, refuse);
  if (post) plan.transfer = post.transfer;
  if (row.joinedOn !== undefined && row.joinedOn !== master.joinedOn)
    refuse("joinedOn", "joined-fixed", master.joinedOn);
  const unitName = (id: string) => facts.units.find((each) => each.id === id)?.name ?? "";
  const known = {
    ...knownFacts(filled, master),
    unit:
      post && (post.transfer?.unitId ?? post.unitId) === post.unitId
        ? (row.unit ?? null)
        : unitName(post?.unitId ?? ""),
    title: post?.title ?? null,
    idNumber: sameSecret(idNumberOf, personId) ? (row.idNumber ?? null) : person.idNumber,
    payeeAccount: sameSecret(payeeAccountOf, personId) ? (row.payeeAccount ?? null) : person.payeeAccount,
  };
  return { judged: judge("people", given, known, refusals), plan };
}

const sameSecret = (holder: { personId: string } | null, personId: string | null) =>
  holder !== null && holder.personId === personId;

function filledValues(read: ReadRow, filled: Row): ReadRow["values"] {
  const { bornOn, gender } = filled;
  return { ...read.values, ...(bornOn !== undefined && { bornOn }), ...(gender !== undefined && { gender }) };
}

function unitOf(
  asked: string,
  units: readonly KnownUnit[],
  refuse: (key: "unit", reason: Reason, ...detail: string[]) => void,
): KnownUnit | null {
  if (asked === "") return null;
  const named = units.filter((unit) => unit.code === asked || unit.name === asked);
  const own = named.filter((unit) => unit.inScope && unit.closedOn === null);
  if (own.length === 1) return own[0] ?? null;
  if (own.length > 1) refuse("unit", "unit-ambiguous", ...own.map(({ code }) => code));
  else if (named.some((unit) => unit.inScope)) refuse("unit", "unit-not-open");
  else if (named.length) refuse("unit", "unit-foreign");
  else {
    const open = units.filter((unit) => unit.inScope && unit.closedOn === null).map(({ name }) => name);
    refuse("unit", "unit-unknown", ...nearest(asked, [...new Set(open)]));
  }
  return null;
}

/** The post that the row speaks of, and the transfer when it is another than that. */
function transferOf(
  row: Row,
  employed: Employed,
  unit: KnownUnit,
  today: string,
  refuse: (key: keyof Row, reason: Reason, ...detail: string[]) => void,
) {
  if (hasLeft(employed, today)) return void refuse("employeeNo", "has-left");
  const { current, ahead } = postsAround(employed.posts, today);
  const fits = (post: typeof current) =>
    post !== null && post.unitId === unit.id && (row.title === undefined || post.title === row.title);
  const post = fits(ahead) ? ahead : (current ?? ahead);
  if (!post) return void refuse("employeeNo", "no-post");
  if (fits(post)) {
    if (row.since !== undefined && row.since !== post.startsOn) refuse("since", "since-unused");
    return { ...post, transfer: null };
  }
  const transfer = {
    unitId: unit.id,
    title: text(row.title) ?? post.title,
    from: text(row.since) ?? today,
  };
  const refusal = transferRefusal(employed, { ...transfer, unit, today });
  switch (refusal) {
    case null:
    case "same-post":
      break;
    case "unit-unknown":
    case "unit-not-open":
      refuse("unit", refusal);
      break;
    case "title-missing":
      refuse("title", "required");
      break;
    case "has-left":
    case "no-post":
    case "planned":
      refuse("employeeNo", refusal);
      break;
    case "after-leaving":
      refuse("since", "has-left");
      break;
    default:
      refuse("since", refusal, ...(refusal === "before-post" ? [post.startsOn] : []));
  }
  return { ...post, transfer };
}

function joinReason(refusal: NonNullable<ReturnType<typeof joinRefusal>>): [keyof Row, Reason] {
  switch (refusal) {
    case "number-shape":
      return ["employeeNo", "code"];
    case "number-taken":
      return ["employeeNo", refusal];
    case "name-missing":
      return ["name", "required"];
    case "title-missing":
      return ["title", "required"];
    case "day-early":
    case "day-far":
      return ["joinedOn", refusal];
    case "unit-unknown":
    case "unit-not-open":
      return ["unit", refusal];
  }
}

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
function masterOf(
  row: Row,
  master: Master,
  today: string,
  unread: ReadonlySet<string>,
  refuse: (key: keyof Row, reason: Reason, ...detail: string[]) => void,
): { patch: Partial<MasterData>; findings: Refusal[] } {
  const wanted: Partial<MasterData> = {};
  for (const key of ["name", "gender", "bornOn", "phone", "email"] as const) {
    if (row[key] !== undefined) Object.assign(wanted, { [key]: row[key] });
  }
  const whole = (keys: readonly (keyof Row)[], needed: readonly (keyof Row)[]) => {
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

const educationIn = (row: Row, master: Master) =>
  master.educations.find(
    (each) => each.level === row.level && each.school === row.school && each.graduatedOn === row.graduatedOn,
  );
const workIn = (row: Row, master: Master) =>
  master.workPeriods.find((each) => each.startsOn === row.workStartsOn && each.employer === row.employer);

const columnOf: Partial<Record<MasterFinding["field"], keyof Row>> = {
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
function knownFacts(row: Row, master: Master) {
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

function emptyMaster(joinedOn: string): Master {
  return {
    ...{ name: "", gender: "", bornOn: null, phone: "", email: "", joinedOn, revision: 0 },
    ...{ educations: [], workPeriods: [], appraisals: [] },
  };
}
