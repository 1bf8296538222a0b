import { Prisma } from "~/platform/generated/prisma/client";
import type { PeopleSearch, PeopleSort } from "./rules/people-search";

/** The same measure as `placements`: the post of the day or the last before it, else the first after it. */
const placedOn = (day: Date) => Prisma.sql`
  select distinct on (person_id) person_id, unit_id, title, starts_on from post
  order by person_id, starts_on <= ${day}::date desc, abs(starts_on - ${day}::date)`;

/** What is wanted of the people who are all of this, each with account and place. */
export const selecting = (wanted: Prisma.Sql, where: readonly Prisma.Sql[], day: Date) => Prisma.sql`
  with placed as materialized (${placedOn(day)})
  select ${wanted}
  from placed
  join person on person.id = placed.person_id
  join account on account.person_id = person.id
  join unit on unit.id = placed.unit_id
  where ${Prisma.join([...where], " and ")}`;

export const stateOn = (day: Date) => Prisma.sql`
  case when person.left_on < ${day}::date then 'left' when placed.starts_on > ${day}::date then 'to-join'
       when person.left_on is not null then 'leaving' else 'in-post' end`;

export const levelRank = Prisma.sql`
  (select max(array_position(array['junior', 'intermediate', 'senior'], c.level)) from certificate c where c.person_id = person.id)`;
const educationRank = Prisma.sql`
  (select max(array_position(array['secondary', 'college', 'bachelor', 'master', 'doctor'], e.level)) from education e where e.person_id = person.id)`;

export const levels = ["junior", "intermediate", "senior"] as const;
const degrees = ["secondary", "college", "bachelor", "master", "doctor"] as const;

/** What somebody of these units has to be for a search to find them. */
export function conditions(search: PeopleSearch, units: readonly string[], day: Date): Prisma.Sql[] {
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
  if (search.only.length > 0) all.push(Prisma.sql`person.id = any(${[...search.only]}::uuid[])`);
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

export function order({ sort, direction }: PeopleSearch, day: Date): Prisma.Sql {
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

export const degreeOrder = Prisma.sql`
  array_position(array['secondary', 'college', 'bachelor', 'master', 'doctor'], e.level) desc, e.graduated_on desc, e.id`;
