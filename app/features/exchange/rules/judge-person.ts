import { joinRefusal, type Employed } from "~/features/people/rules/employment";
import { checkIdNumber } from "~/features/people/rules/id-number";
import type { Master, MasterData } from "~/features/people/rules/master";
import { emptyMaster, knownFacts, masterOf } from "./judge-master";
import { joinReason, transferOf } from "./judge-post";
import { unitOf, type KnownUnits } from "./known-units";
import { text, type PersonRow, type Refuse } from "./person-row";
import type { ReadRow, Refusal } from "./row";
import { judge, refuseOwn, type JudgedRow } from "./verdict";
import words from "./words.json";

/**
 * A row about a person. A new number joins on 入职日期 (else on the day of the import); a known one gets what differs;
 * another unit or title is a transfer from 调动日期 (else from the day of the import). A row with a study, a period of work
 * or an appraisal adds it or corrects the one of the same level, school and day, of the same first day, of the same
 * year. A number of another subtree is "taken" and nothing else is said. Nobody changes the own record.
 */
export const version = "exchange.judge-person@1";

/** What somebody is called whose file does not say it. */
export const defaultTitle = words.defaultTitle;

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
  /** Who imports. */
  actorId: string;
  units: KnownUnits;
  person: KnownPerson | null;
  /** Who holds the row's ID number and account; `employeeNo` is null when that is not ours to know. */
  idNumberOf: { personId: string; employeeNo: string | null } | null;
  payeeAccountOf: { personId: string; employeeNo: string | null } | null;
}

/** What taking the row writes. */
export interface PersonPlan {
  personId: string | null;
  joining: { employeeNo: string; name: string; unitId: string; title: string; joinedOn: string };
  transfer: { unitId: string; title: string; from: string; fromUnit: string; fromTitle: string } | null;
  patch: Partial<MasterData>;
  /** Null when the row has none, or none that is new. */
  idNumber: string | null;
  payeeAccount: string | null;
}

export function judgePerson(read: ReadRow, facts: PersonFacts): { judged: JudgedRow; plan: PersonPlan } {
  const row: PersonRow = read.values;
  const refusals: Refusal[] = [];
  const refuse: Refuse = (key, reason, ...detail) =>
    void refusals.push({ column: key, reason, ...(detail.length && { detail }) });
  const { person, today } = facts;
  const foreign = person && !person.inScope;
  const unit = foreign ? null : unitOf(text(row.unit) ?? "", facts.units, refuse);

  const personId = person?.personId ?? null;
  const fromId = row.idNumber === undefined ? null : checkIdNumber(String(row.idNumber));
  const born = fromId && typeof fromId === "object" ? fromId : null;
  // What the ID number says holds where the file leaves it open.
  const filled: PersonRow = {
    ...row,
    bornOn: row.bornOn ?? born?.bornOn,
    gender: row.gender ?? born?.gender,
  };
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
  if (post?.transfer) plan.transfer = { ...post.transfer, fromUnit: post.unitId, fromTitle: post.title };
  if (row.joinedOn !== undefined && row.joinedOn !== master.joinedOn)
    refuse("joinedOn", "joined-fixed", master.joinedOn);
  const known = {
    ...knownFacts(filled, master),
    unit:
      post && (post.transfer?.unitId ?? post.unitId) === post.unitId
        ? (row.unit ?? null)
        : facts.units.nameOf(post?.unitId ?? ""),
    title: post?.title ?? null,
    idNumber: sameSecret(idNumberOf, personId) ? (row.idNumber ?? null) : person.idNumber,
    payeeAccount: sameSecret(payeeAccountOf, personId) ? (row.payeeAccount ?? null) : person.payeeAccount,
  };
  const judged = judge("people", given, known, refusals);
  return { judged: personId === facts.actorId ? refuseOwn(judged, "employeeNo") : judged, plan };
}

const sameSecret = (holder: { personId: string } | null, personId: string | null) =>
  holder !== null && holder.personId === personId;

function filledValues(read: ReadRow, filled: PersonRow): ReadRow["values"] {
  const { bornOn, gender } = filled;
  return { ...read.values, ...(bornOn !== undefined && { bornOn }), ...(gender !== undefined && { gender }) };
}
