import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { subtree } from "~/features/people/unit-tree.server";
import { yearFigures, yearSessions } from "~/features/reporting/targets.server";
import { roster } from "~/features/training/roster.server";
import { shanghai } from "~/lib/dates";
import { startClockAt } from "~/platform/clock.server";
import { db } from "~/platform/store.server";
import { recordAttendance } from "~/workflows/record-attendance.server";
import { atOnce, changes } from "../factories/changes";
import { anEnrolment, aSession } from "../factories/training";
import { aWorld, worldStart, type World } from "../factories/world";

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
beforeEach(() => void startClockAt(worldStart));

/** A session that has begun, and people with a seat in it. */
async function begun(people: readonly string[], over: Partial<Parameters<typeof aSession>[0]> = {}) {
  const data = aSession({
    partnerId: world.university,
    trainerId: world.trainer,
    startsAt: shanghai("2026-11-24", "09:00"),
    ...over,
  });
  const { id } = await db().trainingSession.create({ data });
  await db().enrolment.createMany({
    data: people.map((personId) => anEnrolment({ sessionId: id, personId })),
  });
  return id;
}
const mark = (sessionId: string, personId: string, trainerId = world.trainer) =>
  recordAttendance({ trainerId, sessionId, personId, requestId: "test" });

const whole = {
  attendance: "+1",
  hour_credit: "+1",
  incentive_event: "+1",
  ledger_entry: "+1",
  audit_event: "+1",
};

describe("marking somebody as present", () => {
  test("is one 人次, the session's minutes, its points and an audit row together, once", async () => {
    const person = await world.person();
    const id = await begun([person]);
    expect(
      await changes(async () => expect(await mark(id, person)).toEqual({ refusal: null, isNew: true })),
    ).toEqual(whole);
    expect(
      await changes(async () => expect(await mark(id, person)).toEqual({ refusal: null, isNew: false })),
    ).toEqual({});
    expect(await db().attendance.findMany({ where: { personId: person } })).toMatchObject([
      { sessionId: id, unitId: world.here, method: "roster", minutes: 180, recordedBy: world.trainer },
    ]);
    expect(await db().hourCredit.findMany({ where: { personId: person } })).toMatchObject([
      { source: "session", minutes: 180, key: `session:${id}:${person}`, endedOn: new Date("2026-11-24") },
    ]);
    expect(await db().ledgerEntry.findMany({ where: { personId: person } })).toMatchObject([
      { amount: 30, rule: "session-attended", occurredOn: new Date("2026-11-24") },
    ]);
    expect(await db().auditEvent.findMany({ where: { subject: `session:${id}` } })).toMatchObject([
      {
        actorId: world.trainer,
        action: "attendance.record",
        detail: { person, minutes: 180, points: 30 },
      },
    ]);
  });

  test("two tabs, and eight of them, at once count once", async () => {
    for (const tabs of [2, 8]) {
      const person = await world.person();
      const id = await begun([person]);
      let answers: Awaited<ReturnType<typeof mark>>[] = [];
      expect(await changes(async () => (answers = await atOnce(tabs, () => mark(id, person))))).toEqual(
        whole,
      );
      expect(answers.filter((each) => each?.isNew)).toHaveLength(1);
    }
  });

  test("forty people at once are forty", async () => {
    const people = await world.people(40);
    const id = await begun(people);
    const answers = await Promise.all(people.map((person) => mark(id, person)));
    expect(answers).toEqual(people.map(() => ({ refusal: null, isNew: true })));
    expect(await db().attendance.count({ where: { sessionId: id } })).toBe(40);
  });

  test("is refused without a seat, too early and when the session is cancelled, and leaves nothing", async () => {
    const person = await world.person();
    const refused = async (id: string, refusal: string) =>
      expect(
        await changes(async () => expect(await mark(id, person)).toEqual({ refusal, isNew: false })),
      ).toEqual({});
    await refused(await begun([]), "not-seated");
    await refused(await begun([person], { startsAt: shanghai("2026-11-24", "09:30") }), "too-early");
    await refused(await begun([person], { state: "cancelled" }), "cancelled");
    const waiting = await begun([]);
    await db().enrolment.create({
      data: anEnrolment({ sessionId: waiting, personId: person, state: "waiting" }),
    });
    await refused(waiting, "not-seated");
  });

  test("a trainer of another session has none here, and sees no roster", async () => {
    const [person, other] = [await world.person(), await world.person(world.university)];
    const id = await begun([person]);
    expect(await changes(async () => expect(await mark(id, person, other)).toBeNull())).toEqual({});
    expect(await roster(other, id, worldStart)).toBeNull();
    expect((await roster(world.trainer, id, worldStart))?.people).toMatchObject([{ personId: person }]);
  });
});

describe("the year's figures", () => {
  const figures = (units?: readonly string[]) => yearFigures(2026, worldStart, units);
  const evidence = async (units?: readonly string[]) =>
    (await yearSessions(2026, units)).reduce((sum, row) => sum + row.personTimes, 0);

  test("one mark is one 人次, the first of a session one 场次, for the district and for the units above", async () => {
    const [first = "", second = ""] = await world.people(2);
    const id = await begun([first, second]);
    const scopes = [undefined, await subtree([world.street]), [world.here]];
    const elsewhere = [world.there];
    const all = () => Promise.all(scopes.map((units) => figures(units)));

    const before = await all();
    const untouched = await figures(elsewhere);
    await mark(id, first);
    const once = await all();
    await mark(id, second);
    await mark(id, second);
    const twice = await all();
    for (const [i, units] of scopes.entries()) {
      const [a, b, c] = [before[i], once[i], twice[i]];
      if (!a || !b || !c) throw new Error("no figures");
      expect(b.personTimes - a.personTimes).toBe(1);
      expect(b.sessions - a.sessions).toBe(1);
      expect(b.people - a.people).toBe(1);
      expect(c.personTimes - b.personTimes).toBe(1);
      expect(c.sessions).toBe(b.sessions);
      expect(c.months[10]).toEqual({ sessions: c.sessions, personTimes: c.personTimes });
      // What is behind the figure adds up to it.
      expect(await evidence(units)).toBe(c.personTimes);
    }
    const now = await figures(elsewhere);
    expect([now.personTimes, now.sessions]).toEqual([untouched.personTimes, untouched.sessions]);
  });

  test("a session that has evidence is no longer due", async () => {
    const person = await world.person();
    const before = await figures();
    const id = await begun([person]);
    const arranged = await figures();
    expect([arranged.sessionsDue, arranged.personTimesDue]).toEqual([
      before.sessionsDue + 1,
      before.personTimesDue + 1,
    ]);
    await mark(id, person);
    expect(await figures()).toMatchObject({
      sessionsDue: before.sessionsDue,
      personTimesDue: before.personTimesDue,
      sessions: before.sessions + 1,
    });
  });

  test("counts by the day in Shanghai: the last evening of the year belongs to it", async () => {
    const person = await world.person();
    const before = [await yearFigures(2025, worldStart), await figures()];
    const last = await begun([person], { startsAt: shanghai("2025-12-31", "23:30") });
    const first = await begun([person], { startsAt: shanghai("2026-01-01", "00:00") });
    await mark(last, person);
    await mark(first, person);
    const after = [await yearFigures(2025, worldStart), await figures()];
    expect(after.map((year, i) => year.personTimes - (before[i]?.personTimes ?? 0))).toEqual([1, 1]);
    expect(after[0]?.months[11]?.personTimes).toBe(1);
    expect(after[1]?.months[0]?.personTimes).toBe(1);
  });
});
