import { civilDate, dbDate } from "~/lib/dates";
import type { Tx } from "~/platform/store.server";
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
