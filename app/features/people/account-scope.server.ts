import { dbDate, civilDate } from "~/lib/dates";
import { now } from "~/platform/clock.server";
import { db, type Tx } from "~/platform/store.server";
import { placements, subtree } from "./unit-tree.server";

/** Whether somebody is of these units or below them; people without any post are the whole district's. */
export async function reaches(
  tx: Pick<Tx, "$queryRaw" | "unit">,
  unitIds: readonly string[],
  personId: string,
): Promise<boolean> {
  if (unitIds.length === 0) return false;
  const placed = (await placements(tx, { personIds: [personId], on: dbDate(civilDate(now())) })).get(
    personId,
  );
  if (placed) return (await subtree(unitIds, tx)).includes(placed);
  return (await tx.unit.count({ where: { id: { in: [...unitIds] }, parentId: null } })) > 0;
}

export async function hasRootUnit(): Promise<boolean> {
  return (await db().unit.count({ where: { parentId: null, closedOn: null } })) > 0;
}
