import { newId } from "~/platform/new-id";
import type { Tx } from "~/platform/store.server";
import { ownRole, type Joining } from "./employment.server";
import type { MasterData } from "./rules/master";
import type { SecretKind } from "./rules/secret";
import { setSecrets } from "./secrets.server";
import { addAppraisals, addEducations, addWorkPeriods, factsOf } from "./write-masters.server";

export interface JoiningWhole {
  joining: Joining;
  patch: Partial<MasterData>;
  secrets: readonly { kind: SecretKind; text: string }[];
}

/**
 * Many new people with accounts, first posts, the worker's role, master data and secrets, in few statements. The caller
 * has judged each of them in the same transaction (`joinRefusal`, `checkMaster`) and holds the units; a number or secret
 * that somebody took meanwhile is an error of the database. Returns their ids in the order of `people`.
 */
export async function joinPeople(tx: Tx, people: readonly JoiningWhole[], at: Date): Promise<string[]> {
  const all = people.map((person) => ({ personId: newId(), ...person }));
  const rows = all.map(({ personId, joining, patch: { gender, bornOn, phone, email } }) => ({
    ...{ ...joining, personId, gender, bornOn, phone, email, postId: newId(), grantId: newId() },
    ...{ name: joining.name.trim(), title: joining.title.trim() },
  }));
  const json = JSON.stringify(rows);
  await tx.$executeRaw`
    insert into person (id, name, joined_on, gender, born_on, phone, email)
    select "personId", name, "joinedOn", coalesce(gender, ''), "bornOn", coalesce(phone, ''), coalesce(email, '')
    from jsonb_to_recordset(${json}::jsonb)
      as it("personId" uuid, name text, "joinedOn" date, gender text, "bornOn" date, phone text, email text)`;
  await tx.$executeRaw`
    insert into account (person_id, employee_no) select "personId", "employeeNo"
    from jsonb_to_recordset(${json}::jsonb) as it("personId" uuid, "employeeNo" text)`;
  await tx.$executeRaw`
    insert into post (id, person_id, unit_id, title, starts_on)
    select "postId", "personId", "unitId", title, "joinedOn" from jsonb_to_recordset(${json}::jsonb)
      as it("postId" uuid, "personId" uuid, "unitId" uuid, title text, "joinedOn" date)`;
  await tx.$executeRaw`
    insert into role_grant (id, person_id, role, unit_id, granted_at)
    select "grantId", "personId", ${ownRole}, "unitId", ${at.toISOString()}::timestamptz
    from jsonb_to_recordset(${json}::jsonb) as it("grantId" uuid, "personId" uuid, "unitId" uuid)`;
  await addEducations(tx, factsOf(all, "educations"));
  await addWorkPeriods(tx, factsOf(all, "workPeriods"));
  await addAppraisals(tx, factsOf(all, "appraisals"));
  await setSecrets(
    tx,
    all.flatMap(({ personId, secrets }) => secrets.map((secret) => ({ personId, ...secret }))),
    at,
  );
  return all.map(({ personId }) => personId);
}
