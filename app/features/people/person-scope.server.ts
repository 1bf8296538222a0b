import { civilDate, dbDate } from "~/lib/dates";
import { scope, type Grant } from "~/platform/access";
import { db, type Tx } from "~/platform/store.server";
import { placements, subtree } from "./unit-tree.server";

/** Whether somebody belongs to one of these units or what lies below: today, else where they were last or will be. */
export async function isWithin(
  tx: Tx,
  personId: string,
  units: readonly string[],
  at: Date,
): Promise<boolean> {
  const placed = await placements(tx, { personIds: [personId], on: dbDate(civilDate(at)) });
  const unitId = placed.get(personId);
  return unitId !== undefined && (await subtree(units, tx)).includes(unitId);
}

/** Who acts on the records of people. */
export interface Keeper {
  personId: string;
  grants: readonly Grant[];
}

/**
 * Whether somebody's record is theirs to write: nobody keeps the own record, on which pay depends. An act asks again
 * behind its lock on the person, who may have been transferred since the form was opened.
 */
export async function keeps(tx: Tx, by: Keeper, personId: string, at: Date): Promise<boolean> {
  return personId !== by.personId && isWithin(tx, personId, scope(by.grants, "people:write"), at);
}

/** Whether a unit is one of those to which they may bring somebody. */
export async function keepsUnit(tx: Tx, by: Keeper, unitId: string): Promise<boolean> {
  return (await subtree(scope(by.grants, "people:write"), tx)).includes(unitId);
}

/** Somebody in these units or below, for the head of a page; null for others. */
export async function personWithin(personId: string, units: readonly string[], at: Date) {
  if (!(await isWithin(db(), personId, units, at))) return null;
  return db().person.findUnique({
    where: { id: personId },
    select: {
      ...{ id: true, name: true, leftOn: true, legalHold: true, erasedAt: true },
      account: { select: { employeeNo: true } },
    },
  });
}
