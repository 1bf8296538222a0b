import { addDays } from "~/lib/dates";

/**
 * The tree of units and its history. A unit's periods say what it was called and where it hung, from when until when,
 * both days included; they follow one another without a gap or an overlap, so that a figure of a past day is read in
 * the tree of that day. Changes are entered on their day or afterwards, never ahead, and not before an earlier change
 * of the same unit; on the day of its last change a unit may be corrected, and that day's period is replaced. A unit
 * that nothing refers to can be taken back on its first day, as if it had never been.
 */
export const version = "people.unit-history@1";

/** Which kinds may hang below a kind. */
export const kindsBelow = {
  district: ["street", "agency", "university"],
  street: ["community"],
  community: [],
  agency: [],
  university: [],
} as const satisfies Record<string, readonly string[]>;

export type UnitKind = keyof typeof kindsBelow;

export const unitKinds = Object.keys(kindsBelow) as UnitKind[];

export const longestName = 40;
export const codeShape = /^[a-z0-9]+(-[a-z0-9]+)*$/;
export const longestCode = 40;

export interface UnitPeriod {
  unitId: string;
  /** First and last day; null while it lasts. */
  startsOn: string;
  endsOn: string | null;
  name: string;
  nameEn: string;
  parentId: string | null;
}

export interface UnitFacts {
  id: string;
  code: string;
  kind: string;
}

export type UnitAct =
  | {
      act: "open";
      unitId: string;
      kind: string;
      code: string;
      name: string;
      nameEn: string;
      parentId: string | null;
      day: string;
    }
  | { act: "rename"; unitId: string; name: string; nameEn: string; day: string }
  | { act: "move"; unitId: string; parentId: string; day: string }
  /** `day` is the first on which the unit is no more. */
  | { act: "close"; unitId: string; day: string }
  /** `day` is the day on which it is taken back. */
  | { act: "take-back"; unitId: string; day: string };

export const unitRefusals = [
  "name-empty",
  "name-long",
  "name-taken",
  "code-shape",
  "code-taken",
  "future",
  "before-last-change",
  "no-parent",
  "wrong-parent",
  "cycle",
  "closed",
  "open-children",
  "people",
  "district",
  "not-first-day",
  "referred",
] as const;
export type UnitRefusal = (typeof unitRefusals)[number];

export interface UnitWorld {
  today: string;
  units: readonly UnitFacts[];
  /** All periods of all units, in any order. */
  periods: readonly UnitPeriod[];
  /** People with a post in the unit on the day of the act or after it; asked for when a unit closes. */
  people: number;
  /** What else names the unit, of whatever day; asked for when it is taken back. */
  references: number;
}

/** What the unit's periods are after an act, none when it is taken back; `isNew` is false when they said so before. */
export type UnitOutcome = { refusal: UnitRefusal } | { isNew: boolean; periods: UnitPeriod[] };

/** The units that exist on a day, each with the name and the place that it had then. */
export function treeOn(periods: readonly UnitPeriod[], day: string): Map<string, UnitPeriod> {
  return new Map(periods.filter((period) => holds(period, day)).map((period) => [period.unitId, period]));
}

/** A code that is free: the parent's code (or the kind) and the next number. */
export function freeCode(kind: string, parentCode: string, taken: Iterable<string>): string {
  const stem = kind === "community" ? parentCode : kind;
  const known = new Set(taken);
  for (let number = 1; ; number++) {
    const code = `${stem}-${String(number).padStart(2, "0")}`;
    if (!known.has(code)) return code;
  }
}

/** Whether an act is possible, and the periods of its unit afterwards, oldest first. */
export function afterAct(world: UnitWorld, act: UnitAct): UnitOutcome {
  return act.act === "open" ? afterOpening(world, act) : afterChange(world, act);
}

function afterOpening(world: UnitWorld, act: UnitAct & { act: "open" }): UnitOutcome {
  const { unitId, kind, code, name, nameEn, parentId, day } = act;
  const period = { unitId, startsOn: day, endsOn: null, name, nameEn, parentId };
  if (day > world.today) return { refusal: "future" };
  if (code.length > longestCode || !codeShape.test(code)) return { refusal: "code-shape" };
  if (world.units.some((unit) => unit.id === unitId || unit.code === code)) return { refusal: "code-taken" };
  const refusal = placeRefusal(world, kind, period) ?? nameRefusal(world.periods, period);
  return refusal ? { refusal } : { isNew: true, periods: [period] };
}

function afterChange(world: UnitWorld, act: Exclude<UnitAct, { act: "open" }>): UnitOutcome {
  const { unitId, day } = act;
  const kind = world.units.find((unit) => unit.id === unitId)?.kind;
  const own = historyOf(world.periods, unitId);
  const last = own[own.length - 1];
  if (!kind || !last) throw new Error(`unit ${unitId} has no history`);
  if (kind === "district" && act.act !== "rename") return { refusal: "district" };
  if (last.endsOn !== null) {
    const again = act.act === "close" && last.endsOn === addDays(day, -1);
    return again ? { isNew: false, periods: own } : { refusal: "closed" };
  }
  if (day > world.today) return { refusal: "future" };

  if (act.act === "take-back") {
    if (own[0]?.startsOn !== world.today) return { refusal: "not-first-day" };
    const isAbove = world.periods.some((each) => each.parentId === unitId);
    return isAbove || world.references > 0 ? { refusal: "referred" } : { isNew: true, periods: [] };
  }
  if (act.act === "close") {
    // What began on the day itself never was; the unit's first day stays, or nothing would be left of it.
    const kept = last.startsOn === day && day === world.today ? own.slice(0, -1) : own;
    const ends = kept[kept.length - 1];
    if (!ends || day <= ends.startsOn) return { refusal: "before-last-change" };
    const below = world.periods.some((each) => each.parentId === unitId && lastsTo(each, day));
    if (below) return { refusal: "open-children" };
    if (world.people > 0) return { refusal: "people" };
    return { isNew: true, periods: [...kept.slice(0, -1), { ...ends, endsOn: addDays(day, -1) }] };
  }

  const said = act.act === "rename" ? { name: act.name, nameEn: act.nameEn } : { parentId: act.parentId };
  const next = { ...last, ...said, startsOn: day };
  const same = next.name === last.name && next.nameEn === last.nameEn && next.parentId === last.parentId;
  if (same) return { isNew: false, periods: own };
  const corrects = last.startsOn === day && day === world.today;
  if (!corrects && day <= last.startsOn) return { refusal: "before-last-change" };
  const refusal =
    (act.act === "move" ? placeRefusal(world, kind, next) : null) ?? nameRefusal(world.periods, next);
  if (refusal) return { refusal };
  const before = own.slice(0, -1);
  return {
    isNew: true,
    periods: joined(corrects ? [...before, next] : [...before, { ...last, endsOn: addDays(day, -1) }, next]),
  };
}

/** Why a unit of this kind cannot hang there from the period's first day on. */
function placeRefusal(world: UnitWorld, kind: string, period: UnitPeriod): UnitRefusal | null {
  const { unitId, parentId, startsOn } = period;
  if (kind === "district") {
    // There is one, and it is where the tree begins.
    return parentId === null && world.units.every((unit) => unit.kind !== "district") ? null : "district";
  }
  const parent = world.units.find((unit) => unit.id === parentId);
  if (!parent) return "no-parent";
  if (parent.id === unitId || isBelow(world.periods, parent.id, unitId, startsOn)) return "cycle";
  const allowed: readonly string[] = isKind(parent.kind) ? kindsBelow[parent.kind] : [];
  if (!allowed.includes(kind)) return "wrong-parent";
  const history = historyOf(world.periods, parent.id);
  const [first, last] = [history[0], history[history.length - 1]];
  return first && last && first.startsOn <= startsOn && last.endsOn === null ? null : "no-parent";
}

/** Why a unit cannot have this name beside its sisters from the period's first day on. */
function nameRefusal(periods: readonly UnitPeriod[], period: UnitPeriod): UnitRefusal | null {
  const { unitId, parentId, startsOn, name } = period;
  if (!name.trim()) return "name-empty";
  if (name.length > longestName || period.nameEn.length > longestName * 2) return "name-long";
  const taken = periods.some(
    (each) =>
      each.unitId !== unitId && each.parentId === parentId && each.name === name && lastsTo(each, startsOn),
  );
  return taken ? "name-taken" : null;
}

/** Whether a unit lies below another on a day or at any time after it. */
function isBelow(periods: readonly UnitPeriod[], unitId: string, above: string, day: string): boolean {
  const seen = new Set<string>();
  const open = [unitId];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    for (const period of periods) {
      if (period.unitId !== id || period.parentId === null || !lastsTo(period, day)) continue;
      if (period.parentId === above) return true;
      open.push(period.parentId);
    }
  }
  return false;
}

/** Periods that say the same one after the other are one: a correction may take a change back. */
function joined(periods: readonly UnitPeriod[]): UnitPeriod[] {
  const result: UnitPeriod[] = [];
  for (const period of periods) {
    const last = result[result.length - 1];
    const same =
      last && last.name === period.name && last.nameEn === period.nameEn && last.parentId === period.parentId;
    if (same) last.endsOn = period.endsOn;
    else result.push({ ...period });
  }
  return result;
}

function historyOf(periods: readonly UnitPeriod[], unitId: string): UnitPeriod[] {
  return periods
    .filter((period) => period.unitId === unitId)
    .sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1));
}

function holds(period: UnitPeriod, day: string): boolean {
  return period.startsOn <= day && lastsTo(period, day);
}

function lastsTo(period: UnitPeriod, day: string): boolean {
  return period.endsOn === null || period.endsOn >= day;
}

export function isKind(kind: string): kind is UnitKind {
  return Object.hasOwn(kindsBelow, kind);
}
