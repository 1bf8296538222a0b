import { civilDate, dbDate } from "~/lib/dates";
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
