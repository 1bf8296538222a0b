import { dbDate, fromDbDate } from "~/lib/dates";
import { newId } from "~/platform/new-id";
import { db, type Tx } from "~/platform/store.server";
import {
  afterAct,
  freeCode,
  type UnitAct,
  type UnitFacts,
  type UnitPeriod,
  type UnitRefusal,
} from "./rules/unit-history";

/** Held by every act that changes the tree, and by those that put people into it: "units". */
export const unitsLock = "units";

export type UnitChange = { refusal: UnitRefusal } | { unitId: string; isNew: boolean };

export interface UnitHistory {
  units: UnitFacts[];
  periods: UnitPeriod[];
}

/** All units and all their periods: a district has some hundred. */
export async function unitHistory(tx: Pick<Tx, "unit" | "unitVersion"> = db()): Promise<UnitHistory> {
  const units = await tx.unit.findMany({
    select: { id: true, code: true, kind: true },
    orderBy: { code: "asc" },
  });
  const versions = await tx.unitVersion.findMany({ orderBy: [{ unitId: "asc" }, { startsOn: "asc" }] });
  const periods = versions.map((row) => ({
    ...row,
    startsOn: fromDbDate(row.startsOn),
    endsOn: row.endsOn && fromDbDate(row.endsOn),
  }));
  return { units, periods };
}

/**
 * Opens a unit on a day, not after `today`; without a code it is given the next free one. Opening the same unit again
 * (kind, place, name and day) changes nothing. The caller holds `unitsLock`.
 */
export async function openUnit(
  tx: Tx,
  asked: {
    kind: string;
    code: string | null;
    name: string;
    nameEn: string;
    parentId: string | null;
    day: string;
    today: string;
  },
): Promise<UnitChange> {
  const { today, ...unit } = asked;
  const history = await unitHistory(tx);
  const there = history.periods.find(
    (each) => each.parentId === unit.parentId && each.name === unit.name && each.startsOn === unit.day,
  );
  const same = there && history.units.find((each) => each.id === there.unitId);
  if (same && same.kind === unit.kind && (unit.code === null || unit.code === same.code))
    return { unitId: same.id, isNew: false };
  const parentCode = history.units.find((each) => each.id === unit.parentId)?.code ?? unit.kind;
  const code =
    unit.code ??
    freeCode(
      unit.kind,
      parentCode,
      history.units.map((each) => each.code),
    );
  return apply(tx, history, today, { ...unit, act: "open", unitId: newId(), code });
}

/** Gives a unit another name from a day on. The caller holds `unitsLock`, as for the other acts. */
export async function renameUnit(
  tx: Tx,
  asked: { unitId: string; name: string; nameEn: string; day: string; today: string },
): Promise<UnitChange> {
  const { today, ...act } = asked;
  return apply(tx, await unitHistory(tx), today, { act: "rename", ...act });
}

/** Hangs a unit below another one from a day on. */
export async function moveUnit(
  tx: Tx,
  asked: { unitId: string; parentId: string; day: string; today: string },
): Promise<UnitChange> {
  const { today, ...act } = asked;
  return apply(tx, await unitHistory(tx), today, { act: "move", ...act });
}

/** Closes a unit: `day` is the first on which it is no more. */
export async function closeUnit(
  tx: Tx,
  asked: { unitId: string; day: string; today: string },
): Promise<UnitChange> {
  const { today, ...act } = asked;
  // Nobody is given a post in it from here on: that holds the unit's row too, and finds it closed.
  await tx.$queryRaw`select id from unit where id = ${asked.unitId}::uuid for update`;
  return apply(tx, await unitHistory(tx), today, { act: "close", ...act });
}

/** Takes a unit back on its first day: it has not been, and its code is free again. */
export async function takeBackUnit(tx: Tx, asked: { unitId: string; today: string }): Promise<UnitChange> {
  const { unitId, today } = asked;
  // Nothing comes to name it from here on: that would hold the unit's row too.
  await tx.$queryRaw`select id from unit where id = ${unitId}::uuid for update`;
  const facts = { today, people: 0, references: await references(tx, unitId), ...(await unitHistory(tx)) };
  const outcome = afterAct(facts, { act: "take-back", unitId, day: today });
  if ("refusal" in outcome) return outcome;
  await tx.unitVersion.deleteMany({ where: { unitId } });
  await tx.unit.delete({ where: { id: unitId } });
  return { unitId, isNew: true };
}

/** How much names a unit, beside what hangs below it. */
async function references(tx: Tx, unitId: string): Promise<number> {
  const where = { unitId };
  const { _count: tied } = await tx.unit.findUniqueOrThrow({
    where: { id: unitId },
    select: {
      _count: {
        select: {
          posts: true,
          grants: true,
          agreements: true,
          teachers: true,
          bases: true,
          hosted: true,
          courses: true,
          sessions: true,
          attendances: true,
        },
      },
    },
  });
  const untied = [
    await tx.incentiveEvent.count({ where }),
    await tx.ledgerEntry.count({ where }),
    await tx.robot.count({ where }),
  ];
  return [...Object.values(tied), ...untied].reduce((sum, count) => sum + count, 0);
}

/** Why an act would be refused, before anybody is asked to confirm it; null when it would not. */
export async function unitRefusal(
  act: UnitAct & { act: "move" | "close" },
  today: string,
): Promise<UnitRefusal | null> {
  const people = await peopleFrom(db(), act);
  const outcome = afterAct({ today, people, references: 0, ...(await unitHistory()) }, act);
  return "refusal" in outcome ? outcome.refusal : null;
}

async function apply(
  tx: Tx,
  history: UnitHistory,
  today: string,
  act: Exclude<UnitAct, { act: "take-back" }>,
): Promise<UnitChange> {
  const { unitId } = act;
  const outcome = afterAct({ today, people: await peopleFrom(tx, act), references: 0, ...history }, act);
  if ("refusal" in outcome) return outcome;
  const { isNew, periods } = outcome;
  if (!isNew) return { unitId, isNew };
  const [first, last] = [periods[0], periods[periods.length - 1]];
  if (!first || !last) throw new Error(`unit ${unitId} would lose its history`);
  const state = {
    name: last.name,
    nameEn: last.nameEn,
    parentId: last.parentId,
    openedOn: dbDate(first.startsOn),
    closedOn: last.endsOn === null ? null : dbDate(last.endsOn),
  };
  if (act.act === "open")
    await tx.unit.create({ data: { id: unitId, code: act.code, kind: act.kind, ...state } });
  else await tx.unit.update({ where: { id: unitId }, data: state });
  // What changed goes before what takes its place comes: a unit has one period without an end at any moment.
  const before = history.periods.filter((each) => each.unitId === unitId);
  const says = (period: UnitPeriod) => JSON.stringify(Object.entries(period).sort());
  const kept = new Set(periods.map(says));
  const gone = before.filter((period) => !kept.has(says(period)));
  const known = new Set(before.map(says));
  const come = periods.filter((period) => !known.has(says(period)));
  await tx.unitVersion.deleteMany({
    where: { unitId, startsOn: { in: gone.map((period) => dbDate(period.startsOn)) } },
  });
  await tx.unitVersion.createMany({
    data: come.map((period) => ({
      ...period,
      startsOn: dbDate(period.startsOn),
      endsOn: period.endsOn === null ? null : dbDate(period.endsOn),
    })),
  });
  return { unitId, isNew };
}

/** People with a post in the unit on the day of its closing or after it. */
async function peopleFrom(tx: Pick<Tx, "post">, act: UnitAct): Promise<number> {
  if (act.act !== "close") return 0;
  const posts = await tx.post.findMany({
    where: { unitId: act.unitId, OR: [{ endsOn: null }, { endsOn: { gte: dbDate(act.day) } }] },
    distinct: ["personId"],
    select: { personId: true },
  });
  return posts.length;
}
