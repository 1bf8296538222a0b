import { addDays, civilDate, dbDate, fromDbDate } from "~/lib/dates";
import { db } from "~/platform/store.server";

export interface UnitHolders {
  street: { id: string; name: string; nameEn: string };
  communities: { id: string; name: string; nameEn: string; holders: number; people: number }[];
}

/** Certificate holders by community under each street, within the given units, as things are today. */
export async function holdersByUnit(today: string, units: readonly string[]): Promise<UnitHolders[]> {
  const day = dbDate(today);
  const rows = await db().$queryRaw<
    {
      street_id: string;
      street: string;
      street_en: string;
      id: string;
      name: string;
      name_en: string;
      people: number;
      holders: number;
    }[]
  >`
    select street.id::text as street_id, street.name as street, street.name_en as street_en,
           unit.id::text as id, unit.name, unit.name_en,
           count(distinct person.id)::int as people,
           count(distinct person.id) filter (where exists (select 1 from certificate c where c.person_id = person.id))::int as holders
    from unit
    join unit street on street.id = unit.parent_id
    left join post on post.unit_id = unit.id and ${day}::date between post.starts_on and coalesce(post.ends_on, 'infinity')
    left join person on person.id = post.person_id and coalesce(person.left_on, 'infinity') >= ${day}::date
    where unit.kind = 'community' and coalesce(unit.closed_on, 'infinity') >= ${day}::date and unit.id = any(${[...units]}::uuid[])
    group by street.id, unit.id
    order by street.code, unit.code`;
  const streets = new Map<string, UnitHolders>();
  for (const row of rows) {
    const street = streets.get(row.street_id) ?? {
      street: { id: row.street_id, name: row.street, nameEn: row.street_en },
      communities: [],
    };
    street.communities.push({
      id: row.id,
      name: row.name,
      nameEn: row.name_en,
      holders: row.holders,
      people: row.people,
    });
    streets.set(row.street_id, street);
  }
  return [...streets.values()];
}

export interface Lapsing {
  personId: string;
  name: string;
  unit: string;
  unitEn: string;
  level: string;
  endsOn: string;
}

/** Registrations that end within 90 days, the soonest first, of people in the given units. */
export async function lapsing(now: Date, units: readonly string[]): Promise<Lapsing[]> {
  const day = dbDate(civilDate(now));
  const last = dbDate(addDays(civilDate(now), 90));
  const rows = await db().$queryRaw<
    { person_id: string; name: string; unit: string; unit_en: string; level: string; ends_on: Date }[]
  >`
    select person.id::text as person_id, person.name, unit.name as unit, unit.name_en as unit_en, c.level, r.ends_on
    from registration r
    join certificate c on c.id = r.certificate_id
    join person on person.id = c.person_id and coalesce(person.left_on, 'infinity') >= ${day}::date
    join post on post.person_id = person.id and ${day}::date between post.starts_on and coalesce(post.ends_on, 'infinity')
    join unit on unit.id = post.unit_id
    where r.ends_on between ${day}::date and ${last}::date and unit.id = any(${[...units]}::uuid[])
      and not exists (select 1 from registration later where later.certificate_id = c.id and later.starts_on > r.ends_on)
    order by r.ends_on, person.id
    limit 50`;
  return rows.map((row) => ({
    personId: row.person_id,
    name: row.name,
    unit: row.unit,
    unitEn: row.unit_en,
    level: row.level,
    endsOn: fromDbDate(row.ends_on),
  }));
}
