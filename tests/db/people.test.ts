import { beforeAll, describe, expect, test } from "vitest";
import { checkPassword } from "~/features/people/authenticate.server";
import { readMaster } from "~/features/people/master-data.server";
import type { Keeper } from "~/features/people/person-scope.server";
import { checkMaster, type EducationFact } from "~/features/people/rules/master";
import { unitOn } from "~/features/people/unit-tree.server";
import { personTimeline } from "~/features/reporting/person-timeline.server";
import { timelineKinds } from "~/features/reporting/rules/timeline";
import { dbDate, fromDbDate, shanghai } from "~/lib/dates";
import { startClockAt } from "~/platform/clock.server";
import { hashPassword } from "~/platform/password.server";
import { readSession, sessionKey } from "~/platform/session.server";
import { db } from "~/platform/store.server";
import { cancelPlanned } from "~/workflows/cancel-planned.server";
import { joinPerson } from "~/workflows/join-person.server";
import { leavePerson } from "~/workflows/leave-person.server";
import { returnPerson } from "~/workflows/return-person.server";
import { saveMasterData } from "~/workflows/save-master-data.server";
import { settleEmployment } from "~/workflows/settle-employment.server";
import { transferPerson } from "~/workflows/transfer-person.server";
import { atOnce, changes, withoutInsertsInto } from "../factories/changes";
import { aGrant } from "../factories/people";
import { aSession, anEnrolment } from "../factories/training";
import { aWorld, worldStart, type World } from "../factories/world";

let world: World;
let hr: Keeper;
const password = "Right-Password-1";
let passwordHash: string;
beforeAll(async () => {
  world = await aWorld();
  hr = { personId: await world.person(world.district), grants: [{ role: "hr", unitId: world.district }] };
  passwordHash = await hashPassword(password);
});

const who = { requestId: "test" };
const basics = { gender: "female" as const, bornOn: "1995-05-01", phone: "13900000001", email: "" };
const joining = (employeeNo: string) => ({
  ...{ employeeNo, name: "李明", unitId: world.here, title: "社区工作者", joinedOn: "2026-11-24" },
});
const join = (employeeNo: string, over: Partial<ReturnType<typeof joining>> = {}) =>
  joinPerson({ ...who, by: hr, joining: { ...joining(employeeNo), ...over }, basics });
const transfer = (personId: string, from: string, unitId = world.there, title = "社区工作者") =>
  transferPerson({ ...who, by: hr, personId, unitId, title, from });
const leave = (personId: string, lastDay: string) =>
  leavePerson({ ...who, by: hr, personId, lastDay, reason: "resigned" });
const worker = async () => {
  const personId = await world.person();
  await db().roleGrant.create({ data: aGrant({ personId, unitId: world.here }) });
  return personId;
};
const posts = async (personId: string) =>
  (await db().post.findMany({ where: { personId }, orderBy: { startsOn: "asc" } })).map((post) => [
    post.unitId,
    fromDbDate(post.startsOn),
    post.endsOn && fromDbDate(post.endsOn),
  ]);
const roles = async (personId: string) =>
  (await db().roleGrant.findMany({ where: { personId, endedAt: null }, orderBy: { role: "asc" } })).map(
    ({ role, unitId }) => [role, unitId],
  );
async function signedIn(personId: string): Promise<string> {
  const secret = `${personId.replaceAll("-", "")}x`.slice(0, 33);
  const at = new Date();
  const expiresAt = new Date(at.getTime() + 20 * 60_000);
  await db().session.create({
    data: { id: sessionKey(secret), accountId: personId, createdAt: at, expiresAt },
  });
  await db().account.update({ where: { personId }, data: { passwordHash } });
  return `nuanxin_session=${secret}`;
}
const auditOf = async (personId: string, action: string) =>
  (await db().auditEvent.findMany({ where: { subject: `person:${personId}`, action } })).map(
    ({ detail }) => detail,
  );

describe("joining", () => {
  test("makes person, account without a password, post and role, once", async () => {
    expect(await changes(() => join("N0001"))).toEqual({
      ...{ person: "+1", account: "+1", post: "+1", role_grant: "+1", audit_event: "+1" },
    });
    expect(
      await changes(async () => expect(await join("N0001")).toEqual({ refusal: "number-taken" })),
    ).toEqual({});
    const { personId, passwordHash: none } = await db().account.findUniqueOrThrow({
      where: { employeeNo: "N0001" },
    });
    expect(none).toBeNull();
    expect((await readMaster(db(), [personId])).get(personId)).toMatchObject({ ...basics, name: "李明" });
  });
  test("eight at once with one number are one person", async () => {
    const given = await atOnce(8, () => join("N0002"));
    expect(given.filter((it) => "personId" in it)).toHaveLength(1);
    expect(await db().account.count({ where: { employeeNo: "N0002" } })).toBe(1);
  });
  test("is all or nothing", async () => {
    for (const table of ["role_grant", "audit_event"])
      expect(
        await changes(() => withoutInsertsInto(table, () => expect(join("N0003")).rejects.toThrow())),
      ).toEqual({});
  });
  test("is refused in a unit that has closed, and with a birthday that does not fit", async () => {
    expect(await join("N0004", { joinedOn: "2019-12-31" })).toEqual({ refusal: "unit-not-open" });
    expect(
      await joinPerson({
        ...who,
        by: hr,
        joining: joining("N0004"),
        basics: { ...basics, bornOn: "2020-01-01" },
      }),
    ).toMatchObject({ findings: [{ field: "bornOn", refusal: "too-young" }] });
  });
});

describe("a transfer", () => {
  test("from today ends the post yesterday and moves the role; a second time changes nothing", async () => {
    const id = await worker();
    expect(
      await changes(async () => expect(await transfer(id, "2026-11-24")).toEqual({ refusal: null })),
    ).toEqual({
      ...{ post: "+1 ~1", role_grant: "+1 ~1", audit_event: "+1", notification: "+1" },
    });
    expect(await posts(id)).toEqual([
      [world.here, "2020-01-01", "2026-11-23"],
      [world.there, "2026-11-24", null],
    ]);
    expect(await roles(id)).toEqual([["worker", world.there]]);
    expect(
      await changes(async () => expect(await transfer(id, "2026-11-24")).toEqual({ refusal: "same-post" })),
    ).toEqual({});
    expect(await auditOf(id, "person.transfer")).toMatchObject([
      { fromUnit: world.here, toUnit: world.there, from: "2026-11-24" },
    ]);
  });
  test("ahead leaves everything as it is until the day; then the role follows, once", async () => {
    const id = await worker();
    await transfer(id, "2026-12-01");
    expect(await unitOn(db(), id, dbDate("2026-11-30"))).toBe(world.here);
    expect(await unitOn(db(), id, dbDate("2026-12-01"))).toBe(world.there);
    expect(await roles(id)).toEqual([["worker", world.here]]);
    expect(await changes(settleEmployment)).toEqual({});
    startClockAt(shanghai("2026-12-01", "06:00"));
    expect(await changes(settleEmployment)).toEqual({ role_grant: "+1 ~1", audit_event: "+1" });
    expect(await roles(id)).toEqual([["worker", world.there]]);
    expect(await auditOf(id, "person.move")).toEqual([{ unit: world.there }]);
    expect(await changes(settleEmployment)).toEqual({});
    startClockAt(worldStart);
  });
  test("ahead can be taken back, once", async () => {
    const id = await worker();
    await transfer(id, "2026-12-01");
    expect(await transfer(id, "2026-12-15", world.university)).toEqual({ refusal: "planned" });
    const back = () => cancelPlanned({ ...who, by: hr, personId: id, what: "transfer" });
    expect(await changes(back)).toEqual({ post: "-1 ~1", audit_event: "+1" });
    expect(await posts(id)).toEqual([[world.here, "2020-01-01", null]]);
    expect(await changes(async () => expect(await back()).toEqual({ refusal: "nothing-planned" }))).toEqual(
      {},
    );
  });
  test("eight at once are one; all or nothing", async () => {
    const id = await worker();
    const none = () =>
      withoutInsertsInto("audit_event", () => expect(transfer(id, "2026-11-24")).rejects.toThrow());
    expect(await changes(none)).toEqual({});
    const given = await atOnce(8, () => transfer(id, "2026-11-24"));
    expect(given.filter((done) => done?.refusal === null)).toHaveLength(1);
    expect(await posts(id)).toHaveLength(2);
  });
});

describe("leaving", () => {
  test("today closes roles and sessions at once: the next request and the next sign-in are refused", async () => {
    const id = await worker();
    await db().roleGrant.create({ data: aGrant({ personId: id, unitId: world.street, role: "unit-head" }) });
    const cookie = await signedIn(id);
    expect(await readSession(cookie)).toMatchObject({ personId: id });
    expect(await checkPassword(id, password)).toEqual({ personId: id, right: true });
    expect(await leave(id, "2026-11-24")).toMatchObject({
      refusal: null,
      closed: true,
      roles: 2,
      sessions: 1,
    });
    expect(await readSession(cookie)).toBeNull();
    expect(await checkPassword(id, password)).toEqual({ personId: null, right: false });
    expect(await roles(id)).toEqual([]);
    expect(await posts(id)).toEqual([[world.here, "2020-01-01", "2026-11-24"]]);
    expect(
      await changes(async () => expect(await leave(id, "2026-11-24")).toEqual({ refusal: "same-day" })),
    ).toEqual({});
  });
  test("ahead lasts until the day has passed, and then the roles end, once", async () => {
    const id = await worker();
    const cookie = await signedIn(id);
    expect(await leave(id, "2026-11-30")).toMatchObject({ closed: false, roles: 0, sessions: 0 });
    startClockAt(shanghai("2026-11-30", "23:59"));
    expect(await readSession(cookie)).toMatchObject({ personId: id });
    expect(await checkPassword(id, password)).toEqual({ personId: id, right: true });
    startClockAt(shanghai("2026-12-01", "00:00"));
    expect(await readSession(cookie)).toBeNull();
    expect(await checkPassword(id, password)).toEqual({ personId: null, right: false });
    await settleEmployment();
    expect(await roles(id)).toEqual([]);
    expect(await auditOf(id, "person.close")).toEqual([{ roles: 1, sessions: 1 }]);
    expect(await changes(settleEmployment)).toEqual({});
    startClockAt(worldStart);
  });
  test("gives back the seats after the last day, not before, and those who wait move up", async () => {
    const [id, first, second] = [await worker(), await world.person(), await world.person()];
    const make = async (startsAt: Date) => {
      const data = aSession({ partnerId: world.university, trainerId: world.trainer, capacity: 1, startsAt });
      await db().trainingSession.create({ data });
      await db().enrolment.create({ data: anEnrolment({ sessionId: data.id, personId: id }) });
      for (const personId of [first, second])
        await db().enrolment.create({
          data: anEnrolment({ sessionId: data.id, personId, state: "waiting" }),
        });
      return data.id;
    };
    const before = await make(shanghai("2026-11-30", "14:00"));
    const after = await make(shanghai("2026-12-01", "09:00"));
    const last = await make(shanghai("2026-12-20", "09:00"));
    expect(await leave(id, "2026-11-30")).toMatchObject({ seats: 2, promoted: 2 });
    const state = async (sessionId: string) =>
      (await db().enrolment.findMany({ where: { sessionId }, orderBy: { seq: "asc" } })).map(
        (row) => row.state,
      );
    expect(await state(before)).toEqual(["seated", "waiting", "waiting"]);
    for (const each of [after, last]) expect(await state(each)).toEqual(["withdrawn", "seated", "waiting"]);
  });
  test("eight at once leave once; all or nothing", async () => {
    const id = await worker();
    await signedIn(id);
    const none = () =>
      withoutInsertsInto("audit_event", () => expect(leave(id, "2026-11-24")).rejects.toThrow());
    expect(await changes(none)).toEqual({});
    const given = await atOnce(8, () => leave(id, "2026-11-24"));
    expect(given.filter((done) => done?.refusal === null)).toHaveLength(1);
    expect(await auditOf(id, "person.leave")).toHaveLength(1);
  });
  test("ahead can be taken back, or moved to another day", async () => {
    const id = await worker();
    await transfer(id, "2026-12-15");
    await leave(id, "2026-11-30");
    expect(await posts(id)).toEqual([[world.here, "2020-01-01", "2026-11-30"]]);
    await leave(id, "2026-12-31");
    expect(await posts(id)).toEqual([[world.here, "2020-01-01", "2026-12-31"]]);
    await cancelPlanned({ ...who, by: hr, personId: id, what: "leaving" });
    expect(await posts(id)).toEqual([[world.here, "2020-01-01", null]]);
    expect(await roles(id)).toEqual([["worker", world.here]]);
  });
  test("somebody who left comes back under the same number, as a worker alone", async () => {
    const id = await worker();
    await db().roleGrant.create({ data: aGrant({ personId: id, unitId: world.street, role: "hr" }) });
    await leave(id, "2026-11-20");
    const back = () =>
      returnPerson({
        ...who,
        by: hr,
        personId: id,
        unitId: world.there,
        title: "网格员",
        from: "2026-11-24",
      });
    expect(await back()).toEqual({ refusal: null });
    expect(await roles(id)).toEqual([["worker", world.there]]);
    expect(await posts(id)).toEqual([
      [world.here, "2020-01-01", "2026-11-20"],
      [world.there, "2026-11-24", null],
    ]);
    expect(await changes(async () => expect(await back()).toEqual({ refusal: "in-post" }))).toEqual({});
  });
});

describe("master data", () => {
  const degree: EducationFact = {
    ...{
      level: "bachelor",
      degree: "学士",
      school: "示例大学",
      major: "社会工作",
      isSocialWork: true,
      fullTime: true,
    },
    ...{ startedOn: "2013-09-01", graduatedOn: "2017-06-30" },
  };
  const save = (personId: string, revision: number, patch: Parameters<typeof saveMasterData>[0]["patch"]) =>
    saveMasterData({ ...who, by: hr, personId, revision, patch });

  test("is kept with what changed, and a second time changes nothing", async () => {
    const id = await world.person();
    const patch = { educations: [degree], phone: "13900000002" };
    expect(await changes(async () => expect(await save(id, 0, patch)).toEqual({ changed: true }))).toEqual({
      ...{ person: "~1", education: "+1", audit_event: "+1" },
    });
    expect(await changes(async () => expect(await save(id, 0, patch)).toEqual({ changed: false }))).toEqual(
      {},
    );
    const [detail] = await auditOf(id, "person.change");
    expect(detail).toMatchObject({ revision: 1, phone: "changed" });
    expect(JSON.stringify(detail)).not.toContain("13900000002");
  });
  test("of a form that was opened before another's change is refused, and nothing is overwritten", async () => {
    const id = await world.person();
    await save(id, 0, { phone: "13900000003" });
    const late = () => save(id, 0, { phone: "13900000004" });
    expect(
      await changes(async () =>
        expect(await late()).toMatchObject({ conflict: { phone: "13900000003", revision: 1 } }),
      ),
    ).toEqual({});
    expect(await save(id, 1, { phone: "13900000004" })).toEqual({ changed: true });
  });
  test("of eight who change it at once, one does", async () => {
    const id = await world.person();
    const given = await atOnce(8, (i) => save(id, 0, { email: `a${i}@example.org` }));
    expect(given.filter((it) => it && "changed" in it)).toHaveLength(1);
    expect(given.filter((it) => it && "conflict" in it)).toHaveLength(7);
  });
  test("that breaks a rule is refused with its field, and is all or nothing", async () => {
    const id = await world.person();
    expect(
      await changes(async () =>
        expect(await save(id, 0, { educations: [{ ...degree, graduatedOn: "2013-08-31" }] })).toMatchObject({
          findings: [{ part: "educations", row: 0, field: "graduatedOn", refusal: "ends-before-start" }],
        }),
      ),
    ).toEqual({});
    await save(id, 0, { educations: [degree] });
    expect(await save(id, 1, { bornOn: "2005-01-01" })).toMatchObject({
      findings: expect.arrayContaining([]),
    });
    const none = () =>
      withoutInsertsInto("audit_event", () => expect(save(id, 1, { educations: [] })).rejects.toThrow());
    expect(await changes(none)).toEqual({});
  });
  test("of nobody is nothing", async () => {
    expect(await save(crypto.randomUUID(), 0, { phone: "" })).toBeNull();
  });
});

test("an act on who was transferred away after the form was opened, on oneself, or into a foreign unit, is none", async () => {
  const [id, self] = [await worker(), await world.person()];
  const keeper = (personId: string, unitId: string): Keeper => ({
    personId,
    grants: [{ role: "hr", unitId }],
  });
  const ofStreet = keeper(hr.personId, world.street);
  const order = { title: "网格员", from: "2026-11-24", requestId: "test" };
  const into = (unitId: string) => ({ ...order, unitId });
  await transfer(id, "2026-11-24", world.university);
  await leave(id, "2026-12-31");
  const acts = (by: Keeper, personId: string) => [
    () => transferPerson({ by, personId, ...into(world.there) }),
    () => leavePerson({ ...who, by, personId, lastDay: "2026-11-24", reason: "resigned" }),
    () => returnPerson({ by, personId, ...into(world.there) }),
    () => cancelPlanned({ ...who, by, personId, what: "leaving" }),
    () => saveMasterData({ ...who, by, personId, revision: 0, patch: { phone: "13900000003" } }),
  ];
  for (const act of [...acts(ofStreet, id), ...acts(keeper(self, world.district), self)])
    expect(await changes(async () => expect(await act()).toBeNull())).toEqual({});
  const foreign = () => transferPerson({ by: ofStreet, personId: self, ...into(world.university) });
  const joins = () =>
    joinPerson({ ...who, by: ofStreet, basics, joining: { ...joining("F1"), unitId: world.university } });
  for (const act of [foreign, joins])
    expect(await changes(async () => expect(await act()).toEqual({ refusal: "unit-unknown" }))).toEqual({});
});

test("of a transfer away and a change at once, the change is before it or not at all", async () => {
  const by: Keeper = { personId: hr.personId, grants: [{ role: "hr", unitId: world.street }] };
  for (const id of await world.people(6)) {
    const [saved] = await Promise.all([
      saveMasterData({ ...who, by, personId: id, revision: 0, patch: { phone: "13900000004" } }),
      transfer(id, "2026-11-24", world.university),
    ]);
    const rows = await db().auditEvent.findMany({
      where: { subject: `person:${id}` },
      orderBy: { seq: "asc" },
    });
    expect(rows.map(({ action }) => action)).toEqual(
      saved ? ["person.change", "person.transfer"] : ["person.transfer"],
    );
  }
});

test("a timeline tells all of it, newest first", async () => {
  const id = await worker();
  await transfer(id, "2026-12-01");
  await db().certificate.create({
    data: { personId: id, level: "junior", number: "TL1", issuedOn: dbDate("2025-10-01") },
  });
  await db().appraisal.create({ data: { personId: id, year: 2024, grade: "excellent" } });
  const events = await personTimeline(id, timelineKinds);
  expect(events.map(({ on, what }) => [on, what])).toEqual([
    ["2026-12-01", "post"],
    ["2025-10-01", "certificate"],
    ["2024-12-31", "appraised"],
    ["2020-01-01", "post"],
    ["2020-01-01", "joined"],
  ]);
  expect((await personTimeline(id, ["certificate"])).map(({ what }) => what)).toEqual(["certificate"]);
});

test("what the rules say of somebody's data as it is kept", async () => {
  const id = await world.person();
  const master = (await readMaster(db(), [id])).get(id);
  expect(master && checkMaster(master, "2026-11-24")).toEqual([]);
});
