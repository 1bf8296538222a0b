import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { result, sitting } from "~/features/exams/read-attempt.server";
import { scorePaper } from "~/features/exams/rules/score";
import { scoreInput, storedPaper } from "~/features/exams/schema";
import { awards, type Policy } from "~/features/incentives/rules/evaluate";
import { policyFile } from "~/features/incentives/schema";
import { minuteMs } from "~/lib/dates";
import { startClockAt } from "~/platform/clock.server";
import { db } from "~/platform/store.server";
import { handInAttempt } from "~/workflows/hand-in-attempt.server";
import { saveAnswers } from "~/workflows/save-answers.server";
import { startAttempt } from "~/workflows/start-attempt.server";
import { atOnce, changes } from "../factories/changes";
import { anAnswer, anAttempt } from "../factories/exams";
import { aWorld, worldStart, type World } from "../factories/world";

const form = "short-junior-comprehensive";

let world: World;
let personId = "";
beforeAll(async () => {
  world = await aWorld();
});
beforeEach(async () => {
  startClockAt(worldStart);
  personId = await world.person();
});

const later = (ms: number) => startClockAt(new Date(worldStart.getTime() + ms));
const start = (key: string = crypto.randomUUID(), who = personId) =>
  startAttempt({ personId: who, form, key, requestId: "test" });
const handIn = (attemptId: string, who = personId) =>
  handInAttempt({ personId: who, attemptId, requestId: "test" });
const save = (attemptId: string, position: number, seq: number, chosen: string[], who = personId) =>
  saveAnswers({ personId: who, attemptId, answers: [{ position, seq, chosen, flagged: false }] });

async function started(who = personId): Promise<string> {
  const given = await start(undefined, who);
  if (typeof given === "string") throw new Error(given);
  return given.attemptId;
}

const paperOf = async (attemptId: string) =>
  storedPaper.parse((await db().attempt.findUniqueOrThrow({ where: { id: attemptId } })).paper);

/** The right answers, by position. */
async function keyOf(attemptId: string): Promise<string[][]> {
  const paper = await paperOf(attemptId);
  const versions = await db().questionVersion.findMany({
    where: { id: { in: paper.map((item) => item.version) } },
  });
  const answers = new Map(versions.map((row) => [row.id, row.answer]));
  return paper.map((item) => answers.get(item.version) ?? []);
}

async function answeredRight(attemptId: string) {
  const key = await keyOf(attemptId);
  await db().attemptAnswer.createMany({
    data: key.map((chosen, position) => anAnswer({ attemptId, position, chosen })),
  });
}

describe("starting an attempt", () => {
  test("draws one paper for one key, however often and at once it is asked for", async () => {
    const key = crypto.randomUUID();
    expect(await changes(() => atOnce(8, () => start(key)))).toEqual({ attempt: "+1", audit_event: "+1" });
    expect(await changes(async () => expect(await start(key)).toEqual({ attemptId: key }))).toEqual({});
    expect(await paperOf(key)).toHaveLength(20);
  });

  test("goes on with the one under way, whatever the key; two tabs at once sit one paper", async () => {
    const given = await atOnce(8, () => start());
    expect(new Set(given.map((it) => JSON.stringify(it))).size).toBe(1);
    expect(await db().attempt.count({ where: { personId } })).toBe(1);
  });

  test("draws a new paper after the deadline or when the last was handed in", async () => {
    const first = await started();
    await handIn(first);
    const second = await started();
    later(31 * minuteMs);
    const third = await started();
    expect(new Set([first, second, third]).size).toBe(3);
  });

  test("says so when there is no such form", async () => {
    const asked = { personId, form: "no-such", key: crypto.randomUUID(), requestId: "test" };
    expect(await changes(async () => expect(await startAttempt(asked)).toBe("no-form"))).toEqual({});
  });

  test("the page of a sitting holds no key", async () => {
    const id = await started();
    const page = JSON.stringify(await sitting(personId, id));
    expect(page).not.toMatch(/"(answer|why|explanation|right)"/);
  });
});

describe("saving answers", () => {
  test("keeps one row and gives a receipt; the same again changes nothing and gives the same receipt", async () => {
    const id = await started();
    const saved = { saved: [{ position: 0, seq: 1 }], newer: [] };
    expect(await changes(async () => expect(await save(id, 0, 1, ["A"])).toMatchObject(saved))).toEqual({
      attempt_answer: "+1",
    });
    expect(await changes(async () => expect(await save(id, 0, 1, ["A"])).toMatchObject(saved))).toEqual({});
    expect(await changes(() => atOnce(8, () => save(id, 0, 1, ["A"])))).toEqual({});
  });

  test("eight first ones at once are one row, and each gets its receipt", async () => {
    const id = await started();
    const given = await atOnce(8, () => save(id, 3, 5, ["B"]));
    for (const receipt of given)
      expect(receipt).toMatchObject({ saved: [{ position: 3, seq: 5 }], newer: [] });
    expect(await db().attemptAnswer.count({ where: { attemptId: id } })).toBe(1);
  });

  test("an older one that comes late changes nothing and is told what stands", async () => {
    const id = await started();
    await save(id, 0, 7, ["C"]);
    expect(
      await changes(async () =>
        expect(await save(id, 0, 6, ["A"])).toMatchObject({
          saved: [],
          newer: [{ position: 0, seq: 7, chosen: ["C"], flagged: false }],
        }),
      ),
    ).toEqual({});
  });

  test("in whatever order eight arrive at once, the newest stands", async () => {
    const id = await started();
    const options = ["A", "B", "C", "D"];
    const order = [3, 8, 1, 6, 2, 7, 5, 4];
    await Promise.all(order.map((seq) => save(id, 0, seq, [options[seq % 4] ?? ""])));
    expect(await db().attemptAnswer.findMany({ where: { attemptId: id } })).toMatchObject([
      { position: 0, seq: 8n, chosen: ["A"] },
    ]);
  });

  test("two devices with the same number: the first stands, the second is told", async () => {
    const id = await started();
    await save(id, 0, 1, ["A"]);
    expect(await save(id, 0, 1, ["B"])).toMatchObject({ saved: [], newer: [{ seq: 1, chosen: ["A"] }] });
  });

  test("is refused once handed in, and half a minute after the deadline", async () => {
    const [id, other] = [await started(), await world.person()];
    later(30 * minuteMs + 20_000);
    expect(await save(id, 0, 1, ["A"])).toMatchObject({ saved: [{ position: 0, seq: 1 }] });
    later(31 * minuteMs);
    expect(
      await changes(async () => expect(await save(id, 0, 2, ["B"])).toEqual({ refusal: "too-late" })),
    ).toEqual({});
    const handed = await started(other);
    await handIn(handed, other);
    expect(await save(handed, 0, 1, ["A"], other)).toEqual({ refusal: "submitted" });
  });

  test("another person's attempt is not there: not to save, read, hand in or see the result of", async () => {
    const [id, other] = [await started(), await world.person()];
    await answeredRight(id);
    expect(
      await changes(async () => {
        expect(await save(id, 0, 99, ["A"], other)).toBeNull();
        expect(await handIn(id, other)).toBeNull();
        expect(await sitting(other, id)).toBeNull();
      }),
    ).toEqual({});
    await handIn(id);
    expect(await result(other, id)).toBeNull();
    expect(await result(personId, id)).toMatchObject({ passed: true, halfMarks: 50, maxHalfMarks: 50 });
  });
});

describe("handing in", () => {
  const passed = {
    attempt: "~1",
    attempt_score: "+1",
    incentive_event: "+1",
    ledger_entry: "+1",
    audit_event: "+1",
  };

  test("scores and rewards a passed paper in one, once", async () => {
    const id = await started();
    await answeredRight(id);
    expect(await changes(async () => expect(await handIn(id)).toEqual({ passed: true }))).toEqual(passed);
    expect(await changes(async () => expect(await handIn(id)).toEqual({ passed: true }))).toEqual({});
    expect(await db().ledgerEntry.findMany({ where: { personId } })).toMatchObject([
      {
        amount: 40,
        rule: "mock-passed",
        evidence: { event: `mock:${id}`, of: { attempt: id, halfMarks: 50 } },
      },
    ]);
  });

  test("an empty paper is scored and not rewarded", async () => {
    const id = await started();
    expect(await changes(async () => expect(await handIn(id)).toEqual({ passed: false }))).toEqual({
      attempt: "~1",
      attempt_score: "+1",
      audit_event: "+1",
    });
  });

  test("two and eight clicks at once score once", async () => {
    for (const clicks of [2, 8]) {
      const who = await world.person();
      const id = await started(who);
      await answeredRight(id);
      expect(
        await changes(async () =>
          expect(await atOnce(clicks, () => handIn(id, who))).toEqual(Array(clicks).fill({ passed: true })),
        ),
      ).toEqual(passed);
    }
  });

  test("sixty people at the same minute are all scored and rewarded", async () => {
    const first = await started();
    const [paper, key, people] = [await paperOf(first), await keyOf(first), await world.people(60)];
    const attempts = people.map((who) => anAttempt({ personId: who, form, paper }));
    await db().attempt.createMany({ data: attempts });
    await db().attemptAnswer.createMany({
      data: attempts.flatMap(({ id }) =>
        key.map((chosen, position) => anAnswer({ attemptId: id, position, chosen })),
      ),
    });
    const given = await Promise.all(attempts.map(({ id, personId: who }) => handIn(id, who)));
    expect(given).toEqual(people.map(() => ({ passed: true })));
    expect(await db().ledgerEntry.count({ where: { personId: { in: people } } })).toBe(60);
  });

  test("after the deadline counts as handed in at the deadline", async () => {
    const id = await started();
    later(60 * minuteMs);
    await handIn(id);
    const { submittedAt, deadlineAt } = await db().attempt.findUniqueOrThrow({ where: { id } });
    expect(submittedAt).toEqual(deadlineAt);
  });

  test("answers that are saved meanwhile are scored or refused, never kept beside the score", async () => {
    const ids = await Promise.all(
      (await world.people(4)).map(async (who) => ({ who, id: await started(who) })),
    );
    for (const { who, id } of ids) {
      const key = await keyOf(id);
      const saves = key.slice(0, 8).map((chosen, position) => save(id, position, 1, chosen, who));
      const [, ...receipts] = await Promise.all([handIn(id, who), ...saves]);
      const score = await db().attemptScore.findFirstOrThrow({ where: { attemptId: id } });
      const { scheme, items } = scoreInput.parse(score.input);
      const kept = await db().attemptAnswer.findMany({
        where: { attemptId: id },
        orderBy: { position: "asc" },
      });
      const scored = items.flatMap((item, position) =>
        item.chosen.length ? [{ position, chosen: item.chosen }] : [],
      );
      expect(kept.map(({ position, chosen }) => ({ position, chosen }))).toEqual(scored);
      expect(receipts.filter((it) => it && "saved" in it)).toHaveLength(kept.length);
      expect(scorePaper(items, scheme).halfMarks).toBe(score.halfMarks);
    }
  });

  test("sixteen papers of one person at once earn what the policy says of all of them, with its cap", async () => {
    const first = await started();
    const paper = await paperOf(first);
    const attempts = Array.from({ length: 16 }, () => anAttempt({ personId, form, paper }));
    await db().attempt.createMany({ data: attempts });
    for (const { id } of attempts) await answeredRight(id);
    await Promise.all(attempts.map(({ id }) => handIn(id)));

    const events = await db().incentiveEvent.findMany({ where: { personId } });
    expect(events).toHaveLength(16);
    const policies = (await db().policy.findMany()).map((row): Policy => policyFile.parse(row.document));
    const earned = awards(
      policies,
      events.map((row) => ({
        id: row.id,
        kind: row.kind,
        at: row.occurredAt.toISOString(),
        on: row.occurredOn.toISOString().slice(0, 10),
        facts: { form },
        cancels: null,
      })),
    );
    const posted = new Map<string, number>();
    for (const entry of await db().ledgerEntry.findMany({ where: { personId } })) {
      const event = entry.key.split("/")[0] ?? "";
      posted.set(event, (posted.get(event) ?? 0) + entry.amount);
    }
    for (const award of earned) expect(posted.get(award.eventId) ?? 0).toBe(award.points);
    expect([...posted.values()].reduce((sum, points) => sum + points, 0)).toBe(80);
    expect(await db().auditEvent.count({ where: { actorId: personId, action: "attempt.hand-in" } })).toBe(16);
  });
});
