import { beforeAll, describe, expect, test } from "vitest";
import { pointsOf } from "~/features/incentives/ledger.server";
import { postEvent, type VerifiedEvent } from "~/features/incentives/post-event.server";
import { rankingAround } from "~/features/incentives/ranking.server";
import { awards, type Policy } from "~/features/incentives/rules/evaluate";
import { policyFile } from "~/features/incentives/schema";
import { civilDate, shanghai } from "~/lib/dates";
import { db } from "~/platform/store.server";
import { transact } from "~/platform/transact.server";
import { setConsent } from "~/workflows/set-consent.server";
import { changes } from "../factories/changes";
import { aWorld, worldStart, type World } from "../factories/world";

let world: World;
beforeAll(async () => {
  world = await aWorld();
});

function anEvent(over: Partial<VerifiedEvent> & { personId: string }): VerifiedEvent {
  return {
    id: `test:${crypto.randomUUID()}`,
    unitId: world.here,
    kind: "mock.passed",
    occurredAt: worldStart,
    facts: {},
    evidence: {},
    ...over,
  };
}
const post = (event: VerifiedEvent) =>
  transact((tx) => postEvent(tx, event, worldStart), { isolation: "ReadCommitted" });
const today = civilDate(worldStart);
// Nobody else has points in it.
const quarter = { from: "2026-01-01", to: "2026-03-31" };

/** What the policies say of events that were all known at once, by event; nothing is left out. */
async function atOnceWouldEarn(events: readonly VerifiedEvent[]) {
  const policies = (await db().policy.findMany()).map((row): Policy => policyFile.parse(row.document));
  const earned = awards(
    policies,
    events.map(({ id, kind, occurredAt, facts }) => ({
      id,
      kind,
      facts,
      at: occurredAt.toISOString(),
      on: civilDate(occurredAt),
      cancels: null,
    })),
  );
  return Object.fromEntries(earned.filter((each) => each.points).map((each) => [each.eventId, each.points]));
}

async function ledgerOf(personId: string) {
  const sums: Record<string, number> = {};
  for (const { key, amount } of await db().ledgerEntry.findMany({ where: { personId } })) {
    const event = key.split("/")[0] ?? "";
    sums[event] = (sums[event] ?? 0) + amount;
  }
  return Object.fromEntries(Object.entries(sums).filter(([, points]) => points !== 0));
}

describe("points", () => {
  test("an event posts once, sent twice or eight times at once", async () => {
    const event = anEvent({ personId: await world.person() });
    const one = { incentive_event: "+1", ledger_entry: "+1" };
    expect(await changes(() => Promise.all(Array.from({ length: 8 }, () => post(event))))).toEqual(one);
    expect(await changes(async () => expect(await post(event)).toBe(0))).toEqual({});
  });

  test("sixteen of one person at once, in any order, come to what they earn together with the caps", async () => {
    const personId = await world.person();
    // Two months and both kinds of cap; later days arrive before earlier ones.
    const events = Array.from({ length: 16 }, (_, i) =>
      anEvent({
        personId,
        kind: i % 3 === 0 ? "course.completed" : "mock.passed",
        occurredAt: shanghai(`2026-${i % 2 ? "10" : "11"}-${String(20 - (i % 4)).padStart(2, "0")}`, "10:00"),
      }),
    );
    await Promise.all(events.map(post));
    expect(await ledgerOf(personId)).toEqual(await atOnceWouldEarn(events));
    const { balance, lines } = await pointsOf(personId, 2026);
    expect(balance).toBe(lines.reduce((sum, line) => sum + line.amount, 0));
    expect(balance).toBe(Object.values(await atOnceWouldEarn(events)).reduce((sum, each) => sum + each, 0));
  });

  test("an earlier event that arrives late moves the cap, by new entries alone", async () => {
    const personId = await world.person();
    const on = (day: string) => anEvent({ personId, occurredAt: shanghai(`2026-11-${day}`, "10:00") });
    const events = [on("20"), on("21"), on("22"), on("03")];
    for (const event of events.slice(0, 3)) await post(event);
    expect(await ledgerOf(personId)).toEqual(await atOnceWouldEarn(events.slice(0, 3)));
    const late = events[3];
    if (!late) throw new Error("no late event");
    expect(await changes(() => post(late))).toEqual({ incentive_event: "+1", ledger_entry: "+2" });
    expect(await ledgerOf(personId)).toEqual(await atOnceWouldEarn(events));
  });

  test("each year has its own policy", async () => {
    const personId = await world.person();
    await post(anEvent({ personId, occurredAt: shanghai("2026-12-31", "23:59") }));
    await post(anEvent({ personId, occurredAt: shanghai("2027-01-01", "00:00") }));
    const rows = await db().ledgerEntry.findMany({ where: { personId }, orderBy: { occurredOn: "asc" } });
    expect(rows.map((row) => row.policyVersion.slice(0, 11))).toEqual(["points-2026", "points-2027"]);
  });
});

describe("the ranking", () => {
  test("gives places by points, ties alike, and names those alone who agreed", async () => {
    const [a = "", b = "", c = "", d = "", silent = "", without = ""] = await world.people(6);
    const attended = [9, 8, 8, 7, 6];
    for (const [i, personId] of [a, b, c, d, silent].entries())
      for (let n = 0; n < (attended[i] ?? 0); n++)
        await post(
          anEvent({ personId, kind: "session.attended", occurredAt: shanghai("2026-03-31", "23:59") }),
        );
    await setConsent(d, "public-ranking", true, "test");

    const seen = await rankingAround(b, quarter, today);
    expect(seen.own).toMatchObject({ id: b, rank: 2, points: 240 });
    const placeOf = (id: string) => seen.near.find((place) => place.id === id);
    expect(placeOf(a)).toMatchObject({ rank: 1, points: 270, name: null, unit: null });
    expect(placeOf(c)).toMatchObject({ rank: 2, points: 240, name: null });
    expect(placeOf(b)?.name).toBe("示例人");

    const near = await rankingAround(silent, quarter, today);
    expect(near.own).toMatchObject({ rank: 5, points: 180 });
    expect(near.near.find((place) => place.id === d)).toMatchObject({ rank: 4, name: "示例人" });
    await setConsent(d, "public-ranking", false, "test");
    expect(
      (await rankingAround(silent, quarter, today)).near.find((place) => place.id === d)?.name,
    ).toBeNull();

    expect(await rankingAround(without, quarter, today)).toMatchObject({ own: null, near: [] });
    expect((await rankingAround(a, { from: "2026-04-01", to: "2026-06-30" }, today)).own).toBeNull();
  });
});
