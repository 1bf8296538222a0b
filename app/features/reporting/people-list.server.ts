import { civilDate, dbDate, fromDbDate } from "~/lib/dates";
import { Prisma } from "~/platform/generated/prisma/client";
import { db } from "~/platform/store.server";
import { conditions, degreeOrder, levelRank, levels, order, selecting, stateOn } from "./people-query.server";
import { usualSearch, type PeopleSearch, type PersonState } from "./rules/people-search";

export interface PersonRow {
  id: string;
  name: string;
  employeeNo: string;
  /** Where somebody works today, else worked last, else will work first. */
  unit: { name: string; nameEn: string };
  /** The unit above it. */
  street: { name: string; nameEn: string } | null;
  title: string;
  state: PersonState;
  /** The highest certificate. */
  level: string | null;
  /** The highest degree, and what was studied for it. */
  education: string | null;
  major: string | null;
  isSocialWork: boolean;
  /** The newest one. */
  appraisal: { year: number; grade: string } | null;
  joinedOn: string;
  leftOn: string | null;
  gender: string;
  bornOn: string | null;
  phone: string;
  email: string;
}

/** People of these units whom a search finds: one page of them, and how many there are. */
export async function listPeople(
  search: PeopleSearch,
  units: readonly string[],
  now: Date,
): Promise<{ total: number; page: number; rows: PersonRow[] }> {
  const { total, ids, page } = await find(search, units, now, { page: search.page, size: search.size });
  return { total, page, rows: await rowsOf(ids, now) };
}

/** All of them, in the order of the search, for an export. */
export async function allPeople(
  search: PeopleSearch,
  units: readonly string[],
  now: Date,
): Promise<PersonRow[]> {
  const { ids } = await find(search, units, now, null);
  return rowsOf(ids, now);
}

/**
 * Who of these units, in post or not, has a number that somebody typed: at the end of the phone number, or as the
 * employee number. At most 50.
 */
export async function peopleByNumber(digits: string, units: readonly string[], now: Date): Promise<string[]> {
  const day = dbDate(civilDate(now));
  const phone = Prisma.sql`regexp_replace(person.phone, '[^0-9]', '', 'g')`;
  const where = [
    ...conditions({ ...usualSearch, state: "all" }, units, day),
    Prisma.sql`(${phone} like ${`%${digits}`} or account.employee_no = ${digits})`,
  ];
  const rows = await db().$queryRaw<{ id: string }[]>`
    ${selecting(Prisma.sql`person.id::text as id`, where, day)} order by account.employee_no limit 50`;
  return rows.map(({ id }) => id);
}

/** What the filters offer: the units, in the order of the tree, and the names of posts. */
export async function peopleFilters(units: readonly string[], now: Date) {
  const day = civilDate(now);
  const [shown, titles] = await Promise.all([
    db().unit.findMany({
      where: { id: { in: [...units] } },
      orderBy: { code: "asc" },
      select: { id: true, name: true, nameEn: true, kind: true, closedOn: true },
    }),
    db().post.groupBy({
      by: ["title"],
      where: { unitId: { in: [...units] } },
      _count: true,
      orderBy: { _count: { title: "desc" } },
      take: 100,
    }),
  ]);
  return {
    units: shown.map(({ closedOn, ...unit }) => ({
      ...unit,
      isClosed: closedOn !== null && fromDbDate(closedOn) < day,
    })),
    titles: titles.map(({ title }) => title),
  };
}

async function find(
  search: PeopleSearch,
  units: readonly string[],
  now: Date,
  slice: { page: number; size: number } | null,
): Promise<{ total: number; page: number; ids: string[] }> {
  const day = dbDate(civilDate(now));
  const wanted = Prisma.sql`person.id::text as id, person.name, count(*) over ()::int as total`;
  const from = selecting(wanted, conditions(search, units, day), day);
  type Found = { id: string; name: string; total: number };
  if (search.sort === "name" || !slice) {
    // The database orders by code points; 拼音 order is the runtime's.
    const rows = await db().$queryRaw<Found[]>`${from} order by ${order(search, day)}`;
    if (search.sort === "name") sortByName(rows, search.direction);
    const page = slice ? clamped(slice.page, slice.size, rows.length) : 1;
    const shown = slice ? rows.slice((page - 1) * slice.size, page * slice.size) : rows;
    return { total: rows.length, page, ids: shown.map(({ id }) => id) };
  }
  const { size } = slice;
  const at = (page: number) =>
    db().$queryRaw<Found[]>`${from} order by ${order(search, day)} limit ${size} offset ${(page - 1) * size}`;
  const rows = await at(slice.page);
  if (rows.length > 0 || slice.page === 1)
    return { total: rows[0]?.total ?? 0, page: slice.page, ids: rows.map(({ id }) => id) };
  // The page was there when its address was made; the list has become shorter since.
  const first = await at(1);
  return { total: first[0]?.total ?? 0, page: 1, ids: first.map(({ id }) => id) };
}

function clamped(page: number, size: number, total: number): number {
  return (page - 1) * size < total ? page : 1;
}

const collator = new Intl.Collator("zh-Hans-CN-u-co-pinyin");
function sortByName(rows: { name: string }[], direction: PeopleSearch["direction"]): void {
  const sign = direction === "asc" ? 1 : -1;
  rows.sort((a, b) => sign * collator.compare(a.name, b.name));
}

interface Read {
  id: string;
  name: string;
  employee_no: string;
  unit: string;
  unit_en: string;
  street: string | null;
  street_en: string | null;
  title: string;
  state: PersonState;
  level: number | null;
  education: string | null;
  major: string | null;
  is_social_work: boolean | null;
  year: number | null;
  grade: string | null;
  joined_on: Date;
  left_on: Date | null;
  gender: string;
  born_on: Date | null;
  phone: string;
  email: string;
}

/** The rows of these people, in their order. */
async function rowsOf(ids: readonly string[], now: Date): Promise<PersonRow[]> {
  if (ids.length === 0) return [];
  const day = dbDate(civilDate(now));
  const rows = await db().$queryRaw<Read[]>`
    with asked as (select person_id, place from unnest(${[...ids]}::uuid[]) with ordinality as t(person_id, place)),
    placed as (
      select distinct on (person_id) person_id, unit_id, title, starts_on from post
      where person_id = any(${[...ids]}::uuid[])
      order by person_id, starts_on <= ${day}::date desc, abs(starts_on - ${day}::date)
    ),
    degree as (
      select distinct on (e.person_id) e.person_id, e.level, e.major, e.is_social_work from education e
      where e.person_id = any(${[...ids]}::uuid[]) order by e.person_id, ${degreeOrder}
    ),
    grade as (
      select distinct on (person_id) person_id, year, grade from appraisal
      where person_id = any(${[...ids]}::uuid[]) order by person_id, year desc
    )
    select person.id::text as id, person.name, account.employee_no, placed.title, ${stateOn(day)} as state,
           unit.name as unit, unit.name_en as unit_en, above.name as street, above.name_en as street_en,
           ${levelRank} as level, degree.level as education, degree.major, degree.is_social_work,
           grade.year, grade.grade, person.joined_on, person.left_on, person.gender, person.born_on,
           person.phone, person.email
    from asked
    join person on person.id = asked.person_id
    join account on account.person_id = person.id
    join placed on placed.person_id = person.id
    join unit on unit.id = placed.unit_id
    left join unit above on above.id = unit.parent_id
    left join degree on degree.person_id = person.id
    left join grade on grade.person_id = person.id
    order by asked.place`;
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    employeeNo: row.employee_no,
    unit: { name: row.unit, nameEn: row.unit_en },
    street: row.street === null ? null : { name: row.street, nameEn: row.street_en ?? row.street },
    title: row.title,
    state: row.state,
    level: row.level === null ? null : (levels[row.level - 1] ?? null),
    education: row.education,
    major: row.major,
    isSocialWork: row.is_social_work ?? false,
    appraisal: row.year === null || row.grade === null ? null : { year: row.year, grade: row.grade },
    joinedOn: fromDbDate(row.joined_on),
    leftOn: row.left_on && fromDbDate(row.left_on),
    gender: row.gender,
    bornOn: row.born_on && fromDbDate(row.born_on),
    phone: row.phone,
    email: row.email,
  }));
}
