import { civilDate, dbDate, fromDbDate } from "~/lib/dates";
import { Prisma } from "~/platform/generated/prisma/client";
import { db } from "~/platform/store.server";
import type { PeopleSearch, PeopleSort, PersonState } from "./rules/people-search";

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
  const from = Prisma.sql`
    with placed as materialized (${placedOn(day)})
    select person.id::text as id, person.name, count(*) over ()::int as total
    from placed
    join person on person.id = placed.person_id
    join account on account.person_id = person.id
    join unit on unit.id = placed.unit_id
    where ${Prisma.join(conditions(search, units, day), " and ")}`;
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

/** The same measure as `placements`: the post of the day or the last before it, else the first after it. */
const placedOn = (day: Date) => Prisma.sql`
  select distinct on (person_id) person_id, unit_id, title, starts_on from post
  order by person_id, starts_on <= ${day}::date desc, abs(starts_on - ${day}::date)`;

const stateOn = (day: Date) => Prisma.sql`
  case when person.left_on < ${day}::date then 'left' when placed.starts_on > ${day}::date then 'to-join'
       when person.left_on is not null then 'leaving' else 'in-post' end`;

const levelRank = Prisma.sql`
  (select max(array_position(array['junior', 'intermediate', 'senior'], c.level)) from certificate c where c.person_id = person.id)`;
const educationRank = Prisma.sql`
  (select max(array_position(array['secondary', 'college', 'bachelor', 'master', 'doctor'], e.level)) from education e where e.person_id = person.id)`;

const levels = ["junior", "intermediate", "senior"] as const;
const degrees = ["secondary", "college", "bachelor", "master", "doctor"] as const;

function conditions(search: PeopleSearch, units: readonly string[], day: Date): Prisma.Sql[] {
  const { unit, title, level, education, state } = search;
  const all = [Prisma.sql`person.erased_at is null`, Prisma.sql`placed.unit_id = any(${[...units]}::uuid[])`];
  for (const word of search.q.split(/\s+/).filter(Boolean)) {
    const like = `%${word.replace(/[\\%_]/g, String.raw`\$&`)}%`;
    all.push(Prisma.sql`(person.name ilike ${like} or account.employee_no ilike ${like})`);
  }
  if (unit) {
    all.push(Prisma.sql`placed.unit_id in (
      with recursive below as (
        select id from unit where id = ${unit}::uuid
        union select unit.id from unit join below on unit.parent_id = below.id
      ) select id from below)`);
  }
  if (title) all.push(Prisma.sql`placed.title = ${title}`);
  if (level === "none") all.push(Prisma.sql`${levelRank} is null`);
  else if (level === "any") all.push(Prisma.sql`${levelRank} is not null`);
  else if (level) all.push(Prisma.sql`${levelRank} = ${levels.indexOf(level) + 1}`);
  if (education === "none") all.push(Prisma.sql`${educationRank} is null`);
  else if (education) all.push(Prisma.sql`${educationRank} = ${degrees.indexOf(education) + 1}`);
  if (state === "in-post") all.push(Prisma.sql`${stateOn(day)} in ('in-post', 'leaving')`);
  else if (state !== "all") all.push(Prisma.sql`${stateOn(day)} = ${state}`);
  const lack = lacking(search, day);
  return lack ? [...all, lack] : all;
}

function lacking({ lacks }: PeopleSearch, day: Date): Prisma.Sql | null {
  switch (lacks) {
    case "":
      return null;
    case "work":
      return Prisma.sql`not exists (select 1 from work_period w where w.person_id = person.id)`;
    case "appraisal":
      // Last year's: this year's is given at its end.
      return Prisma.sql`not exists (select 1 from appraisal a where a.person_id = person.id and a.year = extract(year from ${day}::date) - 1)`;
    case "birth":
      return Prisma.sql`person.born_on is null`;
    case "contact":
      return Prisma.sql`person.phone = '' and person.email = ''`;
  }
}

function order({ sort, direction }: PeopleSearch, day: Date): Prisma.Sql {
  const way = direction === "asc" ? Prisma.sql`asc` : Prisma.sql`desc`;
  // What is not known comes last, whichever way; then by number, so that pages do not overlap.
  return Prisma.sql`${sortKey(sort, day)} ${way} nulls last, account.employee_no`;
}

function sortKey(sort: PeopleSort, day: Date): Prisma.Sql {
  switch (sort) {
    case "name":
    case "employeeNo":
      return Prisma.sql`account.employee_no`;
    case "unit":
      return Prisma.sql`unit.code`;
    case "street":
      return Prisma.sql`(select above.code from unit above where above.id = unit.parent_id)`;
    case "title":
      return Prisma.sql`placed.title`;
    case "state":
      return stateOn(day);
    case "level":
      return levelRank;
    case "education":
      return educationRank;
    case "major":
      return Prisma.sql`(select nullif(e.major, '') from education e where e.person_id = person.id order by ${degreeOrder} limit 1)`;
    case "appraisal":
      return Prisma.sql`(select a.year * 10 + 4 - array_position(array['excellent', 'qualified', 'basic', 'unqualified'], a.grade) from appraisal a where a.person_id = person.id order by a.year desc limit 1)`;
    case "joinedOn":
      return Prisma.sql`person.joined_on`;
    case "leftOn":
      return Prisma.sql`person.left_on`;
    case "gender":
      return Prisma.sql`nullif(person.gender, '')`;
    case "bornOn":
      return Prisma.sql`person.born_on`;
    case "phone":
      return Prisma.sql`nullif(person.phone, '')`;
    case "email":
      return Prisma.sql`nullif(person.email, '')`;
  }
}

const degreeOrder = Prisma.sql`
  array_position(array['secondary', 'college', 'bachelor', 'master', 'doctor'], e.level) desc, e.graduated_on desc, e.id`;

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
