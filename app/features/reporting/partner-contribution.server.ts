import { shanghai } from "~/lib/dates";
import { Prisma } from "~/platform/generated/prisma/client";
import { db } from "~/platform/store.server";
import { belonged, withBelonging } from "./belonging.server";

export interface Contribution {
  /** With published lessons; minutes as stated, completions of the year. */
  courses: { id: string; title: string; titleEn: string; minutes: number; completions: number }[];
  /** 场次 and 人次 with evidence. */
  sessions: number;
  personTimes: number;
  /** Minutes of the sessions held, once for each session. */
  minutes: number;
  /** By who taught; `personId` is null for sessions of somebody without an account. */
  teachers: {
    personId: string | null;
    name: string;
    sessions: number;
    personTimes: number;
    minutes: number;
  }[];
}

export const noContribution: Contribution = {
  courses: [],
  sessions: 0,
  personTimes: 0,
  minutes: 0,
  teachers: [],
};

/**
 * What each partner has given in a year: the one query behind list, page and export. With `scope` only attendances and
 * completions count whose unit belonged to one of these on the day, and the sessions that they are of.
 */
export async function partnerContributions(
  year: number,
  scope?: readonly string[],
): Promise<Map<string, Contribution>> {
  const ids = [...(scope ?? [])];
  const whole =
    !scope || (await db().unit.count({ where: { kind: "district", parentId: null, id: { in: ids } } })) > 0;
  const opening = withBelonging(Prisma.sql`id = any(${ids}::uuid[])`);
  const [from, to] = [shanghai(`${year}-01-01`), shanghai(`${year + 1}-01-01`)];
  const completionDay = Prisma.sql`(c.completed_at at time zone 'Asia/Shanghai')::date`;
  const [courses, taught] = await Promise.all([
    db().$queryRaw<
      {
        partner_id: string;
        id: string;
        title: string;
        title_en: string;
        minutes: number;
        completions: number;
      }[]
    >`
      ${opening}
      select course.partner_id::text as partner_id, course.id::text as id, course.title, course.title_en,
             (select sum(v.minutes)::int from lesson l join lesson_version v on v.id = l.published_version_id
              where l.course_id = course.id) as minutes,
             (select count(*)::int from course_completion c
              where c.course_id = course.id and c.completed_at >= ${from} and c.completed_at < ${to}
                and (${whole} or exists (
                  select 1 from post p join belonging b on b.unit_id = p.unit_id
                  where p.person_id = c.person_id and b.root_id = any(${ids}::uuid[])
                    and ${completionDay} between p.starts_on and coalesce(p.ends_on, 'infinity')
                    and ${completionDay} between b.starts_on and b.ends_on))) as completions
      from course
      where exists (select 1 from lesson l where l.course_id = course.id and l.published_version_id is not null)
      order by course.position`,
    db().$queryRaw<
      {
        partner_id: string;
        person_id: string | null;
        name: string | null;
        sessions: number;
        person_times: number;
        minutes: number;
      }[]
    >`
      ${opening}
      select held.partner_id::text as partner_id, held.trainer_id::text as person_id, person.name,
             count(*)::int as sessions, sum(held.person_times)::int as person_times, sum(held.minutes)::int as minutes
      from (
        select s.id, s.partner_id, s.trainer_id, s.minutes, count(a.id) as person_times
        from training_session s join attendance a on a.session_id = s.id
        where s.starts_at >= ${from} and s.starts_at < ${to}
          and ${whole ? Prisma.sql`true` : belonged(Prisma.sql`a.unit_id`, ids)}
        group by s.id
      ) held
      left join person on person.id = held.trainer_id
      group by held.partner_id, held.trainer_id, person.name
      order by sum(held.minutes) desc, person.name`,
  ]);
  const found = new Map<string, Contribution>();
  const of = (partnerId: string): Contribution => {
    const known = found.get(partnerId) ?? { ...noContribution, courses: [], teachers: [] };
    found.set(partnerId, known);
    return known;
  };
  for (const { partner_id, title_en, minutes, ...course } of courses)
    of(partner_id).courses.push({ ...course, titleEn: title_en, minutes });
  for (const { partner_id, person_id, name, sessions, person_times, minutes } of taught) {
    const contribution = of(partner_id);
    contribution.sessions += sessions;
    contribution.personTimes += person_times;
    contribution.minutes += minutes;
    contribution.teachers.push({
      personId: person_id,
      name: name ?? "",
      sessions,
      personTimes: person_times,
      minutes,
    });
  }
  return found;
}
