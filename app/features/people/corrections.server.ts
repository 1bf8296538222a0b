import { civilDate, dbDate, fromDbDate } from "~/lib/dates";
import { db, type Tx } from "~/platform/store.server";
import { isCorrectionField, type CorrectionField } from "./rules/correction";
import { placements } from "./unit-tree.server";

/** Files a request, or says that one for the same field is open. */
export async function fileCorrection(
  tx: Tx,
  asked: { personId: string; field: CorrectionField; wanted: string; reason: string; at: Date },
): Promise<{ id: string } | { refusal: "open" }> {
  const { personId, field, wanted, reason, at } = asked;
  if (await tx.correctionRequest.findFirst({ where: { personId, field, state: "open" } }))
    return { refusal: "open" };
  const data = { personId, field, wanted, reason, createdAt: at };
  return tx.correctionRequest.create({ data, select: { id: true } });
}

export async function correctionOf(tx: Pick<Tx, "correctionRequest">, id: string) {
  return tx.correctionRequest.findUnique({ where: { id } });
}

/** The open request to erase somebody's identity. */
export async function openErasure(tx: Pick<Tx, "correctionRequest">, personId: string) {
  return tx.correctionRequest.findFirst({ where: { personId, field: "erasure", state: "open" } });
}

/** Closes an open request. */
export async function closeCorrection(
  tx: Tx,
  id: string,
  closed: { state: "accepted" | "declined"; decidedBy: string; decidedAt: Date; answer: string },
): Promise<void> {
  await tx.correctionRequest.update({ where: { id, state: "open" }, data: closed });
}

/** What somebody has asked for, newest first. */
export async function correctionsOf(personId: string) {
  const rows = await db().correctionRequest.findMany({
    where: { personId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return rows.flatMap(({ field, ...row }) => (isCorrectionField(field) ? [{ ...row, field }] : []));
}

/** Who in HR answers for somebody: those whose grant holds in a unit above. */
export async function hrOf(tx: Tx, personId: string, at: Date): Promise<string[]> {
  const unitId = (await placements(tx, { personIds: [personId], on: dbDate(civilDate(at)) })).get(personId);
  const rows = await tx.$queryRaw<{ person_id: string }[]>`
    with recursive above as (
      select id, parent_id from unit where id = ${unitId ?? null}::uuid
      union
      select unit.id, unit.parent_id from unit join above on unit.id = above.parent_id
    )
    select distinct g.person_id::text from role_grant g join above on above.id = g.unit_id
    join person p on p.id = g.person_id
    where g.role = 'hr' and g.ended_at is null and (p.left_on is null or p.left_on >= ${dbDate(civilDate(at))}::date)`;
  return rows.map((row) => row.person_id);
}

export interface QueueAsked {
  state: "open" | "accepted" | "declined";
  /** A part of a name or the beginning of an employee number. */
  search: string;
  sort: "oldest" | "newest";
  /** From 1. */
  page: number;
}
const pageSize = 25;

/** A page of the requests of people in these units. */
export async function correctionQueue(
  unitIds: readonly string[],
  { state, search, sort, page }: QueueAsked,
  at: Date,
) {
  const found = await db().correctionRequest.findMany({
    where: {
      state,
      ...(search && {
        person: { OR: [{ name: { contains: search } }, { account: { employeeNo: { startsWith: search } } }] },
      }),
    },
    orderBy: [{ createdAt: sort === "oldest" ? "asc" : "desc" }, { id: "asc" }],
    select: { id: true, personId: true },
  });
  const placed = await placements(db(), {
    personIds: found.map(({ personId }) => personId),
    on: dbDate(civilDate(at)),
  });
  const units = new Set(unitIds);
  const mine = found.filter(({ personId }) => units.has(placed.get(personId) ?? ""));
  const shown = mine.slice((page - 1) * pageSize, page * pageSize).map(({ id }) => id);
  const rows = await db().correctionRequest.findMany({
    where: { id: { in: shown } },
    include: {
      person: {
        select: {
          ...{ name: true, gender: true, bornOn: true, phone: true, email: true },
          account: { select: { employeeNo: true } },
        },
      },
    },
  });
  const names = await unitNames([...placed.values()]);
  return {
    total: mine.length,
    pages: Math.max(1, Math.ceil(mine.length / pageSize)),
    rows: shown.flatMap((id) => {
      const row = rows.find((each) => each.id === id);
      if (!row || !isCorrectionField(row.field)) return [];
      const { person, field, ...rest } = row;
      return {
        ...rest,
        field,
        name: person.name,
        employeeNo: person.account?.employeeNo ?? "",
        unit: names.get(placed.get(row.personId) ?? "") ?? null,
        now: currentValue(field, person),
      };
    }),
  };
}

/** How many requests of people in these units wait. */
export async function openCorrections(unitIds: readonly string[], at: Date): Promise<number> {
  const open = await db().correctionRequest.findMany({
    where: { state: "open" },
    select: { personId: true },
  });
  const on = dbDate(civilDate(at));
  const placed = await placements(db(), { personIds: open.map(({ personId }) => personId), on });
  const units = new Set(unitIds);
  return open.filter(({ personId }) => units.has(placed.get(personId) ?? "")).length;
}

async function unitNames(ids: readonly string[]) {
  const rows = await db().unit.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, name: true, nameEn: true },
  });
  return new Map(rows.map(({ id, name, nameEn }) => [id, { name, nameEn }]));
}

/** What is held now in a field that is applied; null for the others. */
function currentValue(
  field: CorrectionField,
  person: { name: string; gender: string; bornOn: Date | null; phone: string; email: string },
): string | null {
  switch (field) {
    case "name":
    case "gender":
    case "phone":
    case "email":
      return person[field];
    case "bornOn":
      return person.bornOn ? fromDbDate(person.bornOn) : "";
    default:
      return null;
  }
}
