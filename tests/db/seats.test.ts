import { beforeAll, describe, expect, test } from "vitest";
import { shanghai } from "~/lib/dates";
import { db } from "~/platform/store.server";
import { enrolInSession } from "~/workflows/enrol-in-session.server";
import { withdrawFromSession } from "~/workflows/withdraw-from-session.server";
import { atOnce, changes } from "../factories/changes";
import { aSession } from "../factories/training";
import { aWorld, type World } from "../factories/world";

let world: World;
beforeAll(async () => {
  world = await aWorld();
});

async function session(over: Partial<Parameters<typeof aSession>[0]> = {}) {
  const data = aSession({ partnerId: world.university, trainerId: world.trainer, ...over });
  return (await db().trainingSession.create({ data })).id;
}
const enrol = (sessionId: string, personId: string) =>
  enrolInSession({ sessionId, personId, requestId: "test" });
const withdraw = (sessionId: string, personId: string) =>
  withdrawFromSession({ sessionId, personId, requestId: "test" });

/** Who has a place, in the order of asking. */
const places = (sessionId: string) =>
  db().enrolment.findMany({
    where: { sessionId, state: { in: ["seated", "waiting"] } },
    orderBy: { seq: "asc" },
    select: { personId: true, state: true, seq: true },
  });

describe("enrolling", () => {
  test("gives a seat and leaves an audit row, once", async () => {
    const [id, person] = [await session(), await world.person()];
    expect(await changes(async () => expect(await enrol(id, person)).toEqual({ place: "seated" }))).toEqual({
      enrolment: "+1",
      audit_event: "+1",
    });
    expect(
      await changes(async () => expect(await enrol(id, person)).toEqual({ refusal: "already" })),
    ).toEqual({});
    expect(await db().auditEvent.findMany({ where: { subject: `session:${id}` } })).toMatchObject([
      { actorId: person, action: "session.enrol", outcome: "done", detail: { place: "seated" } },
    ]);
  });

  test("eight clicks at once take one seat", async () => {
    const [id, person] = [await session(), await world.person()];
    expect(await changes(() => atOnce(8, () => enrol(id, person)))).toEqual({
      enrolment: "+1",
      audit_event: "+1",
    });
  });

  test("thirty people at once in a session of ten: ten sit, twenty wait in order", async () => {
    const [id, people] = [await session({ capacity: 10 }), await world.people(30)];
    const given = await Promise.all(people.map((person) => enrol(id, person)));
    expect(given.filter((it) => it && "place" in it && it.place === "seated")).toHaveLength(10);
    expect(given.filter((it) => it && "place" in it && it.place === "waiting")).toHaveLength(20);
    const rows = await places(id);
    expect(rows.map((row) => row.state)).toEqual([...Array(10).fill("seated"), ...Array(20).fill("waiting")]);
    expect(new Set(rows.map((row) => row.seq)).size).toBe(30);
  });

  test("is refused after the start, when cancelled, and beside another session at the same time", async () => {
    const person = await world.person();
    expect(await enrol(await session({ startsAt: shanghai("2026-11-23", "14:00") }), person)).toEqual({
      refusal: "started",
    });
    expect(await enrol(await session({ state: "cancelled" }), person)).toEqual({ refusal: "not-open" });
    await enrol(await session(), person);
    const beside = await session();
    expect(
      await changes(async () => expect(await enrol(beside, person)).toEqual({ refusal: "overlap" })),
    ).toEqual({});
  });

  test("of two sessions at the same time, asked for at once, one is given", async () => {
    for (const person of await world.people(6)) {
      const both = await Promise.all([await session(), await session()].map((id) => enrol(id, person)));
      expect(both.filter((it) => it && "place" in it)).toHaveLength(1);
    }
  });

  test("null for a session that is not there, or only planned", async () => {
    const person = await world.person();
    expect(await enrol(crypto.randomUUID(), person)).toBeNull();
    expect(await enrol(await session({ state: "planned" }), person)).toBeNull();
  });
});

describe("withdrawing", () => {
  test("moves the first of the waiting up in the same transaction, once", async () => {
    const id = await session({ capacity: 1 });
    const [seated = "", first = "", second = ""] = await world.people(3);
    for (const person of [seated, first, second]) await enrol(id, person);
    expect(
      await changes(async () => expect(await withdraw(id, seated)).toEqual({ promoted: [first] })),
    ).toEqual({ enrolment: "~2", audit_event: "+2", notification: "+1" });
    expect(await db().notification.findMany({ where: { link: `/training/${id}` } })).toMatchObject([
      { personId: first, kind: "training.promoted", params: { venue: "示例中心 302 室" } },
    ]);
    expect(
      await changes(async () => expect(await withdraw(id, seated)).toEqual({ refusal: "not-enrolled" })),
    ).toEqual({});
    expect(await places(id)).toMatchObject([
      { personId: first, state: "seated" },
      { personId: second, state: "waiting" },
    ]);
  });

  test("somebody who comes back queues anew", async () => {
    const id = await session({ capacity: 1 });
    const [seated = "", first = "", second = ""] = await world.people(3);
    for (const person of [seated, first, second]) await enrol(id, person);
    await withdraw(id, first);
    expect(await enrol(id, first)).toEqual({ place: "waiting" });
    expect(await withdraw(id, seated)).toEqual({ promoted: [second] });
  });

  test("eight clicks at once give one seat back", async () => {
    const id = await session({ capacity: 2 });
    const people = await world.people(6);
    for (const person of people) await enrol(id, person);
    expect(await changes(() => atOnce(8, () => withdraw(id, people[0] ?? "")))).toEqual({
      enrolment: "~2",
      audit_event: "+2",
      notification: "+1",
    });
  });

  test("ten leave while ten come: never more than the capacity, and all in order", async () => {
    const id = await session({ capacity: 10 });
    const [before, come] = [await world.people(15), await world.people(10)];
    for (const person of before) await enrol(id, person);
    // The database itself looks after every statement.
    await db().$executeRawUnsafe(`
      create function refuse_crowd() returns trigger language plpgsql as $$
      begin
        if (select count(*) from enrolment where session_id = '${id}' and state = 'seated') > 10 then
          raise exception 'more people than seats';
        end if;
        return null;
      end $$`);
    await db().$executeRawUnsafe(
      "create trigger refuse_crowd after insert or update on enrolment execute function refuse_crowd()",
    );
    const leave = before.slice(0, 10);
    const acts = leave.flatMap((person, i) => [() => withdraw(id, person), () => enrol(id, come[i] ?? "")]);
    const answers = await Promise.all(acts.map((act) => act()));
    await db().$executeRawUnsafe("drop trigger refuse_crowd on enrolment");
    expect(answers.filter((it) => it === null || "refusal" in it)).toEqual([]);
    const rows = await places(id);
    expect(rows.map((row) => row.state)).toEqual([...Array(10).fill("seated"), ...Array(5).fill("waiting")]);
    expect(rows.slice(0, 5).map((row) => row.personId)).toEqual(before.slice(10));
  });

  test("is refused after the start; null for a session that is not there", async () => {
    const person = await world.person();
    const id = await session();
    await enrol(id, person);
    await db().trainingSession.update({
      where: { id },
      data: { startsAt: shanghai("2026-11-24", "08:00") },
    });
    expect(await withdraw(id, person)).toEqual({ refusal: "started" });
    expect(await withdraw(crypto.randomUUID(), person)).toBeNull();
  });
});
