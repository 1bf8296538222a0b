import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { audit } from "~/platform/audit.server";
import { startClockAt } from "~/platform/clock.server";
import { useSecret } from "~/platform/crypto.server";
import { keepHeadsIn, keptHead } from "~/platform/kept-heads.server";
import { rowMark, tables } from "~/platform/log-rows.server";
import { newId } from "~/platform/new-id";
import { logs, type LogName } from "~/platform/log-rows.server";
import { headOf, logState, sealLogs } from "~/platform/seals.server";
import { currentStore, db, openStore, useStore, type Tx } from "~/platform/store.server";
import { transact } from "~/platform/transact.server";
import { verifyLog } from "~/platform/verify-seals.server";
import { atOnce } from "../factories/changes";
import { freshDatabase, kind } from "../setup/fresh-store";

const run = (sql: string) => db().$executeRawUnsafe(sql);
const day = new Date("2026-11-23");

const write: Record<LogName, (tx: Tx, text?: string) => Promise<unknown>> = {
  audit: (tx, text = "课程:𠮷") =>
    audit(tx, {
      actorId: randomUUID(),
      action: "key.rotate",
      subject: text,
      detail: { z: 1e20, a: "“引号”\u2028", of: null, share: 0.1 + 0.2, yes: true },
      requestId: "r1",
    }),
  ledger: (tx, text = "培训") => {
    const row = {
      id: newId(),
      personId: randomUUID(),
      unitId: randomUUID(),
      kind: "points",
      amount: -10,
      occurredOn: day,
      postedAt: new Date("2026-11-23T06:00:00.007Z"),
      policyVersion: "2026-1",
      rule: text,
      evidence: { z: [1, { b: 2, a: "一" }], a: 1.5 },
      key: randomUUID(),
      reversalOf: null,
    };
    return tx.ledgerEntry.create({ data: { ...row, mac: rowMark("ledger", row) } });
  },
};

async function rows(log: LogName, count: number) {
  for (let index = 0; index < count; index++) await transact((tx) => write[log](tx));
}

const seqs = async (log: LogName) =>
  (
    await db().$queryRawUnsafe<{ seq: number }[]>(`select seq::float8 as seq from ${tables[log]} order by 1`)
  ).map(({ seq }) => seq);

beforeAll(() => void startClockAt(new Date("2026-11-24T01:00:00.005Z")));

describe.each(logs)("the %s log", (log) => {
  const table = tables[log];

  describe("when somebody gets past the database's own refusal", () => {
    /** Three sealed batches of four rows, and two rows that wait. */
    let seq: number[];

    beforeAll(async () => {
      for (let batch = 0; batch < 3; batch++) {
        await rows(log, 4);
        await sealLogs();
      }
      await rows(log, 2);
      seq = (await seqs(log)).slice(-14);
      for (const each of [table, "seal"]) {
        await run(`alter table ${each} disable trigger user`);
        await run(`create table kept_${each} as table ${each}`);
      }
      return async () => {
        for (const each of [table, "seal"]) {
          await run(`alter table ${each} enable trigger user`);
          await run(`drop table kept_${each}`);
        }
      };
    });

    beforeEach(async () =>
      expect(await verifyLog(log)).toMatchObject({ ok: true, seals: 3, sealed: 12, rows: 14 }),
    );

    afterEach(async () => {
      for (const each of [table, "seal"]) {
        await run(`delete from ${each}`);
        await run(`insert into ${each} select * from kept_${each}`);
      }
    });

    const columns: Record<LogName, Record<string, string>> = {
      audit: {
        id: "gen_random_uuid()",
        at: "at + interval '1 ms'",
        actor_id: "null",
        action: "'test.other'",
        subject: "subject || ' '",
        outcome: "'refused'",
        detail: `'{"z": 2}'`,
        request_id: "'r2'",
        mac: "reverse(mac)",
      },
      ledger: {
        id: "gen_random_uuid()",
        person_id: "unit_id",
        unit_id: "person_id",
        kind: "'money'",
        amount: "10",
        occurred_on: "occurred_on + 1",
        posted_at: "posted_at + interval '1 ms'",
        policy_version: "'2027-1'",
        rule: "'x'",
        evidence: `jsonb_set(evidence, '{z,1,a}', '"二"')`,
        key: "key || '/1'",
        reversal_of: "gen_random_uuid()",
        mac: "reverse(mac)",
      },
    };

    test("every column is among those that are altered below", async () => {
      const found = await db().$queryRawUnsafe<{ name: string }[]>(
        `select column_name::text as name from information_schema.columns where table_name = '${table}'`,
      );
      expect(found.map(({ name }) => name).sort()).toEqual([...Object.keys(columns[log]), "seq"].sort());
    });

    for (const [column, value] of Object.entries(columns[log]))
      for (const [which, index] of [
        ["sealed", 5],
        ["waiting", 13],
      ] as const)
        test(`${column} of a ${which} row altered`, async () => {
          await run(`update ${table} set ${column} = ${value} where seq = ${seq[index]}`);
          if (index !== 13) await run(`update ${table} set mac = 'x' where seq = ${seq[13]}`);
          const { ok, problem } = await verifyLog(log);
          expect(ok).toBe(false);
          expect(problem).toMatchObject({ log, what: "row-altered", seq: seq[index] });
        });

    test("a mark taken away", async () => {
      await run(`update ${table} set mac = null where seq = ${seq[13]}`);
      expect((await verifyLog(log)).problem).toEqual({ log, what: "row-added", seq: seq[13] });
      await run(`update ${table} set mac = null where seq = ${seq[0]}`);
      expect((await verifyLog(log)).problem).toMatchObject({ what: "row-altered", seq: seq[0] });
    });

    for (const [where, gone] of [
      ["start", [0]],
      ["middle", [5, 6]],
      ["end", [11]],
    ] as const)
      test(`a sealed row missing at the ${where}`, async () => {
        for (const index of gone) await run(`delete from ${table} where seq = ${seq[index]}`);
        expect((await verifyLog(log)).problem).toMatchObject({ what: "row-missing", seq: seq[gone[0]] });
      });

    test("all rows of a seal missing, and all rows", async () => {
      await run(`delete from ${table} where seq between ${seq[4]} and ${seq[7]}`);
      expect((await verifyLog(log)).problem).toMatchObject({ what: "row-missing", seq: seq[4], seal: 2 });
      await run(`delete from ${table}`);
      expect((await verifyLog(log)).problem).toMatchObject({ what: "row-missing", seq: seq[0], seal: 1 });
    });

    test("a row deleted before it was sealed leaves a gap, which alone says nothing", async () => {
      const { gaps } = await verifyLog(log);
      await run(`delete from ${table} where seq = ${seq[12]}`);
      expect(await verifyLog(log)).toMatchObject({ ok: true, gaps: gaps + 1 });
    });

    const copied = (number: number | string, mac: string) => {
      const names = Object.keys(columns[log]).filter((name) => name !== "mac");
      const given: Record<string, string> = { id: "gen_random_uuid()", key: "gen_random_uuid()::text" };
      return run(
        `insert into ${table} (${names}, mac, seq) select ${names.map((name) => given[name] ?? name)}, ${mac}, ${number}
         from ${table} where seq = ${seq[0]}`,
      );
    };

    for (const [how, mac, what] of [
      ["without a mark", "null", "row-added"],
      ["with another row's mark", "mac", "row-altered"],
    ] as const)
      test(`a row added ${how}, before and after it is sealed`, async () => {
        const number = (seq[13] ?? 0) + 1;
        await copied(number, mac);
        expect((await verifyLog(log)).problem).toEqual({ log, what, seq: number });
        await sealLogs();
        expect((await verifyLog(log)).problem).toEqual({ log, what, seq: number, seal: 4 });
      });

    test("a row added into a gap among sealed rows", async () => {
      await copied(-3, "null");
      expect((await verifyLog(log)).problem).toEqual({ log, what: "row-added", seq: -3 });
    });

    test("two rows in each other's place", async () => {
      const [a, b] = [seq[5], seq[6]];
      await run(`update ${table} set seq = -1 where seq = ${a}`);
      await run(`update ${table} set seq = ${a} where seq = ${b}`);
      await run(`update ${table} set seq = ${b} where seq = -1`);
      expect((await verifyLog(log)).problem).toMatchObject({ what: "row-altered", seq: a, seal: 2 });
    });

    for (const [column, value] of Object.entries({
      ranges: "'[[1, 4]]'",
      count: "5",
      digests: "reverse(digests)",
      reach: "reach + 1",
      hash: "reverse(hash)",
      previous: "''",
      sealed_at: "sealed_at + interval '1 ms'",
    }))
      test(`${column} of a seal altered`, async () => {
        await run(`update seal set ${column} = ${value} where log = '${log}' and number = 2`);
        const { problem } = await verifyLog(log);
        // The hash of a seal stands in the next one too, and what is altered first is named.
        expect(problem).toMatchObject({ what: "seal-altered", seal: 2, seq: seq[4] });
      });

    test("a seal missing: the first, one in the middle, the last", async () => {
      const head = await headOf(log);
      const without = async (number: number, given = head) => {
        await run(`delete from seal where log = '${log}' and number = ${number}`);
        return (await verifyLog(log, given)).problem;
      };
      expect(await without(2)).toEqual({ log, what: "seal-missing", seal: 2, seq: seq[4] });
      expect(await without(1)).toEqual({ log, what: "seal-missing", seal: 1, seq: 1 });
      await run(`delete from seal where log = '${log}'`);
      await run(`insert into seal select * from kept_seal where log = '${log}'`);
      expect(await without(3)).toEqual({ log, what: "head-missing", seal: 3 });
      expect((await verifyLog(log)).ok).toBe(true); // without the head nothing tells
    });

    test("sealed anew from the beginning with the secret at hand: only the head tells", async () => {
      const head = await headOf(log);
      await run(`delete from seal where log = '${log}'`);
      await run(`delete from ${table} where seq between ${seq[4]} and ${seq[7]}`);
      const sweep = currentStore();
      expect(sweep.kind).toBe(kind);
      startClockAt(new Date("2026-11-24T01:00:01Z"));
      await sealLogs();
      expect(await verifyLog(log)).toMatchObject({ ok: true });
      expect((await verifyLog(log, head)).problem).toEqual({
        log,
        what: "head-missing",
        seal: 3,
      });
      for (let more = 0; more < 2; more++) {
        await rows(log, 1);
        await sealLogs();
      }
      expect((await verifyLog(log, head)).problem).toEqual({ log, what: "head-differs", seal: 3 });
      expect((await verifyLog(log, await headOf(log))).ok).toBe(true);
    });

    test("the head kept beside the app tells too, and is not overwritten", async () => {
      const dir = mkdtempSync(join(tmpdir(), "nuanxin-heads-"));
      keepHeadsIn(dir);
      onTestFinished(() => {
        keepHeadsIn(undefined);
        rmSync(dir, { recursive: true });
      });
      await sealLogs();
      const head = await headOf(log);
      expect(keptHead(log)).toEqual(head);
      await run(`delete from seal where log = '${log}' and number = ${head?.number}`);
      expect((await verifyLog(log)).problem).toEqual({ log, what: "head-missing", seal: head?.number });
      await rows(log, 1);
      await sealLogs();
      expect(keptHead(log)).toEqual(head);
      expect((await verifyLog(log)).problem).toEqual({ log, what: "head-differs", seal: head?.number });
    });

    test("only the newest seals, when asked", async () => {
      await run(`update ${table} set mac = 'x' where seq = ${seq[1]}`);
      expect(await verifyLog(log, null, { last: 2 })).toMatchObject({
        ok: true,
        seals: 2,
        sealed: 8,
        rows: 10,
      });
      await run(`update seal set count = 1 where log = '${log}' and number = 1`);
      expect((await verifyLog(log, null, { last: 2 })).problem).toMatchObject({
        what: "seal-altered",
        seal: 1,
      });
    });

    test("another installation's secret accepts nothing", async () => {
      useSecret(Buffer.alloc(32, 9));
      onTestFinished(() => useSecret(Buffer.alloc(32, 8)));
      expect((await verifyLog(log)).problem).toMatchObject({ what: "seal-altered", seal: 1 });
    });
  });

  test("16 writers at once with the sealer at work: nothing is lost, nothing sealed twice", async () => {
    const before = await verifyLog(log);
    let writing = true;
    const sealer = async () => {
      while (writing) await sealLogs();
    };
    const sealers = Promise.all([sealer(), sealer()]);
    await atOnce(16, async (writer) => {
      for (let index = 0; index < 12; index++) {
        await transact(
          async (tx) => {
            await write[log](tx, `${writer}/${index}`);
            if (index % 5 === 4) throw new Error("rolled back");
          },
          { isolation: "ReadCommitted", timeoutMs: 30_000 },
        ).catch((error: unknown) => expect(String(error)).toContain("rolled back"));
      }
    });
    writing = false;
    await sealers;
    await sealLogs();
    const all = await seqs(log);
    expect(await verifyLog(log)).toMatchObject({ ok: true, rows: all.length, sealed: all.length });
    expect(all.length - before.rows).toBe(16 * 10);
    const sealed = await db().seal.findMany({ where: { log }, select: { ranges: true, count: true } });
    const numbers = sealed.flatMap(({ ranges }) =>
      (ranges as [number, number][]).flatMap(([a, b]) => Array.from({ length: b - a + 1 }, (_, i) => a + i)),
    );
    expect(numbers.sort((a, b) => a - b)).toEqual(all);
    expect(await logState(log)).toMatchObject({ waiting: 0, head: await headOf(log) });
    const number = (await headOf(log))?.number;
    await sealLogs();
    expect((await headOf(log))?.number).toBe(number);
  }, 60_000);

  test("a batch holds a thousand rows at most", async () => {
    const made = Array.from({ length: 2100 }, () => {
      const row = { id: newId(), at: day, actorId: null, action: "a", subject: "b", outcome: "done" };
      const whole = { ...row, detail: {}, requestId: null };
      return { ...whole, mac: rowMark("audit", whole) };
    });
    const before = (await headOf("audit"))?.number ?? 0;
    await db().auditEvent.createMany({ data: made });
    await sealLogs();
    expect((await headOf("audit"))?.number).toBe(before + 3);
    const rowsSeen: number[] = [];
    const verdict = await verifyLog("audit", null, { progress: (seen) => rowsSeen.push(seen) });
    expect(verdict.ok).toBe(true);
    expect(rowsSeen.at(-1)).toBe(verdict.rows);
    expect(rowsSeen.length).toBeGreaterThan(1);
  });
});

test("rows from before there were marks are sealed as they are; an altered one is named, a later one is added", async () => {
  const used = currentStore();
  const store = await openStore(await freshDatabase("migrated"));
  useStore(store);
  onTestFinished(async () => {
    useStore(used);
    await store.close();
  });
  const old = () =>
    run("insert into audit_event (id, at, action, subject) values (gen_random_uuid(), now(), 'a', 'b')");
  for (let index = 0; index < 3; index++) await old();
  expect(await verifyLog("audit")).toMatchObject({ ok: true, rows: 3, sealed: 0 });
  await rows("audit", 1);
  await sealLogs();
  expect(await verifyLog("audit")).toMatchObject({ ok: true, rows: 4, sealed: 4 });
  expect(await verifyLog("audit", null, { last: 1 })).toMatchObject({ ok: true, rows: 4 });
  await old();
  expect((await verifyLog("audit")).problem).toEqual({ log: "audit", what: "row-added", seq: 5 });
  await run("alter table audit_event disable trigger user");
  await run("update audit_event set action = 'c' where seq = 2");
  expect((await verifyLog("audit")).problem).toEqual({ log: "audit", what: "row-altered", seq: 2, seal: 1 });
});

test.runIf(kind === "postgres")(
  "whatever the order in which transactions end, the log verifies",
  async () => {
    await run("alter table audit_event disable trigger user");
    await run("delete from audit_event where mac is null");
    await run("alter table audit_event enable trigger user");
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ end: fc.nat(100), commits: fc.boolean(), sealed: fc.boolean() }), {
          minLength: 1,
          maxLength: 8,
        }),
        async (writers) => {
          const before = (await verifyLog("audit")).rows;
          const open = [];
          for (const writer of writers) {
            let end = (_commits: boolean) => {};
            const ended = new Promise<boolean>((resolve) => (end = resolve));
            let began = () => {};
            const begun = new Promise<void>((resolve) => (began = resolve));
            const done = db()
              .$transaction(async (tx) => {
                await write.audit(tx);
                began();
                if (!(await ended)) throw new Error("rolled back");
              })
              .catch(() => {});
            await begun;
            open.push({ ...writer, finish: () => (end(writer.commits), done) });
          }
          for (const writer of open.sort((a, b) => a.end - b.end)) {
            await writer.finish();
            if (writer.sealed) await sealLogs();
          }
          const rowsNow = before + writers.filter(({ commits }) => commits).length;
          expect(await verifyLog("audit")).toMatchObject({ ok: true, rows: rowsNow });
          await sealLogs();
          expect(await verifyLog("audit")).toMatchObject({ ok: true, rows: rowsNow, sealed: rowsNow });
        },
      ),
      { numRuns: 25 },
    );
  },
);

test("a seal stays as it is", async () => {
  for (const sql of ["update seal set count = 1", "delete from seal", "truncate seal"])
    await expect(run(sql)).rejects.toThrow("append-only");
});
