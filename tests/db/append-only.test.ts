import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { db } from "~/platform/store.server";

const day = new Date("2026-11-23");

const entry = (fields: object = {}) => ({
  personId: randomUUID(),
  unitId: randomUUID(),
  kind: "points",
  amount: 10,
  occurredOn: day,
  postedAt: day,
  policyVersion: "2026-1",
  rule: "course",
  evidence: {},
  key: randomUUID(),
  ...fields,
});

describe("rows that are posted stay as they are", () => {
  const post = {
    ledger_entry: () => db().ledgerEntry.create({ data: entry() }),
    audit_event: () => db().auditEvent.create({ data: { at: day, action: "test", subject: "test" } }),
  };
  const change = {
    ledger_entry: "update ledger_entry set amount = 11",
    audit_event: "update audit_event set action = 'other'",
  };
  for (const table of ["ledger_entry", "audit_event"] as const) {
    for (const [verb, sql] of [
      ["update", change[table]],
      ["update", `${change[table]} where false`],
      ["delete", `delete from ${table}`],
      ["truncate", `truncate ${table}`],
      ["truncate", `truncate ${table} restart identity cascade`],
    ] as const) {
      test(`${table} refuses: ${sql}`, async () => {
        await post[table]();
        const rows = () => db().$queryRawUnsafe(`select * from ${table} order by seq`);
        const before = await rows();
        await expect(db().$executeRawUnsafe(sql)).rejects.toThrow(
          `${table} is append-only: ${verb} is refused`,
        );
        expect(await rows()).toEqual(before);
      });
    }
  }

  test("Prisma's own update and delete are refused too", async () => {
    const { id } = await db().ledgerEntry.create({ data: entry() });
    await expect(db().ledgerEntry.update({ where: { id }, data: { amount: 1 } })).rejects.toThrow(
      "append-only",
    );
    await expect(db().ledgerEntry.deleteMany()).rejects.toThrow("append-only");
  });
});

describe("the ledger", () => {
  const post = (fields: object) => db().ledgerEntry.create({ data: entry(fields) });

  test("takes no other kind, no amount of nothing and no key twice", async () => {
    await expect(post({ kind: "stars" })).rejects.toThrow("ledger_entry_kind_check");
    await expect(post({ amount: 0 })).rejects.toThrow("ledger_entry_amount_check");
    const { key } = await post({});
    await expect(post({ key })).rejects.toThrow("Unique constraint");
  });

  test("takes one reversal of an entry, by the same person, kind and amount", async () => {
    const { id, personId } = await post({ amount: 30 });
    await expect(post({ reversalOf: randomUUID() })).rejects.toThrow("reverses no entry");
    await expect(post({ reversalOf: id, amount: -30 })).rejects.toThrow("reverses no entry");
    await expect(post({ reversalOf: id, personId, amount: -29 })).rejects.toThrow("reverses no entry");
    await expect(post({ reversalOf: id, personId, amount: -30, kind: "money" })).rejects.toThrow(
      "reverses no entry",
    );
    await post({ reversalOf: id, personId, amount: -30 });
    await expect(post({ reversalOf: id, personId, amount: -30 })).rejects.toThrow("Unique constraint");
    const own = randomUUID();
    await expect(post({ id: own, reversalOf: own })).rejects.toThrow(/reverses no entry|reversal_check/);
  });
});

describe("a lesson's version", () => {
  async function version(published: boolean) {
    const [course, lesson, it] = [randomUUID(), randomUUID(), randomUUID()];
    const partner = randomUUID();
    await db().$executeRawUnsafe(
      `insert into unit (id, code, kind, name, name_en, opened_on) values ('${partner}', '${partner}', 'university', 'a', 'a', '2020-01-01')`,
    );
    await db().$executeRawUnsafe(
      `insert into course (id, slug, kind, title, title_en, summary, summary_en, partner_id, partner_part, position)
       values ('${course}', '${course}', 'a', 'a', 'a', 'a', 'a', '${partner}', 'a', 1)`,
    );
    await db().lesson.create({ data: { id: lesson, courseId: course, slug: "one", position: 1 } });
    await db().lessonVersion.create({
      data: {
        id: it,
        lessonId: lesson,
        number: 1,
        state: published ? "published" : "draft",
        title: "一",
        minutes: 20,
        source: "# 一",
        sourceHash: "0",
        savedAt: day,
        publishedAt: published ? day : null,
      },
    });
    return it;
  }

  test("changes while it is a draft", async () => {
    const id = await version(false);
    const { title } = await db().lessonVersion.update({ where: { id }, data: { title: "二", minutes: 25 } });
    expect(title).toBe("二");
    await expect(db().lessonVersion.update({ where: { id }, data: { minutes: 0 } })).rejects.toThrow(
      "minutes_check",
    );
    await expect(db().lessonVersion.update({ where: { id }, data: { state: "published" } })).rejects.toThrow(
      "published_check",
    );
  });

  test("never changes once it is published", async () => {
    const id = await version(true);
    for (const data of [
      { source: "# 二" },
      { title: "二" },
      { minutes: 21 },
      { topics: ["2025/jc-06"] },
      { number: 2 },
      { state: "draft" },
      { state: "draft", publishedAt: null },
      { publishedAt: new Date("2027-01-01") },
    ])
      await expect(db().lessonVersion.update({ where: { id }, data })).rejects.toThrow(
        "is published: update is refused",
      );
    await expect(db().lessonVersion.delete({ where: { id } })).rejects.toThrow(
      "is published: delete is refused",
    );
    await db().lessonVersion.update({ where: { id }, data: { revision: 2 } });
  });
});
