import { dbDate, shanghai } from "~/lib/dates";
import { Prisma } from "~/platform/generated/prisma/client";
import { db } from "~/platform/store.server";
import { belonged, sessionDay, withBelonging } from "./belonging.server";

export interface YearFigures {
  year: number;
  /** Null for a part of the district: targets are the district's. */
  targets: { sessions: number; personTimes: number } | null;
  /** Sessions with sign-in evidence. */
  sessions: number;
  /** Attendances. */
  personTimes: number;
  /** Distinct people among them. */
  people: number;
  /** Arranged, not over, without evidence so far. */
  sessionsDue: number;
  /** Seats taken in those. */
  personTimesDue: number;
  /** 人次 and 场次 by month, January first. */
  months: { sessions: number; personTimes: number }[];
}

export interface SessionHeld {
  id: string;
  title: string;
  titleEn: string;
  startsAt: Date;
  venue: string;
  /** As it was called on the day. */
  partner: { name: string; nameEn: string };
  personTimes: number;
}

export interface StreetFigures {
  id: string;
  name: string;
  nameEn: string;
  sessions: number;
  personTimes: number;
  people: number;
}

/** Targets that hold where HR has planned nothing else. */
const usual = { sessions: 20, personTimes: 1000 };

/**
 * The year's figures from its evidence; the one query that pages, exports and the API share. With `scope` only those
 * attendances count whose unit belonged to one of these units on the session's day, and the sessions that they are of:
 * a community that moves takes its later figures along and leaves the earlier ones where they were.
 */
export async function yearFigures(year: number, now: Date, scope?: readonly string[]): Promise<YearFigures> {
  const within = await partOf(scope);
  const held = Prisma.sql`
    from training_session s join attendance a on a.session_id = s.id
    where ${inYear(year)} and ${within.attendances}`;
  const [plan, months, totals, due] = await Promise.all([
    db().annualPlan.findUnique({ where: { year } }),
    db().$queryRaw<{ month: number; sessions: number; person_times: number }[]>`
      ${within.opening}
      select extract(month from ${sessionDay})::int as month,
             count(distinct s.id)::int as sessions, count(a.id)::int as person_times
      ${held} group by 1 order by 1`,
    db().$queryRaw<{ people: number }[]>`
      ${within.opening} select count(distinct a.person_id)::int as people ${held}`,
    db().$queryRaw<{ sessions: number; seats: number }[]>`
      ${within.opening}
      select count(distinct s.id)::int as sessions, count(e.person_id)::int as seats
      from training_session s
      left join enrolment e on e.session_id = s.id and e.state = 'seated' and (${within.whole} or exists (
        select 1 from post p
        where p.person_id = e.person_id and ${sessionDay} between p.starts_on and coalesce(p.ends_on, 'infinity')
          and ${belonged(Prisma.sql`p.unit_id`, scope ?? [])}))
      where ${inYear(year)} and s.ends_at > ${now} and s.state = 'open'
        and not exists (select 1 from attendance a where a.session_id = s.id)
        and (${within.whole} or e.person_id is not null)`,
  ]);
  const byMonth = Array.from({ length: 12 }, (_, i) => {
    const row = months.find((each) => each.month === i + 1);
    return { sessions: row?.sessions ?? 0, personTimes: row?.person_times ?? 0 };
  });
  return {
    year,
    targets: within.whole
      ? { sessions: plan?.sessions ?? usual.sessions, personTimes: plan?.personTimes ?? usual.personTimes }
      : null,
    sessions: byMonth.reduce((sum, month) => sum + month.sessions, 0),
    personTimes: byMonth.reduce((sum, month) => sum + month.personTimes, 0),
    people: totals[0]?.people ?? 0,
    sessionsDue: due[0]?.sessions ?? 0,
    personTimesDue: due[0]?.seats ?? 0,
    months: byMonth,
  };
}

/** The evidence behind the year's 人次: each session with its attendances, newest first. */
export async function yearSessions(year: number, scope?: readonly string[]): Promise<SessionHeld[]> {
  const within = await partOf(scope);
  const rows = await db().$queryRaw<
    {
      id: string;
      title: string;
      title_en: string;
      starts_at: Date;
      venue: string;
      partner: string;
      partner_en: string;
      person_times: number;
    }[]
  >`
    ${within.opening}
    select s.id::text as id, s.title, s.title_en, s.starts_at, s.venue,
           coalesce(said.name, unit.name) as partner, coalesce(said.name_en, unit.name_en) as partner_en,
           count(a.id)::int as person_times
    from training_session s
    join attendance a on a.session_id = s.id
    join unit on unit.id = s.partner_id
    left join unit_version said on said.unit_id = unit.id
      and ${sessionDay} between said.starts_on and coalesce(said.ends_on, 'infinity')
    where ${inYear(year)} and ${within.attendances}
    group by s.id, unit.id, said.unit_id, said.starts_on
    order by s.starts_at desc, s.id`;
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    titleEn: row.title_en,
    startsAt: row.starts_at,
    venue: row.venue,
    partner: { name: row.partner, nameEn: row.partner_en },
    personTimes: row.person_times,
  }));
}

/**
 * The year by street, agency and university, under the names that these had at its end (today, in the year that runs).
 * A session counts for each of those whose people came, so the sum of sessions can exceed the year's.
 */
export async function yearByStreet(
  year: number,
  today: string,
  scope?: readonly string[],
): Promise<StreetFigures[]> {
  const within = await partOf(scope);
  const end = `${year}-12-31`;
  const last = dbDate(today < end ? today : end);
  const rows = await db().$queryRaw<
    { id: string; name: string; name_en: string; sessions: number; person_times: number; people: number }[]
  >`
    ${within.opening}
    select unit.id::text as id, coalesce(said.name, unit.name) as name,
           coalesce(said.name_en, unit.name_en) as name_en, count(distinct s.id)::int as sessions,
           count(a.id)::int as person_times, count(distinct a.person_id)::int as people
    from training_session s
    join attendance a on a.session_id = s.id
    join belonging on belonging.unit_id = a.unit_id
      and ${sessionDay} between belonging.starts_on and belonging.ends_on
    join unit on unit.id = belonging.root_id and unit.kind in ('street', 'agency', 'university')
    left join lateral (
      select name, name_en from unit_version
      where unit_id = unit.id and starts_on <= ${last}::date order by starts_on desc limit 1
    ) said on true
    where ${inYear(year)} and ${within.attendances}
    group by unit.id, said.name, said.name_en
    order by unit.kind = 'street' desc, unit.kind, unit.code`;
  return rows.map(({ name_en, person_times, ...row }) => ({
    ...row,
    nameEn: name_en,
    personTimes: person_times,
  }));
}

/** The years that have evidence, and the running one, newest first. */
export async function yearsWithEvidence(running: number): Promise<number[]> {
  const rows = await db().$queryRaw<{ year: number }[]>`
    select distinct extract(year from ${sessionDay})::int as year
    from training_session s where exists (select 1 from attendance a where a.session_id = s.id)`;
  return [...new Set([running, ...rows.map((row) => row.year)])].sort((a, b) => b - a);
}

function inYear(year: number): Prisma.Sql {
  return Prisma.sql`s.starts_at >= ${shanghai(`${year}-01-01`)} and s.starts_at < ${shanghai(`${year + 1}-01-01`)}`;
}

/** The conditions of a scope; the district's scope is the whole, whatever hangs where. */
async function partOf(scope: readonly string[] | undefined) {
  const ids = [...(scope ?? [])];
  const whole =
    !scope || (await db().unit.count({ where: { kind: "district", parentId: null, id: { in: ids } } })) > 0;
  return {
    whole,
    opening: withBelonging(
      Prisma.sql`kind in ('street', 'agency', 'university') or id = any(${ids}::uuid[])`,
    ),
    attendances: whole ? Prisma.sql`true` : belonged(Prisma.sql`a.unit_id`, ids),
  };
}
