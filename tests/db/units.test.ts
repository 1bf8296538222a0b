import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { rankingAround } from "~/features/incentives/ranking.server";
import { transferPerson } from "~/features/people/employment.server";
import { placements, subtree } from "~/features/people/unit-tree.server";
import { holdersByUnit } from "~/features/reporting/holders.server";
import { yearByStreet, yearFigures, yearSessions } from "~/features/reporting/targets.server";
import { roster } from "~/features/training/roster.server";
import { addDays, dbDate, fromDbDate, shanghai } from "~/lib/dates";
import { startClockAt } from "~/platform/clock.server";
import { db } from "~/platform/store.server";
import { transact } from "~/platform/transact.server";
import { changeUnit, type UnitOrder } from "~/workflows/change-unit.server";
import { recordAttendance } from "~/workflows/record-attendance.server";
import { atOnce, changes, withoutInsertsInto } from "../factories/changes";
import { aPerson, aPost } from "../factories/people";
import { anEnrolment, aSession } from "../factories/training";
import { aWorld, worldStart, type World } from "../factories/world";

const first = "2020-01-01";
const today = "2026-11-24";

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
beforeEach(() => void startClockAt(worldStart));

const order = (what: UnitOrder, scope: readonly string[] = [world.district]) =>
  changeUnit({ actorId: world.trainer, scope, order: what, requestId: "test" });

let count = 0;
const unique = (word: string) => `${word}${++count}`;

async function opened(kind: "street" | "community", parentId: string, name = unique("单位"), day = first) {
  const done = await order({ act: "open", kind, parentId, code: null, name, nameEn: name, day });
  if (!done || "refusal" in done) throw new Error(`not opened: ${done?.refusal}`);
  return done.unitId;
}

/** A session on a day that these people came to. */
async function held(day: string, people: readonly string[]) {
  const startsAt = shanghai(day, "09:00");
  const data = aSession({ partnerId: world.university, trainerId: world.trainer, startsAt });
  await db().trainingSession.create({ data });
  await db().enrolment.createMany({
    data: people.map((personId) => anEnrolment({ sessionId: data.id, personId })),
  });
  for (const personId of people)
    expect(
      await recordAttendance({ trainerId: world.trainer, sessionId: data.id, personId, requestId: "test" }),
    ).toEqual({ refusal: null, isNew: true });
  return data.id;
}

const personTimes = async (year: number, scope: readonly string[]) =>
  (await yearFigures(year, worldStart, scope)).personTimes;
const evidence = async (year: number, scope: readonly string[]) =>
  (await yearSessions(year, scope)).reduce((sum, row) => sum + row.personTimes, 0);
const byStreet = async (year: number, unitId: string) =>
  (await yearByStreet(year, today, [world.district])).find((row) => row.id === unitId);

const versions = (unitId: string) =>
  db().unitVersion.findMany({ where: { unitId }, orderBy: { startsOn: "asc" } });

/** What `Unit` says is what the last version says, and the versions follow one another. */
async function agrees() {
  for (const unit of await db().unit.findMany({ include: { versions: { orderBy: { startsOn: "asc" } } } })) {
    const last = unit.versions[unit.versions.length - 1];
    expect(last).toMatchObject({ name: unit.name, nameEn: unit.nameEn, parentId: unit.parentId });
    expect([unit.versions[0]?.startsOn, last?.endsOn]).toEqual([unit.openedOn, unit.closedOn]);
    unit.versions.slice(1).forEach((version, i) => {
      const before = unit.versions[i]?.endsOn;
      expect(before && addDays(fromDbDate(before), 1)).toBe(fromDbDate(version.startsOn));
    });
  }
}

describe("an act of HR on the tree", () => {
  test("opens, renames, moves and closes, each once, with an audit row", async () => {
    const [from, to] = [await opened("street", world.district), await opened("street", world.district)];
    const name = unique("社区");
    const open: UnitOrder = {
      act: "open",
      kind: "community",
      parentId: from,
      code: null,
      name,
      nameEn: "New",
      day: "2025-03-01",
    };
    expect(await changes(() => order(open))).toEqual({ unit: "+1", unit_version: "+1", audit_event: "+1" });
    expect(await changes(() => order(open))).toEqual({});
    const { id: unitId, code } = await db().unit.findFirstOrThrow({ where: { name } });
    expect(code).toMatch(/^street-\d\d-01$/);

    const later: UnitOrder[] = [
      { act: "rename", unitId, name: "枣园社区", nameEn: "Zaoyuan", day: "2026-01-01" },
      { act: "move", unitId, parentId: to, day: "2026-07-01" },
    ];
    for (const each of later) {
      // The last period ends, and another one begins.
      expect(await changes(() => order(each))).toEqual({
        unit: "~1",
        unit_version: "+1 ~1",
        audit_event: "+1",
      });
      expect(await changes(() => order(each))).toEqual({});
    }
    const close: UnitOrder = { act: "close", unitId, day: today };
    expect(await changes(() => order(close))).toEqual({ unit: "~1", unit_version: "~1", audit_event: "+1" });
    expect(await changes(() => order(close))).toEqual({});

    expect(await versions(unitId)).toMatchObject([
      { startsOn: dbDate("2025-03-01"), endsOn: dbDate("2025-12-31"), name, parentId: from },
      { startsOn: dbDate("2026-01-01"), endsOn: dbDate("2026-06-30"), name: "枣园社区", parentId: from },
      { startsOn: dbDate("2026-07-01"), endsOn: dbDate("2026-11-23"), name: "枣园社区", parentId: to },
    ]);
    await agrees();
    const log = await db().auditEvent.findMany({
      where: { subject: `unit:${unitId}` },
      orderBy: { seq: "asc" },
    });
    expect(log.map((row) => row.action)).toEqual(["unit.open", "unit.rename", "unit.move", "unit.close"]);
    expect(log[1]).toMatchObject({
      actorId: world.trainer,
      detail: { day: "2026-01-01", "before.name": name, "after.name": "枣园社区" },
    });
  });

  test("is refused with people in the unit, ahead of its day, and under a sister's name; nothing is left", async () => {
    const refused = async (what: UnitOrder, refusal: string) =>
      expect(await changes(async () => expect(await order(what)).toEqual({ refusal }))).toEqual({});
    const unitId = await opened("community", world.street, "某某社区");
    const person = await world.person(unitId);
    await refused({ act: "close", unitId, day: today }, "people");
    await db().post.updateMany({ where: { personId: person }, data: { endsOn: dbDate(today) } });
    await refused({ act: "close", unitId, day: today }, "people");
    await db().post.updateMany({ where: { personId: person }, data: { endsOn: dbDate("2026-11-23") } });
    await refused({ act: "rename", unitId, name: "甲", nameEn: "A", day: "2026-11-25" }, "future");
    const sister = await opened("community", world.street);
    const asSister: UnitOrder = { act: "rename", unitId: sister, name: "某某社区", nameEn: "A", day: today };
    await refused(asSister, "name-taken");
    expect(await order({ act: "close", unitId, day: today })).toEqual({ unitId, isNew: true });
    expect(await order(asSister)).toEqual({ unitId: sister, isNew: true });
  });

  test("on the day of a change replaces that day's", async () => {
    const unitId = await opened("community", world.street);
    const rename = (name: string) => order({ act: "rename", unitId, name, nameEn: name, day: today });
    await rename("错名社区");
    await rename("对名社区");
    expect(await versions(unitId)).toMatchObject([{ endsOn: dbDate("2026-11-23") }, { name: "对名社区" }]);
    await agrees();
  });

  test("takes back what was opened today while nothing names it, and the code is free again", async () => {
    const name = unique("误设社区");
    const parentId = world.street;
    const open: UnitOrder = {
      act: "open",
      kind: "community",
      parentId,
      code: "mistake",
      name,
      nameEn: name,
      day: today,
    };
    const again = async () => {
      const done = await order(open);
      if (!done || "refusal" in done) throw new Error("not opened");
      return done.unitId;
    };
    const unitId = await again();
    const back: UnitOrder = { act: "take-back", unitId };
    expect(await changes(() => order(back))).toEqual({ unit: "-1", unit_version: "-1", audit_event: "+1" });
    expect(await changes(async () => expect(await order(back)).toBeNull())).toEqual({});
    const [log] = await db().auditEvent.findMany({ where: { action: "unit.take-back" } });
    expect(log).toMatchObject({
      subject: `unit:${unitId}`,
      detail: { day: today, "before.code": "mistake", "before.name": name },
    });

    const used = await again();
    const refused = async (refusal: string) => {
      const take: UnitOrder = { act: "take-back", unitId: used };
      expect(await changes(async () => expect(await order(take)).toEqual({ refusal }))).toEqual({});
    };
    const person = await world.person(used);
    await refused("referred");
    await db().post.deleteMany({ where: { personId: person } });
    const grant = { personId: person, role: "unit-head", unitId: used, grantedAt: worldStart };
    await db().roleGrant.create({ data: grant });
    await refused("referred");
    await db().roleGrant.deleteMany({ where: { unitId: used } });
    startClockAt(shanghai("2026-11-25", "09:00"));
    await refused("not-first-day");
    startClockAt(worldStart);
    const answers = await atOnce(8, () => order({ act: "take-back", unitId: used }));
    expect(answers.filter((each) => each !== null)).toEqual([{ unitId: used, isNew: true }]);
    await agrees();
  });

  test("counts every column that names a unit before one is taken back", async () => {
    const columns = await db().$queryRaw<{ name: string }[]>`
      select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = current_schema() and (column_name like '%unit_id' or column_name like '%partner_id'
            or column_name = 'parent_id') order by 1`;
    // A new one goes into `references` of units.server.ts as well.
    expect(columns.map(({ name }) => name)).toEqual([
      "agreement.partner_id",
      "attendance.unit_id",
      "course.partner_id",
      "incentive_event.unit_id",
      "ledger_entry.unit_id",
      "partner_teacher.partner_id",
      "post.unit_id",
      "practice_base.partner_id",
      "practice_base.unit_id",
      "robot.unit_id",
      "role_grant.unit_id",
      "training_session.partner_id",
      "unit.parent_id",
      "unit_version.parent_id",
      "unit_version.unit_id",
    ]);
  });

  test("eight at once are one", async () => {
    const name = unique("八人社区");
    const open: UnitOrder = {
      act: "open",
      kind: "community",
      parentId: world.street,
      code: null,
      name,
      nameEn: name,
      day: today,
    };
    let answers: Awaited<ReturnType<typeof order>>[] = [];
    expect(await changes(async () => (answers = await atOnce(8, () => order(open))))).toEqual({
      unit: "+1",
      unit_version: "+1",
      audit_event: "+1",
    });
    expect(answers.filter((each) => each && "isNew" in each && each.isNew)).toHaveLength(1);
    const names = await atOnce(8, (i) => {
      const unitId = world.there;
      return order({ act: "rename", unitId, name: `第${i}个名字`, nameEn: `Name ${i}`, day: today });
    });
    expect(names).toEqual(names.map(() => ({ unitId: world.there, isNew: true })));
    expect(await versions(world.there)).toHaveLength(2);
    await agrees();
  });

  test("leaves nothing when a part of it fails", async () => {
    const unitId = await opened("community", world.street);
    const rename: UnitOrder = { act: "rename", unitId, name: "半途社区", nameEn: "Half", day: today };
    for (const table of ["unit_version", "audit_event"])
      expect(
        await changes(() =>
          withoutInsertsInto(table, async () => {
            await expect(order(rename)).rejects.toThrow();
          }),
        ),
      ).toEqual({});
  });

  test("reaches no further than the scope of who acts", async () => {
    const [mine, other] = [await opened("street", world.district), await opened("street", world.district)];
    const [own, foreign] = [await opened("community", mine), await opened("community", other)];
    const strange = async (what: UnitOrder) =>
      expect(await changes(async () => expect(await order(what, [mine])).toBeNull())).toEqual({});
    await strange({ act: "rename", unitId: foreign, name: "甲", nameEn: "A", day: today });
    await strange({ act: "rename", unitId: other, name: "甲", nameEn: "A", day: today });
    await strange({ act: "rename", unitId: world.district, name: "甲", nameEn: "A", day: today });
    await strange({ act: "close", unitId: foreign, day: today });
    await strange({ act: "move", unitId: foreign, parentId: mine, day: today });
    await strange({ act: "move", unitId: own, parentId: other, day: today });
    await strange({
      act: "open",
      kind: "community",
      parentId: other,
      code: null,
      name: "甲",
      nameEn: "A",
      day: today,
    });
    await strange({ act: "close", unitId: crypto.randomUUID(), day: today });
    expect(
      await order({ act: "rename", unitId: own, name: "自己的", nameEn: "Own", day: today }, [mine]),
    ).toEqual({ unitId: own, isNew: true });
    // What moves away is no longer theirs.
    expect(await order({ act: "move", unitId: own, parentId: other, day: today })).toMatchObject({
      isNew: true,
    });
    await strange({ act: "close", unitId: own, day: today });
  });
});

describe("figures are those of the tree of their days", () => {
  test("a community that moves on 1 July: last year stays, this year is split, and whoever sees it sees its part", async () => {
    const [old, fresh] = [await opened("street", world.district), await opened("street", world.district)];
    const moving = await opened("community", old);
    const people = await world.people(2, moving);
    await held("2025-12-31", people);
    await held("2026-06-30", people);
    await held("2026-07-01", people.slice(0, 1));
    const seen = async () => ({
      last: [await personTimes(2025, [old]), await personTimes(2025, [fresh])],
      lastEvidence: [await evidence(2025, [old]), await evidence(2025, [fresh])],
      lastByStreet: [(await byStreet(2025, old))?.personTimes, (await byStreet(2025, fresh))?.personTimes],
      own: await personTimes(2026, [moving]),
      whole: await personTimes(2026, [world.district]),
    });
    const before = await seen();
    expect(before).toMatchObject({
      last: [2, 0],
      lastEvidence: [2, 0],
      lastByStreet: [2, undefined],
      own: 3,
    });
    expect([await personTimes(2026, [old]), await personTimes(2026, [fresh])]).toEqual([3, 0]);

    expect(await order({ act: "move", unitId: moving, parentId: fresh, day: "2026-07-01" })).toMatchObject({
      isNew: true,
    });
    expect(await seen()).toEqual(before);
    expect([await personTimes(2026, [old]), await personTimes(2026, [fresh])]).toEqual([2, 1]);
    expect([await evidence(2026, [old]), await evidence(2026, [fresh])]).toEqual([2, 1]);
    expect(await byStreet(2026, old)).toMatchObject({ sessions: 1, personTimes: 2, people: 2 });
    expect(await byStreet(2026, fresh)).toMatchObject({ sessions: 1, personTimes: 1, people: 1 });
    expect((await yearFigures(2026, worldStart, [old])).months[5]).toEqual({ sessions: 1, personTimes: 2 });
    expect((await yearFigures(2026, worldStart, [fresh])).people).toBe(1);
    // Of both streets together each attendance counts once.
    expect(await personTimes(2026, [old, fresh, moving])).toBe(3);
    expect(await subtree([old])).toEqual([old]);
  });

  test("seats ahead count for the street of today", async () => {
    const [old, fresh] = [await opened("street", world.district), await opened("street", world.district)];
    const moving = await opened("community", old);
    const person = await world.person(moving);
    const startsAt = shanghai("2026-12-10", "09:00");
    const data = aSession({ partnerId: world.university, trainerId: world.trainer, startsAt });
    await db().trainingSession.create({ data });
    await db().enrolment.create({ data: anEnrolment({ sessionId: data.id, personId: person }) });
    const due = async (unit: string) => (await yearFigures(2026, worldStart, [unit])).personTimesDue;
    expect([await due(old), await due(fresh)]).toEqual([1, 0]);
    await order({ act: "move", unitId: moving, parentId: fresh, day: today });
    expect([await due(old), await due(fresh)]).toEqual([0, 1]);
  });

  test("a year that is over shows the names of its time", async () => {
    const street = await opened("street", world.district, "旧街道");
    const person = await world.person(await opened("community", street));
    await held("2025-05-08", [person]);
    await held("2026-05-08", [person]);
    const partner = async (year: number) => (await yearSessions(year, [street]))[0]?.partner.name;
    await order({ act: "rename", unitId: street, name: "新街道", nameEn: "New Street", day: "2026-03-01" });
    const university = world.university;
    await order({ act: "rename", unitId: university, name: "新大学", nameEn: "New", day: "2026-03-01" });
    expect([(await byStreet(2025, street))?.name, (await byStreet(2026, street))?.name]).toEqual([
      "旧街道",
      "新街道",
    ]);
    expect([await partner(2025), await partner(2026)]).toEqual(["示例大学", "新大学"]);
  });

  test("what is booked on a unit before its first day counts where it was first", async () => {
    const street = await opened("street", world.district);
    const late = await opened("community", street, unique("新设"), "2026-10-01");
    await held("2026-09-30", [await world.person(late)]);
    expect(await personTimes(2026, [street])).toBe(1);
  });
});

describe("somebody who is transferred", () => {
  const transfer = (personId: string, unitId: string, from: string, at = worldStart) =>
    transact((tx) => transferPerson(tx, personId, unitId, "社区工作者", from, at));

  test("leaves what was before behind; roster, ranking and holders show the new unit from the day on", async () => {
    const street = await opened("street", world.district);
    const [from, to] = [
      await opened("community", street, "甲社区"),
      await opened("community", street, "乙社区"),
    ];
    const person = await world.person(from);
    const before = await held("2026-11-23", [person]);
    // Entered a week ahead.
    expect(await transfer(person, to, "2026-12-01")).toMatchObject({ refusal: null });
    const startsAt = shanghai("2026-12-01", "09:00");
    const data = aSession({ partnerId: world.university, trainerId: world.trainer, startsAt });
    await db().trainingSession.create({ data });
    await db().enrolment.create({ data: anEnrolment({ sessionId: data.id, personId: person }) });

    const units = await subtree([street]);
    const quarter = { from: "2026-10-01", to: "2026-12-31" };
    const seen = async (day: string) => {
      const communities = (await holdersByUnit(day, units))[0]?.communities ?? [];
      return {
        roster: (await roster(world.trainer, before, worldStart))?.people[0]?.unit,
        rosterAhead: (await roster(world.trainer, data.id, worldStart))?.people[0]?.unit,
        ranking: (await rankingAround(person, quarter, day)).near.find(({ id }) => id === person)?.unit,
        holders: communities.map(({ name, people }) => [name, people]),
        placed: (await placements(db(), { personIds: [person], on: dbDate(day) })).get(person),
      };
    };
    expect(await seen("2026-11-30")).toEqual({
      roster: "甲社区",
      rosterAhead: "乙社区",
      ranking: "甲社区",
      holders: [
        ["甲社区", 1],
        ["乙社区", 0],
      ],
      placed: from,
    });
    expect(await seen("2026-12-01")).toEqual({
      roster: "甲社区",
      rosterAhead: "乙社区",
      ranking: "乙社区",
      holders: [
        ["甲社区", 0],
        ["乙社区", 1],
      ],
      placed: to,
    });

    startClockAt(startsAt);
    await recordAttendance({
      trainerId: world.trainer,
      sessionId: data.id,
      personId: person,
      requestId: "test",
    });
    expect([await personTimes(2026, [from]), await personTimes(2026, [to])]).toEqual([1, 1]);
  });
});

describe("whose somebody is on a day", () => {
  test("the post of the day, else the last before, else the first after", async () => {
    const [a, b] = [await opened("community", world.street), await opened("community", world.street)];
    const { id: personId } = await db().person.create({ data: aPerson() });
    await db().post.createMany({
      data: [
        aPost({ personId, unitId: a, startsOn: dbDate("2024-01-01"), endsOn: dbDate("2024-12-31") }),
        aPost({ personId, unitId: b, startsOn: dbDate("2025-07-01"), endsOn: dbDate("2025-12-31") }),
      ],
    });
    const on = async (day: string) =>
      (await placements(db(), { personIds: [personId], on: dbDate(day) })).get(personId);
    expect([await on("2023-01-01"), await on("2024-06-01"), await on("2025-03-01")]).toEqual([a, a, a]);
    expect([await on("2025-07-01"), await on("2026-11-24")]).toEqual([b, b]);
    expect([...(await placements(db(), { unitIds: [b], on: dbDate("2026-11-24") })).keys()]).toEqual([
      personId,
    ]);
    expect((await placements(db(), { unitIds: [a], on: dbDate("2026-11-24") })).size).toBe(0);
  });
});
