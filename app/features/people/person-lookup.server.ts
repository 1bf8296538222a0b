import { civilDate } from "~/lib/dates";
import { db } from "~/platform/store.server";
import { employment, unitDays } from "./employment.server";
import { personDetail, type PersonDetail } from "./person-detail.server";
import { isWithin, keeps, type Keeper } from "./person-scope.server";
import {
  cancelRefusal,
  leaveRefusal,
  returnRefusal,
  transferRefusal,
  type EmploymentRefusal,
} from "./rules/employment";
import { findByIdNumber } from "./secrets.server";

/** What is held of somebody who belongs to one of these units or below; null for anybody else. */
export async function recordWithin(
  personId: string,
  units: readonly string[],
  at: Date,
): Promise<PersonDetail | null> {
  return (await isWithin(db(), personId, units, at)) ? personDetail(personId, at) : null;
}

/** The same for who may write it. */
export async function recordToWrite(personId: string, me: Keeper, at: Date): Promise<PersonDetail | null> {
  return (await keeps(db(), me, personId, at)) ? personDetail(personId, at) : null;
}

/** Who has an ID number, among the people of these units and below. */
export async function byIdNumberWithin(
  text: string,
  units: readonly string[],
  at: Date,
): Promise<string | null> {
  const personId = await findByIdNumber(db(), text);
  return personId && (await isWithin(db(), personId, units, at)) ? personId : null;
}

/** Units in which somebody can begin to work, today or later, in the order of the tree. */
export async function openUnits(units: readonly string[], today: Date) {
  const open = await db().unit.findMany({
    where: { id: { in: [...units] }, OR: [{ closedOn: null }, { closedOn: { gte: today } }] },
    orderBy: { code: "asc" },
    select: { id: true, name: true, nameEn: true, kind: true, parentId: true },
  });
  // Each before those below it, as a tree is read.
  const known = new Set(open.map(({ id }) => id));
  const below = (parentId: string | null): typeof open =>
    open
      .filter((unit) => (unit.parentId && known.has(unit.parentId) ? unit.parentId : null) === parentId)
      .flatMap((unit) => [unit, ...below(unit.id)]);
  return below(null).map(({ id, name, nameEn, kind }) => ({ id, name, nameEn, kind }));
}

type Order =
  | { act: "transfer" | "return"; unitId: string; title: string; from: string }
  | { act: "leave"; lastDay: string; reason: string }
  | { act: "cancel-transfer" | "cancel-leaving" };

/** Why an act on somebody's employment would be refused, before anybody is asked to confirm it. */
export async function employmentRefusal(
  personId: string,
  order: Order,
  at: Date,
): Promise<EmploymentRefusal | null> {
  const today = civilDate(at);
  const employed = await employment(db(), personId);
  switch (order.act) {
    case "transfer":
      return transferRefusal(employed, { ...order, unit: await unitDays(db(), order.unitId), today });
    case "return":
      return returnRefusal(employed, { ...order, unit: await unitDays(db(), order.unitId), today });
    case "leave": {
      const { leaveReason } = await db().person.findUniqueOrThrow({ where: { id: personId } });
      return leaveRefusal(employed, { ...order, was: leaveReason, today });
    }
    case "cancel-transfer":
      return cancelRefusal(employed, "transfer", today);
    case "cancel-leaving":
      return cancelRefusal(employed, "leaving", today);
  }
}
