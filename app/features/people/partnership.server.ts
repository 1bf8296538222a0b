import { dbDate, fromDbDate } from "~/lib/dates";
import type { Tx } from "~/platform/store.server";
import { partnershipRefusal, type PartnershipRefusal } from "./rules/partnership";

export interface TeacherFields {
  /** Empty for a teacher without an account here, who is named by `name`. */
  employeeNo: string;
  name: string;
  title: string;
  field: string;
  startsOn: string;
  endsOn: string | null;
}

export interface BaseFields {
  unitId: string;
  name: string;
  field: string;
  places: number;
  startsOn: string;
  endsOn: string | null;
}

type Saved = { refusal: PartnershipRefusal } | { id: string; change: "none" | "new" | "changed" } | null;

/**
 * Enters a shared teacher of a partner, or changes one; the same again changes nothing. Somebody with an account is the
 * one whom the number names. Null when there is no such partner or teacher. The caller holds `unitsLock`.
 */
export async function savePartnerTeacher(
  tx: Tx,
  asked: { partnerId: string; teacherId: string | null; fields: TeacherFields; today: string },
): Promise<Saved> {
  const { partnerId, teacherId, fields, today } = asked;
  const partner = await tx.unit.findFirst({
    where: { id: partnerId, kind: "university" },
    include: { teachers: true },
  });
  if (!partner || (teacherId !== null && !partner.teachers.some((each) => each.id === teacherId)))
    return null;
  const person = fields.employeeNo
    ? await tx.person.findFirst({ where: { account: { employeeNo: fields.employeeNo } } })
    : null;
  if (fields.employeeNo && !person) return { refusal: "unknown-person" };
  const data = {
    partnerId,
    personId: person?.id ?? null,
    // A person is called what the master data says.
    name: person ? "" : fields.name,
    title: fields.title,
    field: fields.field,
    startsOn: dbDate(fields.startsOn),
    endsOn: fields.endsOn === null ? null : dbDate(fields.endsOn),
  };
  const others = partner.teachers.filter((each) => each.id !== teacherId);
  const rival = others.find((each) =>
    person ? each.personId === person.id : each.personId === null && each.name === data.name,
  );
  const target = teacherId ?? (rival && isSame(rival, data) ? rival.id : null);
  const before = partner.teachers.find((each) => each.id === target);
  if (before && isSame(before, data)) return { id: before.id, change: "none" };
  const refusal = partnershipRefusal({
    startsOn: fields.startsOn,
    endsOn: fields.endsOn,
    partnerClosedOn: partner.closedOn && fromDbDate(partner.closedOn),
    hostClosedOn: null,
    taken: rival !== undefined,
    today,
  });
  if (refusal) return { refusal };
  if (before) await tx.partnerTeacher.update({ where: { id: before.id }, data });
  const id = before?.id ?? (await tx.partnerTeacher.create({ data })).id;
  return { id, change: before ? "changed" : "new" };
}

/** The same for a practice base; null too when its unit is not one of `hosts`. */
export async function savePracticeBase(
  tx: Tx,
  asked: {
    partnerId: string;
    baseId: string | null;
    hosts: readonly string[];
    fields: BaseFields;
    today: string;
  },
): Promise<Saved> {
  const { partnerId, baseId, hosts, fields, today } = asked;
  const partner = await tx.unit.findFirst({
    where: { id: partnerId, kind: "university" },
    include: { bases: true },
  });
  if (!partner || (baseId !== null && !partner.bases.some((each) => each.id === baseId))) return null;
  if (!hosts.includes(fields.unitId)) return null;
  const host = await tx.unit.findFirst({ where: { id: fields.unitId, kind: { not: "university" } } });
  if (!host) return null;
  const data = {
    ...fields,
    partnerId,
    startsOn: dbDate(fields.startsOn),
    endsOn: fields.endsOn === null ? null : dbDate(fields.endsOn),
  };
  const rival = partner.bases.find(
    (each) => each.id !== baseId && each.unitId === fields.unitId && each.name === fields.name,
  );
  const target = baseId ?? (rival && isSame(rival, data) ? rival.id : null);
  const before = partner.bases.find((each) => each.id === target);
  if (before && isSame(before, data)) return { id: before.id, change: "none" };
  const refusal = partnershipRefusal({
    startsOn: fields.startsOn,
    endsOn: fields.endsOn,
    partnerClosedOn: partner.closedOn && fromDbDate(partner.closedOn),
    hostClosedOn: host.closedOn && fromDbDate(host.closedOn),
    taken: rival !== undefined,
    today,
  });
  if (refusal) return { refusal };
  if (before) await tx.practiceBase.update({ where: { id: before.id }, data });
  const id = before?.id ?? (await tx.practiceBase.create({ data })).id;
  return { id, change: before ? "changed" : "new" };
}

/** Whether a row says all that is asked for. */
function isSame<T extends object>(row: T & Record<string, unknown>, data: Record<string, unknown>): boolean {
  const plain = (value: unknown) => (value instanceof Date ? value.getTime() : value);
  return Object.entries(data).every(([key, value]) => plain(row[key]) === plain(value));
}
