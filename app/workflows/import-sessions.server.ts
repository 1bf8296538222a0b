import {
  judgeAttendance,
  judgeSession,
  type AttendancePlan,
  type Partner,
} from "~/features/exchange/rules/judge-session";
import { subtree } from "~/features/people/unit-tree.server";
import { recordHeld, saveHeldSessions, type HeldSession } from "~/features/training/held-sessions.server";
import { civilDate, formatTime, fromDbDate, shanghai } from "~/lib/dates";
import type { TrainingSession } from "~/platform/generated/prisma/client";
import type { Tx } from "~/platform/store.server";
import { lockAll } from "~/platform/transact.server";
import { bookAttendances, type Recorded } from "./book-attendance.server";
import { holdersOf } from "./import-certificates.server";
import { chunks, columnOf, type Importer, type Importing, type Step } from "./importing.server";

/** Sessions of this year that were held before they were known here. */
export const sessions: Importer<HeldSession> = {
  async lock(tx, rows) {
    const known = await sessionsOf(tx, columnOf(rows, "code"));
    await lockAll(tx, ["held-sessions", ...[...known.values()].map(({ id }) => `session:${id}`)]);
  },

  async judge(tx, rows, importing) {
    const known = await sessionsOf(tx, columnOf(rows, "code"));
    const partners = await partnersOf(tx, importing);
    const trainers = await holdersOf(tx, columnOf(rows, "trainer"), importing);
    const names = await trainerNumbers(tx, [...known.values()], importing);
    const now = wallClock(importing.at);
    return rows.map((row): Step<HeldSession> => {
      const { code, title, titleEn, kind, venue, capacity, minutes, trainer } = row.values;
      const kept = known.get(String(code)) ?? null;
      const { judged, plan } = judgeSession(row, {
        ...{ now, partners, trainer: trainers.get(String(trainer)) ?? null },
        known: kept && {
          ...kept,
          ...{
            day: civilDate(kept.startsAt),
            startsAt: formatTime(kept.startsAt),
            endsAt: formatTime(kept.endsAt),
          },
          ...{ trainer: names.get(kept.trainerId ?? "") ?? null },
          people: kept._count.enrolments + kept._count.attendances,
        },
      });
      if (!plan) return { judged, plan: null };
      const held: HeldSession = {
        ...{ ...plan, id: kept?.id ?? null, code: String(code), title: String(title), kind: String(kind) },
        ...{ venue: String(venue), capacity: Number(capacity), minutes: Number(minutes) },
        titleEn: String(titleEn ?? kept?.titleEn ?? title),
        trainerId: trainer === undefined && kept ? undefined : plan.trainerId,
      };
      return { judged, plan: held };
    });
  },

  async take(tx, plans) {
    for (const some of chunks(plans, 500)) await saveHeldSessions(tx, some);
  },
};

type Attended = AttendancePlan & { session: TrainingSession; personId: string; unitId: string };

/** Who came to sessions that were held. */
export const attendances: Importer<Attended> = {
  async lock(tx, rows) {
    const known = await sessionsOf(tx, columnOf(rows, "session"));
    await lockAll(
      tx,
      [...known.values()].map(({ id }) => `session:${id}`),
    );
  },

  async judge(tx, rows, importing) {
    const known = await sessionsOf(tx, columnOf(rows, "session"));
    const holders = await holdersOf(tx, columnOf(rows, "employeeNo"), importing);
    const posts = await postsOf(
      tx,
      [...holders.values()].map(({ personId }) => personId),
    );
    const recorded = await minutesOf(
      tx,
      [...known.values()].map(({ id }) => id),
    );
    const units = new Set(await subtree(importing.units, tx));
    const now = wallClock(importing.at);
    return rows.map((row): Step<Attended> => {
      const session = known.get(String(row.values.session)) ?? null;
      const holder = holders.get(String(row.values.employeeNo)) ?? null;
      const day = session && civilDate(session.startsAt);
      const unitId = day && holder && unitOnDay(posts.get(holder.personId) ?? [], day);
      const minutes = session && holder && recorded.get(`${session.id} ${holder.personId}`);
      const { judged, plan } = judgeAttendance(row, {
        ...{ now, holder },
        unit: unitId ? { inScope: units.has(unitId) } : null,
        known: typeof minutes === "number" ? { minutes } : null,
        session: session && {
          ...{ day: civilDate(session.startsAt), minutes: session.minutes, state: session.state },
          ...{ startsAt: formatTime(session.startsAt), endsAt: formatTime(session.endsAt) },
        },
      });
      const whole = plan && session && holder && unitId;
      return { judged, plan: whole ? { ...plan, session, personId: holder.personId, unitId } : null };
    });
  },

  async take(tx, plans, { actorId: recordedBy, at }) {
    for (const some of chunks(plans, 500))
      await recordHeld(
        tx,
        some.map(({ session, personId, unitId, minutes, signedInAt }) => ({
          ...{ sessionId: session.id, personId, unitId, minutes, recordedBy },
          signedInAt: shanghai(signedInAt.slice(0, 10), signedInAt.slice(11)),
        })),
      );
    const method = "import" as const;
    const booked = plans.map(({ session, personId, unitId, minutes }): Recorded => ({
      ...{ session, personId, unitId, minutes, method, recordedBy },
    }));
    await bookAttendances(tx, booked, at);
  },
};

const wallClock = (at: Date) => `${civilDate(at)} ${formatTime(at)}`;

async function sessionsOf(tx: Tx, codes: readonly string[]) {
  const rows = [];
  for (const some of chunks(codes))
    rows.push(
      ...(await tx.trainingSession.findMany({
        where: { code: { in: some } },
        include: { _count: { select: { enrolments: true, attendances: true } } },
      })),
    );
  return new Map(rows.map((row) => [row.code, row]));
}

async function partnersOf(tx: Tx, { units }: Importing): Promise<Partner[]> {
  const own = new Set(await subtree(units, tx));
  const rows = await tx.unit.findMany({ where: { kind: "university" } });
  return rows.map(({ id, code, name }) => ({ id, code, name, inScope: own.has(id) }));
}

/** Numbers of the trainers of these sessions who belong to the actor's units. */
async function trainerNumbers(tx: Tx, known: readonly TrainingSession[], importing: Importing) {
  const ids = known.flatMap(({ trainerId }) => trainerId ?? []);
  const accounts = await tx.account.findMany({
    where: { personId: { in: ids } },
    select: { employeeNo: true },
  });
  const holders = await holdersOf(
    tx,
    accounts.map(({ employeeNo }) => employeeNo),
    importing,
  );
  return new Map(
    [...holders].flatMap(([number, { personId, inScope }]) => (inScope ? [[personId, number]] : [])),
  );
}

interface PostDays {
  unitId: string;
  startsOn: string;
  endsOn: string | null;
}

async function postsOf(tx: Tx, personIds: readonly string[]): Promise<Map<string, PostDays[]>> {
  const posts = new Map<string, PostDays[]>();
  for (const some of chunks(personIds)) {
    const rows = await tx.post.findMany({ where: { personId: { in: some } }, orderBy: { startsOn: "desc" } });
    for (const { personId, unitId, startsOn, endsOn } of rows) {
      const post = { unitId, startsOn: fromDbDate(startsOn), endsOn: endsOn && fromDbDate(endsOn) };
      posts.set(personId, [...(posts.get(personId) ?? []), post]);
    }
  }
  return posts;
}

function unitOnDay(posts: readonly PostDays[], day: string): string | null {
  return (
    posts.find(({ startsOn, endsOn }) => startsOn <= day && (endsOn === null || day <= endsOn))?.unitId ??
    null
  );
}

/** Minutes of recorded attendances by "<session> <person>". */
async function minutesOf(tx: Tx, sessionIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.attendance.findMany({
    where: { sessionId: { in: [...sessionIds] } },
    select: { sessionId: true, personId: true, minutes: true },
  });
  return new Map(rows.map(({ sessionId, personId, minutes }) => [`${sessionId} ${personId}`, minutes]));
}
