import { dbDate } from "~/lib/dates";
import { db } from "~/platform/store.server";
import {
  isKind,
  kindsBelow,
  treeOn,
  type UnitKind,
  type UnitPeriod,
  type UnitRefusal,
} from "./rules/unit-history";
import { subtree } from "./unit-tree.server";
import { unitHistory, unitRefusal, type UnitHistory } from "./units.server";

export interface UnitRow {
  id: string;
  code: string;
  kind: UnitKind;
  name: string;
  nameEn: string;
  /** 0 for the top of what is shown. */
  level: number;
  /** With a post in it or below it on the day, and those of them who hold a certificate. */
  people: number;
  holders: number;
  openedOn: string;
  /** Its last day, when that has passed. */
  closedOn: string | null;
  /** Names it had before or after, for which it was found. */
  alias: string | null;
  /** Shown only because something below it was found. */
  onPath: boolean;
}

export type UnitSort = "code" | "people" | "holders" | "opened";

export interface UnitPlace {
  id: string;
  name: string;
  nameEn: string;
}

const kindOrder: readonly string[] = ["district", "street", "agency", "university", "community"];

/**
 * The tree below `scope` as it was on a day, each unit after the one that it hangs below, sisters in the asked order.
 * With `closed` also those that had been closed by then; with `q` those whose code or any name has it, and their path.
 * `found` counts without the path, `total` what there is without a search.
 */
export async function unitRegister(
  scope: readonly string[],
  asked: { on: string; closed: boolean; q: string; sort: UnitSort },
): Promise<{ rows: UnitRow[]; found: number; total: number }> {
  const { on, q, sort } = asked;
  const history = await unitHistory();
  const counts = await countsOn(on);
  const shown = treeOn(history.periods, on);
  if (asked.closed)
    for (const { id } of history.units) {
      const last = lastOf(history, id);
      if (last?.endsOn && last.endsOn < on) shown.set(id, last);
    }
  const below = (id: string) =>
    history.units.filter((unit) => shown.get(unit.id)?.parentId === id).map((unit) => unit.id);
  const named = (id: string) => {
    const text = q.toLowerCase();
    const has = (...words: (string | undefined)[]) =>
      words.some((word) => word?.toLowerCase().includes(text));
    if (has(shown.get(id)?.name, shown.get(id)?.nameEn, codeOf(history, id))) return { alias: null };
    const other = history.periods.find((each) => each.unitId === id && has(each.name, each.nameEn));
    return other ? { alias: other.name } : null;
  };

  interface Branch {
    row: UnitRow;
    branches: Branch[];
  }
  const grow = (id: string, level: number): Branch[] => {
    const unit = history.units.find((each) => each.id === id);
    const period = shown.get(id);
    if (!unit || !period || !isKind(unit.kind)) return [];
    const all = below(id).flatMap((each) => grow(each, level + 1));
    const sum = (of: "people" | "holders") =>
      (counts.get(id)?.[of] ?? 0) + all.reduce((total, { row }) => total + row[of], 0);
    const match = q === "" ? { alias: null } : named(id);
    const closedOn = period.endsOn !== null && period.endsOn < on ? period.endsOn : null;
    const row = {
      id,
      code: unit.code,
      kind: unit.kind,
      name: period.name,
      nameEn: period.nameEn,
      level,
      people: sum("people"),
      holders: sum("holders"),
      openedOn: firstOf(history, id)?.startsOn ?? period.startsOn,
      closedOn,
      alias: match?.alias ?? null,
      onPath: match === null,
    };
    return [{ row, branches: all.sort((a, b) => compare(a.row, b.row, sort)) }];
  };
  const flat = (branches: Branch[]): Branch[] =>
    branches.flatMap((branch) => {
      const rest = flat(branch.branches);
      return !branch.row.onPath || rest.length > 0 ? [branch, ...rest] : [];
    });
  const size = (branches: Branch[]): number =>
    branches.reduce((sum, branch) => sum + 1 + size(branch.branches), 0);
  const inside = new Set(scope);
  const tops = scope.filter((id) => !pathOf(shown, id).some((above) => inside.has(above.unitId)));
  const whole = tops.flatMap((id) => grow(id, 0));
  const rows = flat(whole).map(({ row }) => row);
  return { rows, found: rows.filter((row) => !row.onPath).length, total: size(whole) };
}

function compare(a: UnitRow, b: UnitRow, sort: UnitSort): number {
  const kind = kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind);
  if (kind !== 0) return kind;
  const by = {
    code: 0,
    people: b.people - a.people,
    holders: b.holders - a.holders,
    opened: a.openedOn < b.openedOn ? 1 : a.openedOn > b.openedOn ? -1 : 0,
  };
  return by[sort] || (a.code < b.code ? -1 : 1);
}

/** People and certificate holders by unit on a day, in the unit itself. */
async function countsOn(on: string): Promise<Map<string, { people: number; holders: number }>> {
  const day = dbDate(on);
  const rows = await db().$queryRaw<{ unit_id: string; people: number; holders: number }[]>`
    select post.unit_id::text as unit_id, count(distinct person.id)::int as people,
           count(distinct person.id) filter (where exists (
             select 1 from certificate c where c.person_id = person.id and c.issued_on <= ${day}::date))::int as holders
    from post join person on person.id = post.person_id and coalesce(person.left_on, 'infinity') >= ${day}::date
    where ${day}::date between post.starts_on and coalesce(post.ends_on, 'infinity')
    group by post.unit_id`;
  return new Map(rows.map(({ unit_id, ...row }) => [unit_id, row]));
}

export interface UnitDetail {
  row: UnitRow;
  below: UnitRow[];
  /** From the top down to the unit above, today or on its last day. */
  path: UnitPlace[];
  history: {
    startsOn: string;
    endsOn: string | null;
    name: string;
    nameEn: string;
    parent: UnitPlace | null;
    what: "opened" | "renamed" | "moved" | "both";
  }[];
  /** Where it may hang instead, within the scope. */
  places: UnitPlace[];
  kinds: readonly UnitKind[];
}

/** A unit with its history and what may be done with it; null when it is not there. */
export async function unitDetail(
  scope: readonly string[],
  unitId: string,
  today: string,
): Promise<UnitDetail | null> {
  const history = await unitHistory();
  const last = lastOf(history, unitId);
  if (!last) return null;
  const { rows } = await unitRegister(scope, { on: today, closed: true, q: "", sort: "code" });
  const at = rows.findIndex((row) => row.id === unitId);
  const row = rows[at];
  if (!row) return null;
  const end = rows.findIndex((each, i) => i > at && each.level <= row.level);
  const tree = treeOn(history.periods, row.closedOn ?? today);
  const own = history.periods.filter((period) => period.unitId === unitId);
  const place = (period: UnitPeriod | undefined) =>
    period ? { id: period.unitId, name: period.name, nameEn: period.nameEn } : null;
  return {
    row,
    below: rows
      .slice(at + 1, end === -1 ? undefined : end)
      .filter((each) => each.level === row.level + 1)
      .map((each) => ({ ...each, level: 0 })),
    path: pathOf(tree, unitId).map((period) => ({
      id: period.unitId,
      name: period.name,
      nameEn: period.nameEn,
    })),
    history: own
      .map((period, i) => {
        const before = own[i - 1];
        const renamed = before && (before.name !== period.name || before.nameEn !== period.nameEn);
        const moved = before && before.parentId !== period.parentId;
        const what = !before ? "opened" : renamed && moved ? "both" : moved ? "moved" : "renamed";
        const above = period.parentId && treeOn(history.periods, period.startsOn).get(period.parentId);
        return {
          startsOn: period.startsOn,
          endsOn: period.endsOn,
          name: period.name,
          nameEn: period.nameEn,
          parent: place(above || undefined),
          what: what as UnitDetail["history"][number]["what"],
        };
      })
      .reverse(),
    places: row.closedOn
      ? []
      : rows
          .filter((each) => !each.closedOn && each.id !== last.parentId && each.id !== unitId)
          .filter((each) => (kindsBelow[each.kind] as readonly string[]).includes(row.kind))
          .map(({ id, name, nameEn }) => ({ id, name, nameEn })),
    kinds: row.closedOn ? [] : kindsBelow[row.kind],
  };
}

export interface UnitEvidence {
  /** With a post in it or below it today. */
  people: number;
  /** What is booked on it, or on what hung directly below it at the time: before the day, and since. */
  before: { sessions: number; personTimes: number };
  since: { sessions: number; personTimes: number };
}

export type WeighedAct =
  | { act: "move"; unitId: string; parentId: string; day: string }
  | {
      act: "close";
      unitId: string;
      day: string;
    };

/**
 * What moving or closing a unit is about, before anybody confirms it: why it would be refused, or its numbers. Null
 * when the unit or the place is not within the scope.
 */
export async function weighUnitAct(
  scope: readonly string[],
  act: WeighedAct,
  today: string,
): Promise<{ refusal: UnitRefusal } | { evidence: UnitEvidence } | null> {
  const own = new Set(await subtree(scope));
  if (!own.has(act.unitId) || (act.act === "move" && !own.has(act.parentId))) return null;
  const refusal = await unitRefusal(act, today);
  return refusal ? { refusal } : { evidence: await unitEvidence(act.unitId, act.day, today) };
}

async function unitEvidence(unitId: string, on: string, today: string): Promise<UnitEvidence> {
  const [day, now] = [dbDate(on), dbDate(today)];
  const [rows, people] = await Promise.all([
    db().$queryRaw<{ since: boolean; sessions: number; person_times: number }[]>`
      select held.day >= ${day}::date as since, count(distinct held.session_id)::int as sessions,
             count(*)::int as person_times
      from (
        select a.unit_id, a.session_id, (s.starts_at at time zone 'Asia/Shanghai')::date as day
        from attendance a join training_session s on s.id = a.session_id
      ) held
      where held.unit_id = ${unitId}::uuid or exists (
        select 1 from unit_version v where v.unit_id = held.unit_id and v.parent_id = ${unitId}::uuid
          and held.day between v.starts_on and coalesce(v.ends_on, 'infinity'))
      group by 1`,
    db().$queryRaw<{ people: number }[]>`
      select count(distinct post.person_id)::int as people
      from post join unit on unit.id = post.unit_id
      where (unit.id = ${unitId}::uuid or unit.parent_id = ${unitId}::uuid)
        and ${now}::date between post.starts_on and coalesce(post.ends_on, 'infinity')`,
  ]);
  const of = (since: boolean) => {
    const row = rows.find((each) => each.since === since);
    return { sessions: row?.sessions ?? 0, personTimes: row?.person_times ?? 0 };
  };
  return { people: people[0]?.people ?? 0, before: of(false), since: of(true) };
}

/** The periods above a unit in a tree, the top first. */
function pathOf(tree: ReadonlyMap<string, UnitPeriod>, unitId: string): UnitPeriod[] {
  const path: UnitPeriod[] = [];
  for (let id = tree.get(unitId)?.parentId ?? null; id !== null;) {
    const period = tree.get(id);
    if (!period || path.includes(period)) break;
    path.unshift(period);
    id = period.parentId;
  }
  return path;
}

function firstOf(history: UnitHistory, unitId: string): UnitPeriod | undefined {
  return history.periods.find((period) => period.unitId === unitId);
}

function lastOf(history: UnitHistory, unitId: string): UnitPeriod | undefined {
  return history.periods.filter((period) => period.unitId === unitId).slice(-1)[0];
}

function codeOf(history: UnitHistory, unitId: string): string | undefined {
  return history.units.find((unit) => unit.id === unitId)?.code;
}
