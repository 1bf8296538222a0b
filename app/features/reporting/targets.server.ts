import { db } from "~/platform/store.server";
import { shanghai } from "~/lib/dates";

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

/** Targets that hold where HR has planned nothing else. */
const usual = { sessions: 20, personTimes: 1000 };

/**
 * The year's figures from its evidence; the one query that pages, exports and the API share. With `units` only people
 * whose unit on the day is among them count, and the sessions that they came to.
 */
export async function yearFigures(year: number, now: Date, units?: readonly string[]): Promise<YearFigures> {
  const from = shanghai(`${year}-01-01`);
  const to = shanghai(`${year + 1}-01-01`);
  const among = units ? [...units] : null;
  const [plan, whole, months, totals, due] = await Promise.all([
    db().annualPlan.findUnique({ where: { year } }),
    db().$queryRaw<{ whole: boolean }[]>`
      select ${among}::uuid[] is null
        or exists (select 1 from unit where kind = 'district' and id = any(${among}::uuid[])) as whole`,
    db().$queryRaw<{ month: number; sessions: number; person_times: number }[]>`
      select extract(month from s.starts_at at time zone 'Asia/Shanghai')::int as month,
             count(distinct s.id)::int as sessions, count(a.id)::int as person_times
      from training_session s join attendance a on a.session_id = s.id
      where s.starts_at >= ${from} and s.starts_at < ${to}
        and (${among}::uuid[] is null or a.unit_id = any(${among}::uuid[]))
      group by 1 order by 1`,
    db().$queryRaw<{ people: number }[]>`
      select count(distinct a.person_id)::int as people
      from training_session s join attendance a on a.session_id = s.id
      where s.starts_at >= ${from} and s.starts_at < ${to}
        and (${among}::uuid[] is null or a.unit_id = any(${among}::uuid[]))`,
    db().$queryRaw<{ sessions: number; seats: number }[]>`
      select count(distinct s.id)::int as sessions, count(e.person_id)::int as seats
      from training_session s
      left join enrolment e on e.session_id = s.id and e.state = 'seated'
        and (${among}::uuid[] is null or exists (
          select 1 from post p where p.person_id = e.person_id and p.ends_on is null and p.unit_id = any(${among}::uuid[])))
      where s.starts_at >= ${from} and s.starts_at < ${to} and s.ends_at > ${now} and s.state = 'open'
        and not exists (select 1 from attendance a where a.session_id = s.id)
        and (${among}::uuid[] is null or e.person_id is not null
          or exists (select 1 from unit where kind = 'district' and id = any(${among}::uuid[])))`,
  ]);
  const byMonth = Array.from({ length: 12 }, (_, i) => {
    const row = months.find((each) => each.month === i + 1);
    return { sessions: row?.sessions ?? 0, personTimes: row?.person_times ?? 0 };
  });
  return {
    year,
    targets: whole[0]?.whole
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
export async function yearSessions(year: number, units?: readonly string[]) {
  const rows = await db().trainingSession.findMany({
    where: {
      startsAt: { gte: shanghai(`${year}-01-01`), lt: shanghai(`${year + 1}-01-01`) },
      attendances: { some: units ? { unitId: { in: [...units] } } : {} },
    },
    orderBy: { startsAt: "desc" },
    include: {
      partner: { select: { name: true, nameEn: true } },
      _count: { select: { attendances: units ? { where: { unitId: { in: [...units] } } } : true } },
    },
  });
  return rows.map(({ _count, ...row }) => ({
    id: row.id,
    title: row.title,
    titleEn: row.titleEn,
    startsAt: row.startsAt,
    venue: row.venue,
    partner: row.partner,
    personTimes: _count.attendances,
  }));
}
