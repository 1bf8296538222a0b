import { subtree } from "~/features/people/unit-tree.server";
import {
  closeUnit,
  moveUnit,
  openUnit,
  renameUnit,
  takeBackUnit,
  unitsLock,
  type UnitChange,
} from "~/features/people/units.server";
import { civilDate } from "~/lib/dates";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import type { Tx } from "~/platform/store.server";
import { lock, transact } from "~/platform/transact.server";

export type UnitOrder =
  | {
      act: "open";
      parentId: string;
      kind: string;
      code: string | null;
      name: string;
      nameEn: string;
      day: string;
    }
  | { act: "rename"; unitId: string; name: string; nameEn: string; day: string }
  | { act: "move"; unitId: string; parentId: string; day: string }
  | { act: "close"; unitId: string; day: string }
  /** Only on the unit's first day, and while nothing names it. */
  | { act: "take-back"; unitId: string };

/**
 * HR opens, renames, moves or closes a unit from a day on, or takes back one that was opened today; what was before
 * that day stays as it was. Entering the same again changes nothing. `scope` are the units for which the person may do it, with all that lies below them today;
 * null when the unit, or the one to hang it below, is not among these.
 */
export async function changeUnit(asked: {
  actorId: string;
  scope: readonly string[];
  order: UnitOrder;
  requestId: string;
}): Promise<UnitChange | null> {
  const { actorId, order, requestId } = asked;
  const work = async (tx: Tx): Promise<UnitChange | null> => {
    await lock(tx, unitsLock);
    const own = new Set(await subtree(asked.scope, tx));
    const touched = [order.act !== "open" && order.unitId, "parentId" in order && order.parentId];
    if (touched.some((id) => id && !own.has(id))) return null;
    const before = order.act === "open" ? null : await stateOf(tx, order.unitId);
    const today = civilDate(now());
    const changed = await carryOut(tx, order, today);
    if ("refusal" in changed || !changed.isNew) return changed;
    await audit(tx, {
      actorId,
      action: `unit.${order.act}`,
      subject: `unit:${changed.unitId}`,
      detail: {
        day: "day" in order ? order.day : today,
        ...named("before", before),
        ...named("after", order.act === "take-back" ? null : await stateOf(tx, changed.unitId)),
      },
      requestId,
    });
    return changed;
  };
  return transact(work, { isolation: "ReadCommitted" });
}

function carryOut(tx: Tx, order: UnitOrder, today: string): Promise<UnitChange> {
  switch (order.act) {
    case "open":
      return openUnit(tx, { ...order, today });
    case "rename":
      return renameUnit(tx, { ...order, today });
    case "move":
      return moveUnit(tx, { ...order, today });
    case "close":
      return closeUnit(tx, { ...order, today });
    case "take-back":
      return takeBackUnit(tx, { ...order, today });
  }
}

/** What the log keeps of a unit: its code, names and place. */
async function stateOf(tx: Tx, unitId: string) {
  const { code, name, nameEn, parent, closedOn } = await tx.unit.findUniqueOrThrow({
    where: { id: unitId },
    include: { parent: { select: { code: true } } },
  });
  return { code, name, nameEn, parent: parent?.code ?? null, closed: closedOn !== null };
}

function named(prefix: string, state: Awaited<ReturnType<typeof stateOf>> | null) {
  return Object.fromEntries(Object.entries(state ?? {}).map(([key, value]) => [`${prefix}.${key}`, value]));
}
