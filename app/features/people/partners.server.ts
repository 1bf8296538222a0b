import { fromDbDate } from "~/lib/dates";
import { scope, type Grant } from "~/platform/access";
import { db } from "~/platform/store.server";
import { uploadsOf } from "~/platform/uploads.server";
import { agreementSubject, periodOf } from "./agreements.server";
import { agreementState, coverage, lastDay, type AgreementState, type Coverage } from "./rules/agreement";
import { subtree } from "./unit-tree.server";

interface Named {
  id: string;
  name: string;
  nameEn: string;
}

export interface PartnerRow extends Named {
  closed: boolean;
  agreement: Coverage;
  /** Those of today. */
  teachers: number;
  bases: number;
}

export interface AgreementRow {
  id: string;
  number: string;
  title: string;
  signedOn: string;
  startsOn: string;
  endsOn: string;
  endedOn: string | null;
  lastDay: string;
  note: string;
  state: AgreementState;
  documents: { id: string; name: string; size: number }[];
}

export interface TeacherRow {
  id: string;
  personId: string | null;
  employeeNo: string;
  name: string;
  title: string;
  field: string;
  startsOn: string;
  endsOn: string | null;
}

export interface BaseRow {
  id: string;
  name: string;
  unit: Named;
  field: string;
  places: number;
  startsOn: string;
  endsOn: string | null;
}

export interface Partner extends Named {
  code: string;
  openedOn: string;
  closedOn: string | null;
  closed: boolean;
  agreement: Coverage;
  agreements: AgreementRow[];
  teachers: TeacherRow[];
  bases: BaseRow[];
}

/** The district's universities and colleges, in the order of their codes. */
export async function partners(today: string): Promise<PartnerRow[]> {
  const rows = await db().unit.findMany({
    where: { kind: "university" },
    orderBy: { code: "asc" },
    include: { agreements: true, teachers: true, bases: true },
  });
  const holds = (row: { startsOn: Date; endsOn: Date | null }) =>
    fromDbDate(row.startsOn) <= today && (row.endsOn === null || fromDbDate(row.endsOn) >= today);
  return rows.map(({ id, name, nameEn, closedOn, agreements, teachers, bases }) => ({
    id,
    name,
    nameEn,
    closed: isClosed(closedOn, today),
    agreement: coverage(agreements.map(periodOf), today),
    teachers: teachers.filter(holds).length,
    bases: bases.filter(holds).length,
  }));
}

/** A partner with all that was agreed with it, the newest first; null when there is none. */
export async function readPartner(id: string, today: string): Promise<Partner | null> {
  const row = await db().unit.findFirst({
    where: { id, kind: "university" },
    include: {
      agreements: { orderBy: { startsOn: "desc" } },
      teachers: {
        orderBy: [{ startsOn: "desc" }, { id: "asc" }],
        include: { person: { select: { name: true, account: { select: { employeeNo: true } } } } },
      },
      bases: {
        orderBy: [{ startsOn: "desc" }, { id: "asc" }],
        include: { unit: { select: { id: true, name: true, nameEn: true } } },
      },
    },
  });
  if (!row) return null;
  const documents = await uploadsOf(row.agreements.map((each) => agreementSubject(each.id)));
  const period = (each: { startsOn: Date; endsOn: Date | null }) => ({
    startsOn: fromDbDate(each.startsOn),
    endsOn: each.endsOn && fromDbDate(each.endsOn),
  });
  return {
    id,
    code: row.code,
    name: row.name,
    nameEn: row.nameEn,
    openedOn: fromDbDate(row.openedOn),
    closedOn: row.closedOn && fromDbDate(row.closedOn),
    closed: isClosed(row.closedOn, today),
    agreement: coverage(row.agreements.map(periodOf), today),
    agreements: row.agreements.map((each) => ({
      id: each.id,
      number: each.number,
      title: each.title,
      signedOn: fromDbDate(each.signedOn),
      ...periodOf(each),
      lastDay: lastDay(periodOf(each)),
      note: each.note,
      state: agreementState(periodOf(each), today),
      documents: documents
        .filter(({ subject }) => subject === agreementSubject(each.id))
        .map(({ id: upload, name, size }) => ({ id: upload, name, size })),
    })),
    teachers: row.teachers.map(({ id: teacher, personId, person, name, title, field, ...rest }) => ({
      id: teacher,
      personId,
      employeeNo: person?.account?.employeeNo ?? "",
      name: person?.name ?? name,
      title,
      field,
      ...period(rest),
    })),
    bases: row.bases.map(({ id: base, name, unit, field, places, ...rest }) => ({
      id: base,
      name,
      unit,
      field,
      places,
      ...period(rest),
    })),
  };
}

/**
 * The units below which somebody may write, when this partner is one of them; null otherwise. Partners hang below the
 * district, so HR of a street reads them and changes none.
 */
export async function partnerScope(grants: readonly Grant[], partnerId: string): Promise<string[] | null> {
  const units = await subtree(scope(grants, "partners:write"));
  return units.includes(partnerId) ? units : null;
}

/** The open units in which a practice base can be, for a list to choose from. */
export async function hostUnits(ids: readonly string[], today: string): Promise<Named[]> {
  const rows = await db().unit.findMany({
    where: { id: { in: [...ids] }, kind: { in: ["street", "community", "agency"] } },
    orderBy: { code: "asc" },
    select: { id: true, name: true, nameEn: true, closedOn: true },
  });
  return rows
    .filter((row) => !isClosed(row.closedOn, today))
    .map(({ id, name, nameEn }) => ({ id, name, nameEn }));
}

/** A unit's last day may be today. */
function isClosed(closedOn: Date | null, today: string): boolean {
  return closedOn !== null && fromDbDate(closedOn) < today;
}

/** The district below which somebody may open a new partner, or null. */
export async function newPartnerPlace(grants: readonly Grant[]): Promise<string | null> {
  const district = await db().unit.findFirst({
    where: { kind: "district", id: { in: scope(grants, "units:write") } },
    select: { id: true },
  });
  return district?.id ?? null;
}

/** A partner on which somebody may write, with the units in which a practice base can be placed; null otherwise. */
export async function partnerToWrite(
  grants: readonly Grant[],
  partnerId: string,
  today: string,
): Promise<{ partner: Partner; hosts: string[] } | null> {
  const hosts = await partnerScope(grants, partnerId);
  const partner = hosts && (await readPartner(partnerId, today));
  return partner && { partner, hosts };
}
