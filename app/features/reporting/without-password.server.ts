import { civilDate, dbDate } from "~/lib/dates";
import { Prisma } from "~/platform/generated/prisma/client";
import { db } from "~/platform/store.server";
import { conditions, order, selecting } from "./people-query.server";
import type { PeopleSearch } from "./rules/people-search";

const asked = (search: PeopleSearch, units: readonly string[], day: Date) => [
  ...conditions(search, units, day),
  Prisma.sql`account.password_hash is null and (person.left_on is null or person.left_on >= ${day}::date)`,
];

/** The people of these units whom a search finds, who work here or will, and have set no password yet: their ids. */
export async function withoutPassword(
  search: PeopleSearch,
  units: readonly string[],
  at: Date,
): Promise<string[]> {
  const day = dbDate(civilDate(at));
  const wanted = Prisma.sql`person.id::text as id`;
  const rows = await db().$queryRaw<{ id: string }[]>`
    ${selecting(wanted, asked(search, units, day), day)} order by ${order(search, day)}`;
  return rows.map(({ id }) => id);
}

/** How many there are. */
export async function countWithoutPassword(
  search: PeopleSearch,
  units: readonly string[],
  at: Date,
): Promise<number> {
  const day = dbDate(civilDate(at));
  const [row] = await db().$queryRaw<{ count: number }[]>(
    selecting(Prisma.sql`count(*)::int as count`, asked(search, units, day), day),
  );
  return row?.count ?? 0;
}
