import { dbDate } from "../../app/lib/dates";
import type { Prisma } from "../../app/platform/generated/prisma/client";

/** Rows that are right as they stand; a test or the seed names only what matters to it. */
export function aUnit(over: Partial<Prisma.UnitCreateManyInput> = {}) {
  const id = over.id ?? crypto.randomUUID();
  return {
    code: id,
    kind: "community",
    name: "示例社区",
    nameEn: "Sample Community",
    openedOn: dbDate("2020-01-01"),
    ...over,
    id,
  } satisfies Prisma.UnitCreateManyInput;
}

/** A period of a unit; without anything named, its whole life as it stands. */
export function aUnitVersion(
  unit: Prisma.UnitCreateManyInput & { id: string },
  over: Partial<Prisma.UnitVersionCreateManyInput> = {},
) {
  return {
    unitId: unit.id,
    startsOn: unit.openedOn,
    endsOn: unit.closedOn ?? null,
    name: unit.name,
    nameEn: unit.nameEn,
    parentId: unit.parentId ?? null,
    ...over,
  } satisfies Prisma.UnitVersionCreateManyInput;
}

export function aPerson(over: Partial<Prisma.PersonCreateManyInput> = {}) {
  return {
    name: "示例人",
    joinedOn: dbDate("2020-01-01"),
    ...over,
    id: over.id ?? crypto.randomUUID(),
  } satisfies Prisma.PersonCreateManyInput;
}

export function aPost(
  over: Partial<Prisma.PostCreateManyInput> & { personId: string; unitId: string },
): Prisma.PostCreateManyInput {
  return { title: "社区工作者", startsOn: dbDate("2020-01-01"), ...over };
}

export function anAccount(
  over: Partial<Prisma.AccountCreateManyInput> & { personId: string },
): Prisma.AccountCreateManyInput {
  // A password of which nobody knows since when it holds would have to be changed first.
  return { employeeNo: over.personId, ...(over.passwordHash ? { passwordSetAt: new Date() } : {}), ...over };
}

export function aGrant(
  over: Partial<Prisma.RoleGrantCreateManyInput> & { personId: string; unitId: string },
): Prisma.RoleGrantCreateManyInput {
  return { role: "worker", grantedAt: dbDate("2026-01-01"), ...over };
}
