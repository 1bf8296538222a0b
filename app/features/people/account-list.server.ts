import { isRole, roles, type Role } from "~/platform/access";
import { civilDate, dbDate } from "~/lib/dates";
import { now, realNow } from "~/platform/clock.server";
import type { Prisma } from "~/platform/generated/prisma/client";
import { hasLeft } from "~/platform/session.server";
import { db } from "~/platform/store.server";
import { needsSecondFactor } from "./rules/second-factor";
import { reaches } from "./account-scope.server";
import { placements, subtree } from "./unit-tree.server";

const pageSize = 50;

export interface AccountQuery {
  q: string;
  role: string;
  state: "" | "locked" | "blocked" | "never" | "no-factor" | "left";
  sort: "number" | "-number" | "name" | "-name";
  page: number;
}

/** A page of the accounts in these units and below, as asked; without a state, those of everybody who has not left. */
export async function listAccounts(unitIds: readonly string[], query: AccountQuery) {
  const today = dbDate(civilDate(now()));
  const where: Prisma.AccountWhereInput = {
    AND: [
      await within(unitIds, today),
      stateFilter(query.state, today),
      query.role ? { person: { grants: { some: { role: query.role, endedAt: null } } } } : {},
      query.q
        ? {
            OR: [
              { employeeNo: { contains: query.q, mode: "insensitive" } },
              { person: { name: { contains: query.q, mode: "insensitive" } } },
            ],
          }
        : {},
    ],
  };
  const count = await db().account.count({ where });
  const pages = Math.max(1, Math.ceil(count / pageSize));
  const page = Math.min(query.page, pages);
  const way = query.sort.startsWith("-") ? "desc" : "asc";
  const byNumber = { employeeNo: query.sort === "-number" ? "desc" : "asc" } as const;
  const rows = await db().account.findMany({
    where,
    orderBy: query.sort.endsWith("name") ? [{ person: { name: way } }, byNumber] : byNumber,
    skip: (page - 1) * pageSize,
    take: pageSize,
    include: accountParts,
  });
  const units = await unitsOf(
    rows.map((row) => row.personId),
    today,
  );
  return {
    count,
    page,
    pages,
    accounts: rows.map((row) => ({ ...shown(row), unit: units.get(row.personId) ?? null })),
  };
}

/** One account with what an administrator has to know; null when it is not in these units. */
export async function readAccount(unitIds: readonly string[], personId: string) {
  if (!(await reaches(db(), unitIds, personId))) return null;
  const row = await db().account.findUnique({
    where: { personId },
    include: { ...accountParts, links: { orderBy: { createdAt: "desc" }, take: 1 }, sessions: true },
  });
  if (!row) return null;
  const at = realNow();
  const [link] = row.links;
  const units = await unitsOf([personId], dbDate(civilDate(now())));
  return {
    ...shown(row),
    unit: units.get(personId) ?? null,
    hasMail: row.person.email !== "",
    failedCount: row.failedCount,
    blockReason: row.blockReason,
    passwordSetAt: row.passwordSetAt,
    factorSince: row.totpConfirmedAt,
    /** Until when a link that has not been used lets the password be set. */
    linkUntil: link && link.usedAt === null && link.expiresAt > at ? link.expiresAt : null,
    sessions: row.sessions.filter((session) => session.expiresAt > at).length,
    grants: row.person.grants.flatMap(({ role, unitId, unit, grantedAt }) =>
      isRole(role) ? [{ role, unitId, unit: { name: unit.name, nameEn: unit.nameEn }, grantedAt }] : [],
    ),
  };
}

export type Account = NonNullable<Awaited<ReturnType<typeof readAccount>>>;

/** The open units of these and below, in the order of their codes, each with the names down to it. */
export async function unitChoices(unitIds: readonly string[]) {
  const own = new Set(await subtree(unitIds));
  const units = await db().unit.findMany({ where: { closedOn: null }, orderBy: { code: "asc" } });
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const path = (id: string | null, name: "name" | "nameEn"): string[] => {
    const unit = id === null ? undefined : byId.get(id);
    return unit ? [...path(unit.parentId, name), unit[name]] : [];
  };
  return units
    .filter((unit) => own.has(unit.id))
    .map(({ id }) => ({ id, name: path(id, "name").join(" / "), nameEn: path(id, "nameEn").join(" / ") }))
    .sort((a, b) => a.name.split(" / ").length - b.name.split(" / ").length);
}

/** Which of the first offices nobody holds yet. */
export async function openOffices(): Promise<("security-admin" | "auditor")[]> {
  const held = await db().roleGrant.findMany({ where: { endedAt: null }, distinct: ["role"] });
  return (["security-admin", "auditor"] as const).filter((role) =>
    held.every((grant) => grant.role !== role),
  );
}

const accountParts = {
  person: {
    include: { grants: { where: { endedAt: null }, include: { unit: true }, orderBy: { grantedAt: "asc" } } },
  },
} as const satisfies Prisma.AccountInclude;

function shown(row: Prisma.AccountGetPayload<{ include: typeof accountParts }>) {
  const at = realNow();
  const held = [...new Set(row.person.grants.map(({ role }) => role))];
  const until = (moment: Date | null) => (moment && moment > at ? moment : null);
  return {
    personId: row.personId,
    employeeNo: row.employeeNo,
    name: row.person.name,
    roles: roles.filter((role): role is Role => held.includes(role)),
    left: hasLeft(row.person.leftOn),
    hasPassword: row.passwordHash !== null,
    lockedUntil: until(row.lockedUntil),
    blockedUntil: until(row.blockedUntil),
    lacksFactor: needsSecondFactor(held) && row.totpConfirmedAt === null,
  };
}

async function within(unitIds: readonly string[], on: Date): Promise<Prisma.AccountWhereInput> {
  const whole = await db().unit.count({ where: { id: { in: [...unitIds] }, parentId: null } });
  if (whole > 0) return {};
  const placed = await placements(db(), { unitIds: await subtree(unitIds), on });
  return { personId: { in: [...placed.keys()] } };
}

function stateFilter(state: AccountQuery["state"], today: Date): Prisma.AccountWhereInput {
  const at = realNow();
  const left = { person: { leftOn: { lt: today } } };
  const here = { person: { OR: [{ leftOn: null }, { leftOn: { gte: today } }] } };
  switch (state) {
    case "":
      return here;
    case "left":
      return left;
    case "locked":
      return { ...here, lockedUntil: { gt: at } };
    case "blocked":
      return { ...here, blockedUntil: { gt: at } };
    case "never":
      return { ...here, passwordHash: null };
    case "no-factor": {
      const demanding = roles.filter((role) => needsSecondFactor([role]));
      const grants = { some: { role: { in: demanding }, endedAt: null } };
      return { AND: [here, { person: { grants } }], totpConfirmedAt: null };
    }
  }
}

async function unitsOf(personIds: string[], on: Date) {
  const placed = await placements(db(), { personIds, on });
  const units = await db().unit.findMany({
    where: { id: { in: [...new Set(placed.values())] } },
    select: { id: true, name: true, nameEn: true },
  });
  const byId = new Map(units.map(({ id, ...names }) => [id, names]));
  return new Map([...placed].map(([personId, unitId]) => [personId, byId.get(unitId) ?? null]));
}
