import { dbDate } from "~/lib/dates";
import { newId } from "~/platform/new-id";
import type { Tx } from "~/platform/store.server";
import { ownRole, type Joining } from "./employment.server";
import { educationRow, workPeriodRow } from "./master-data.server";
import type { MasterData } from "./rules/master";
import { secretRow } from "./secrets.server";

export interface JoiningWhole {
  joining: Joining;
  patch: Partial<MasterData>;
  idNumber: string | null;
  payeeAccount: string | null;
}

const atOnce = 500;

/**
 * Many new people with accounts, first posts, the worker's role, master data and secrets, in few statements. The caller
 * has judged each of them in the same transaction (`joinRefusal`, `checkMaster`); a number or secret that somebody took
 * meanwhile is an error of the database. Returns their ids in the order of `people`.
 */
export async function joinPeople(tx: Tx, people: readonly JoiningWhole[], at: Date): Promise<string[]> {
  const ids: string[] = [];
  for (let from = 0; from < people.length; from += atOnce)
    ids.push(...(await joinSome(tx, people.slice(from, from + atOnce), at)));
  return ids;
}

async function joinSome(tx: Tx, people: readonly JoiningWhole[], at: Date): Promise<string[]> {
  const all = people.map((person) => ({ personId: newId(), ...person }));
  await tx.person.createMany({
    data: all.map(({ personId: id, joining, patch: { gender, bornOn, phone, email } }) => ({
      ...{ id, name: joining.name.trim(), joinedOn: dbDate(joining.joinedOn) },
      ...{ gender, phone, email, bornOn: bornOn ? dbDate(bornOn) : null },
    })),
  });
  await tx.account.createMany({
    data: all.map(({ personId, joining }) => ({ personId, employeeNo: joining.employeeNo })),
  });
  await tx.post.createMany({
    data: all.map(({ personId, joining: { unitId, title, joinedOn } }) => ({
      ...{ personId, unitId, title: title.trim(), startsOn: dbDate(joinedOn) },
    })),
  });
  await tx.roleGrant.createMany({
    data: all.map(({ personId, joining: { unitId } }) => ({
      personId,
      role: ownRole,
      unitId,
      grantedAt: at,
    })),
  });
  await tx.education.createMany({
    data: all.flatMap(({ personId, patch }) =>
      (patch.educations ?? []).map((fact) => educationRow(personId, fact)),
    ),
  });
  await tx.workPeriod.createMany({
    data: all.flatMap(({ personId, patch }) =>
      (patch.workPeriods ?? []).map((fact) => workPeriodRow(personId, fact)),
    ),
  });
  await tx.appraisal.createMany({
    data: all.flatMap(({ personId, patch }) =>
      (patch.appraisals ?? []).map((fact) => ({ personId, ...fact })),
    ),
  });
  await tx.personSecret.createMany({
    data: all.flatMap(({ personId, idNumber, payeeAccount }) => [
      ...(idNumber === null ? [] : [secretRow(personId, "id-number", idNumber, at)]),
      ...(payeeAccount === null ? [] : [secretRow(personId, "payee-account", payeeAccount, at)]),
    ]),
  });
  return all.map(({ personId }) => personId);
}
