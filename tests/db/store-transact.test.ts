import { describe, expect, test, vi } from "vitest";
import { db, type Tx } from "~/platform/store.server";
import { isUnique, lock, transact } from "~/platform/transact.server";
import { kind } from "../setup/fresh-store";

let last = 0;

/** A row of its own for each test: the year is only a key here. */
async function plan(sessions = 0) {
  const { year } = await db().annualPlan.create({ data: { year: ++last, sessions, personTimes: 0 } });
  return year;
}

const sessionsOf = async (tx: Tx, year: number) =>
  (await tx.annualPlan.findUniqueOrThrow({ where: { year } })).sessions;
const set = (tx: Tx, year: number, sessions: number) =>
  tx.annualPlan.update({ where: { year }, data: { sessions } });

/** Resolves for everybody when `count` have arrived; who comes later passes. */
function meeting(count: number) {
  let open = () => {};
  const met = new Promise<void>((resolve) => (open = resolve));
  return () => {
    if (--count <= 0) open();
    return met;
  };
}

describe("transact", () => {
  test("stores all of it or nothing, and gives what the work gives", async () => {
    const year = await plan();
    expect(await transact(async (tx) => (await set(tx, year, 1)).sessions)).toBe(1);
    const bug = new TypeError("a bug");
    const work = vi.fn(async (tx: Tx) => {
      await set(tx, year, 2);
      throw bug;
    });
    await expect(transact(work)).rejects.toBe(bug);
    expect(work).toHaveBeenCalledTimes(1);
    expect(await sessionsOf(db(), year)).toBe(1);
  });

  test("says that nothing was stored when the work overlooked a failed statement", async () => {
    const [taken, year] = [await plan(), await plan()];
    const work = async (tx: Tx) => {
      await set(tx, year, 1);
      await tx.annualPlan.create({ data: { year: taken, sessions: 0, personTimes: 0 } }).catch(() => {});
    };
    await expect(transact(work)).rejects.toThrow("nothing was stored");
    expect(await sessionsOf(db(), year)).toBe(0);
    await transact((tx) => set(tx, year, 1));
  });

  test("does not retry a key that is there already", async () => {
    const year = await plan();
    const work = vi.fn((tx: Tx) => tx.annualPlan.create({ data: { year, sessions: 0, personTimes: 0 } }));
    const error = await transact(work).catch((it: unknown) => it);
    expect(isUnique(error)).toBe(true);
    expect(isUnique(new Error("another"))).toBe(false);
    expect(work).toHaveBeenCalledTimes(1);
    const raw = db().$executeRaw`insert into annual_plan values (${year}, 0, 0)`;
    expect(isUnique(await raw.catch((it: unknown) => it))).toBe(true);
  });

  test("refuses the outer connection inside, and another transaction", async () => {
    await expect(transact(async () => db().annualPlan.count())).rejects.toThrow("db() inside transact()");
    await expect(transact(async () => transact(async () => 1))).rejects.toThrow("db() inside transact()");
    expect(await db().annualPlan.count()).toBeGreaterThan(0);
  });

  test("loses no increment of twenty at once", async () => {
    const year = await plan();
    await Promise.all(
      Array.from({ length: 20 }, () =>
        transact(
          async (tx) => {
            await lock(tx, `plan:${year}`);
            return set(tx, year, (await sessionsOf(tx, year)) + 1);
          },
          { isolation: "ReadCommitted" },
        ),
      ),
    );
    expect(await sessionsOf(db(), year)).toBe(20);
  });
});

describe.runIf(kind === "postgres")("transactions that disturb each other", () => {
  test("of two that would each undo the other's premise, one is retried", async () => {
    const [a, b] = [await plan(1), await plan(1)];
    const met = meeting(2);
    // Each may give its own place up only while the other is kept.
    const work = (own: number, other: number) =>
      vi.fn(async (tx: Tx) => {
        const [mine, theirs] = [await sessionsOf(tx, own), await sessionsOf(tx, other)];
        await met();
        if (mine + theirs === 2) await set(tx, own, 0);
      });
    const works = [work(a, b), work(b, a)] as const;
    await Promise.all(works.map((it) => transact(it)));
    expect((await sessionsOf(db(), a)) + (await sessionsOf(db(), b))).toBe(1);
    expect(works[0].mock.calls.length + works[1].mock.calls.length).toBeGreaterThanOrEqual(3);
  });

  test("the same under a weaker isolation lets both go, so the test above tests something", async () => {
    const [a, b] = [await plan(1), await plan(1)];
    const met = meeting(2);
    const work = (own: number, other: number) => async (tx: Tx) => {
      const sum = (await sessionsOf(tx, own)) + (await sessionsOf(tx, other));
      await met();
      if (sum === 2) await set(tx, own, 0);
    };
    await Promise.all([work(a, b), work(b, a)].map((it) => transact(it, { isolation: "ReadCommitted" })));
    expect((await sessionsOf(db(), a)) + (await sessionsOf(db(), b))).toBe(0);
  });

  for (const isolation of ["ReadCommitted", "Serializable"] as const)
    test(`two that update in opposite order both succeed (${isolation})`, async () => {
      const [a, b] = [await plan(), await plan()];
      const met = meeting(2);
      const work = (first: number, second: number) =>
        vi.fn(async (tx: Tx) => {
          await tx.annualPlan.update({ where: { year: first }, data: { sessions: { increment: 1 } } });
          await met();
          await tx.annualPlan.update({ where: { year: second }, data: { sessions: { increment: 1 } } });
        });
      const works = [work(a, b), work(b, a)] as const;
      await Promise.all(works.map((it) => transact(it, { isolation })));
      expect([await sessionsOf(db(), a), await sessionsOf(db(), b)]).toEqual([2, 2]);
      expect(works[0].mock.calls.length + works[1].mock.calls.length).toBeGreaterThanOrEqual(3);
    });

  test("a conflict in SQL of one's own is retried as well", async () => {
    const year = await plan();
    const met = meeting(2);
    const work = async (tx: Tx) => {
      await tx.$queryRaw`select sessions from annual_plan where year = ${year}`;
      await met();
      await tx.$executeRaw`update annual_plan set sessions = sessions + 1 where year = ${year}`;
    };
    await Promise.all([transact(work), transact(work)]);
    expect(await sessionsOf(db(), year)).toBe(2);
  });

  test("ten attempts are the end of it", async () => {
    const year = await plan();
    const work = vi.fn(async (tx: Tx) => {
      await sessionsOf(tx, year);
      await db0.annualPlan.update({ where: { year }, data: { personTimes: { increment: 1 } } });
      await set(tx, year, 1);
    });
    const db0 = db(); // taken outside: somebody else who is always faster
    await expect(transact(work)).rejects.toMatchObject({ code: "P2034" });
    expect(work).toHaveBeenCalledTimes(10);
  });
});
