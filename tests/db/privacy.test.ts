import { beforeAll, describe, expect, test } from "vitest";
import { consentsOf, hasAcknowledged, rankingConsentSince } from "~/features/people/consent.server";
import { correctionQueue, correctionsOf, openCorrections } from "~/features/people/corrections.server";
import { readMaster } from "~/features/people/master-data.server";
import {
  findByIdNumber,
  maskedSecrets,
  readSecret,
  setSecret as set,
} from "~/features/people/secrets.server";
import { subtree } from "~/features/people/unit-tree.server";
import { heldCounts, heldTables, leftOut, revealsOf } from "~/features/reporting/personal-data.server";
import { dbDate } from "~/lib/dates";
import { now } from "~/platform/clock.server";
import { hashPassword } from "~/platform/password.server";
import { db } from "~/platform/store.server";
import { transact } from "~/platform/transact.server";
import { acknowledgeNotice } from "~/workflows/acknowledge-notice.server";
import { decideCorrection } from "~/workflows/decide-correction.server";
import { downloadData, downloadTicket } from "~/workflows/download-data.server";
import { erasePerson } from "~/workflows/erase-person.server";
import { fileCorrection } from "~/workflows/file-correction.server";
import { revealSecret } from "~/workflows/reveal-secret.server";
import { setConsent } from "~/workflows/set-consent.server";
import { setLegalHold } from "~/workflows/set-legal-hold.server";
import { setOwnPayeeAccount, setSecret } from "~/workflows/set-secret.server";
import { atOnce, changes, withoutInsertsInto } from "../factories/changes";
import { aGrant } from "../factories/people";
import { aPayeeAccount, anIdNumber } from "../factories/secrets";
import { aWorld, type World } from "../factories/world";

const requestId = "test";
let world: World;
let hr: string;
let within: string[];
let order = 500;

beforeAll(async () => {
  world = await aWorld();
  hr = await world.person(world.district);
  await db().roleGrant.create({ data: aGrant({ personId: hr, unitId: world.street, role: "hr" }) });
  within = [world.street];
});

/** Somebody with an ID number and an account. */
async function withSecrets() {
  const personId = await world.person();
  const [idNumber, account] = [anIdNumber(order++), aPayeeAccount(order++)];
  await transact((tx) => set(tx, personId, "id-number", idNumber, now()));
  await transact((tx) => set(tx, personId, "payee-account", account, now()));
  return { personId, idNumber, account };
}

describe("ID number and payee account", () => {
  test("are kept encrypted, found by keyed hash and shown masked", async () => {
    const { personId, idNumber, account } = await withSecrets();
    const rows = await db().personSecret.findMany({ where: { personId } });
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${idNumber}|${account}`));
    expect(await findByIdNumber(db(), ` ${idNumber.toLowerCase()} `)).toBe(personId);
    expect((await maskedSecrets([personId, world.trainer])).get(personId)).toEqual({
      idNumber: `999***********${idNumber.slice(-4)}`,
      payeeAccount: `***************${account.slice(-4)}`,
    });
    expect((await maskedSecrets([world.trainer])).get(world.trainer)).toEqual({
      idNumber: null,
      payeeAccount: null,
    });
  });

  test("belong to one person, and the same text changes nothing", async () => {
    const { personId, idNumber } = await withSecrets();
    const other = await world.person();
    expect(await transact((tx) => set(tx, other, "id-number", idNumber, now()))).toBe("taken");
    expect(
      await changes(() => transact((tx) => set(tx, personId, "id-number", ` ${idNumber}`, now()))),
    ).toEqual({});
    expect(await changes(() => transact((tx) => set(tx, personId, "id-number", "", now())))).toEqual({
      person_secret: "-1",
    });
  });

  test("one number for eight people at once goes to one of them", async () => {
    const [people, number] = [await world.people(8), anIdNumber(order++)];
    const given = await Promise.all(
      people.map((personId) => transact((tx) => set(tx, personId, "id-number", number, now()))),
    );
    expect(given.filter((it) => it === null)).toHaveLength(1);
    expect(given.filter((it) => it === "taken")).toHaveLength(7);
  });

  test("HR enters them in its own units, and the log says that and not what", async () => {
    const personId = await world.person();
    const asked = { actorId: hr, within, personId, kind: "id-number" as const, requestId };
    expect(await setSecret({ ...asked, text: "110101199001010019" })).toEqual({ refusal: "check-digit" });
    const text = "110101 19900101 0015";
    expect(await changes(() => setSecret({ ...asked, text }))).toEqual({
      person_secret: "+1",
      audit_event: "+1",
    });
    expect(await changes(() => setSecret({ ...asked, text }))).toEqual({});
    expect(await setSecret({ ...asked, personId: await world.person(), text })).toEqual({ refusal: "taken" });
    expect(await setSecret({ ...asked, personId: world.trainer, text })).toBeNull();
    const events = await db().auditEvent.findMany({ where: { subject: `person:${personId}` } });
    expect(events).toMatchObject([{ action: "secret.set", detail: { kind: "id-number" } }]);
    expect(JSON.stringify(events, (_, value: unknown) => String(value))).not.toContain("19900101");
  });

  test("one's own account asks for the password, and a wrong one counts to the lock", async () => {
    const personId = await world.person();
    const passwordHash = await hashPassword("correct horse");
    await db().account.update({ where: { personId }, data: { passwordHash } });
    const asked = { personId, account: aPayeeAccount(order++), requestId };
    expect(
      await changes(async () =>
        expect(await setOwnPayeeAccount({ ...asked, password: "wrong" })).toEqual({ refusal: "wrong" }),
      ),
    ).toEqual({ account: "~1" });
    expect(await setOwnPayeeAccount({ ...asked, password: "correct horse" })).toEqual({ refusal: null });
    expect(await readSecret(db(), personId, "payee-account")).toBe(asked.account);
    for (let i = 0; i < 4; i++) await setOwnPayeeAccount({ ...asked, password: "wrong" });
    expect(await setOwnPayeeAccount({ ...asked, account: "", password: "correct horse" })).toEqual({
      refusal: "locked",
    });
    expect(await readSecret(db(), personId, "payee-account")).toBe(asked.account);
  });
});

describe("showing one in full", () => {
  const reveal = (personId: string, over: Partial<Parameters<typeof revealSecret>[0]> = {}) =>
    revealSecret({
      actorId: hr,
      within,
      personId,
      kind: "id-number",
      reason: "考试报名",
      requestId,
      ...over,
    });

  test("leaves a row with the reason, which the person sees", async () => {
    const { personId, idNumber, account } = await withSecrets();
    expect(await changes(async () => expect(await reveal(personId)).toBe(idNumber))).toEqual({
      audit_event: "+1",
    });
    expect(await reveal(personId, { kind: "payee-account", reason: "核对账户" })).toBe(account);
    expect(await revealsOf(personId)).toMatchObject([
      { who: "示例人", kind: "payee-account", reason: "核对账户" },
      { who: "示例人", kind: "id-number", reason: "考试报名" },
    ]);
    expect(await revealsOf(world.trainer)).toEqual([]);
  });

  test("shows nothing when the row cannot be written", async () => {
    const { personId } = await withSecrets();
    await withoutInsertsInto("audit_event", () =>
      expect(reveal(personId)).rejects.toThrow("refused in a test"),
    );
    expect(await revealsOf(personId)).toEqual([]);
  });

  test("is for one's own units alone, and what is not there leaves no row", async () => {
    const { personId } = await withSecrets();
    const without = await world.person();
    expect(
      await changes(async () => {
        expect(await reveal(personId, { within: [world.university] })).toBeNull();
        expect(await reveal(without)).toBeNull();
      }),
    ).toEqual({});
  });

  test("goes with the person: after a transfer the new unit's HR, before and after leaving the last one's", async () => {
    const { personId, idNumber } = await withSecrets();
    await db().post.updateMany({ where: { personId }, data: { endsOn: dbDate("2026-06-30") } });
    expect(await reveal(personId)).toBe(idNumber);
    await db().post.create({
      data: { personId, unitId: world.university, title: "教师", startsOn: dbDate("2026-07-01") },
    });
    expect(await reveal(personId)).toBeNull();
    expect(await reveal(personId, { within: [world.university] })).toBe(idNumber);
  });
});

describe("notice and consents", () => {
  test("a notice is taken note of once for each version, by eight taps at once too", async () => {
    const personId = await world.person();
    const asked = { personId, version: "2026.1", requestId };
    expect(await hasAcknowledged(personId, "2026.1")).toBe(false);
    expect(await changes(() => atOnce(8, () => acknowledgeNotice(asked)))).toEqual({
      ...{ consent: "+1", audit_event: "+1" },
    });
    expect(await hasAcknowledged(personId, "2026.1")).toBe(true);
    expect(await hasAcknowledged(personId, "2027.1")).toBe(false);
    expect(await acknowledgeNotice({ ...asked, version: "1999.1" })).toBe(false);
  });

  test("a consent is given and taken back at once, with its history", async () => {
    const personId = await world.person();
    const say = (give: boolean) => setConsent(personId, "public-ranking", give, requestId);
    expect(await changes(() => atOnce(8, () => say(true)))).toEqual({ consent: "+1", audit_event: "+1" });
    expect(await rankingConsentSince(personId)).toBeInstanceOf(Date);
    expect(await changes(() => say(false))).toEqual({ consent: "~1", audit_event: "+1" });
    expect(await changes(() => say(false))).toEqual({});
    expect(await rankingConsentSince(personId)).toBeNull();
    await say(true);
    expect(await consentsOf(personId)).toMatchObject([
      { purpose: "public-ranking", version: "2026.1", withdrawnAt: null },
      { purpose: "public-ranking", version: "2026.1", withdrawnAt: expect.any(Date) as Date },
    ]);
  });
});

describe("a correction", () => {
  const file = (personId: string, over: Partial<Parameters<typeof fileCorrection>[0]> = {}) =>
    fileCorrection({
      ...{ personId, name: "示例人", field: "phone", wanted: "138 0000 0000", reason: "换号码了", requestId },
      ...over,
    });
  const decide = (id: string, over: Partial<Parameters<typeof decideCorrection>[0]> = {}) =>
    decideCorrection({ actorId: hr, within, id, verdict: "accept", answer: "", requestId, ...over });
  const openOf = async (personId: string) =>
    (await db().correctionRequest.findFirstOrThrow({ where: { personId, state: "open" } })).id;

  test("is filed once and HR is told, in one transaction", async () => {
    const personId = await world.person();
    const filed = await changes(() => atOnce(8, () => file(personId)));
    expect(filed).toMatchObject({ correction_request: "+1", audit_event: "+1", notification: "+1" });
    expect(await file(personId)).toEqual({ refusal: "open" });
    expect(
      await db().notification.findMany({ where: { personId: hr, kind: "correction.filed" } }),
    ).toHaveLength(1);
    const units = await subtree(within);
    expect(await openCorrections(units, now())).toBe(1);
    expect(await openCorrections([world.university], now())).toBe(0);
    const { rows } = await correctionQueue(
      units,
      { state: "open", search: "", sort: "oldest", page: 1 },
      now(),
    );
    expect(rows).toMatchObject([{ field: "phone", wanted: "138 0000 0000", now: "", name: "示例人" }]);
    await decide(await openOf(personId));
  });

  test("leaves nothing when HR cannot be told", async () => {
    const personId = await world.person();
    const failed = () => expect(file(personId)).rejects.toThrow("refused in a test");
    expect(await changes(() => withoutInsertsInto("notification", failed))).toEqual({});
  });

  test("is refused when it carries an ID number, whether as value or reason", async () => {
    const personId = await world.person();
    const number = anIdNumber(order++);
    expect(await file(personId, { field: "idNumber", wanted: number })).toEqual({ refusal: "number" });
    expect(await file(personId, { reason: `我的号码是 ${number}` })).toEqual({ refusal: "reason-number" });
    expect(await correctionsOf(personId)).toEqual([]);
  });

  test("accepted by eight at once it changes the field, raises the revision and tells the person, once", async () => {
    const personId = await world.person();
    await file(personId);
    const id = await openOf(personId);
    const before = (await readMaster(db(), [personId])).get(personId);
    const given: unknown[] = [];
    expect(await changes(async () => given.push(...(await atOnce(8, () => decide(id)))))).toMatchObject({
      person: "~1",
      correction_request: "~1",
      notification: "+1",
      audit_event: "+1",
    });
    expect(given.filter((it) => JSON.stringify(it) === '{"refusal":null}')).toHaveLength(1);
    const after = (await readMaster(db(), [personId])).get(personId);
    expect(after).toMatchObject({ phone: "138 0000 0000", revision: (before?.revision ?? 0) + 1 });
    expect(await changes(() => decide(id, { verdict: "decline", answer: "不改" }))).toEqual({});
    expect(await db().notification.findMany({ where: { personId } })).toMatchObject([
      { kind: "correction.decided", link: "/me/data" },
    ]);
    // The log outlives the person: it says which field, never what it was or is.
    const events = await db().auditEvent.findMany({ where: { action: { startsWith: "correction." } } });
    expect(JSON.stringify(events.map(({ detail }) => detail))).not.toContain("138");
  });

  test("declined it needs an answer, and changes nothing of the person", async () => {
    const personId = await world.person();
    await file(personId, { field: "name", wanted: "新名字" });
    const id = await openOf(personId);
    expect(await decide(id, { verdict: "decline" })).toEqual({ refusal: "answer-missing" });
    const declined = await changes(() => decide(id, { verdict: "decline", answer: "和身份证不符" }));
    expect(declined).toMatchObject({ correction_request: "~1", notification: "+1", audit_event: "+1" });
    expect(declined.person).toBeUndefined();
  });

  test("is decided neither by another unit's HR nor by oneself, nor against the rest of the record", async () => {
    const personId = await world.person();
    await file(personId, { field: "bornOn", wanted: "2015-01-01" });
    const id = await openOf(personId);
    expect(await decide(id, { within: [world.university] })).toBeNull();
    expect(await decide(id, { actorId: personId })).toEqual({ refusal: "own" });
    expect(await decide(id)).toEqual({ refusal: "fits-not" });
    expect(await decide(crypto.randomUUID())).toBeNull();
    expect((await readMaster(db(), [personId])).get(personId)?.bornOn).toBeNull();
  });
});

describe("what is held about somebody", () => {
  /** Columns of type uuid that never name a person. */
  const others = new Set(
    "id unit_id parent_id partner_id session_id chapter_id lesson_id version_id course_id published_version_id question_id attempt_id certificate_id reversal_of notification_id upload_id".split(
      " ",
    ),
  );

  test("every column that names a person is in the download or left out with a reason", async () => {
    const columns = await db().$queryRaw<{ table: string; column: string }[]>`
      select c.table_name::text as table, c.column_name::text as column from information_schema.columns c
      join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.data_type = 'uuid'`;
    const missing = columns.filter(
      ({ table, column }) =>
        !others.has(column) && !heldTables[table]?.by.includes(column) && !leftOut[`${table}.${column}`],
    );
    expect(missing).toEqual([]);
    expect(columns.filter(({ column }) => column === "person_id").length).toBeGreaterThan(15);
  });

  test("what the download leaves out of a row is a column of it, and none that tells about the person", async () => {
    const columns = await db().$queryRaw<{ name: string }[]>`
      select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'`;
    const known = new Set(columns.map(({ name }) => name));
    const without = Object.entries(heldTables).flatMap(([table, held]) =>
      (held.without ?? []).map((column) => `${table}.${column}`),
    );
    expect(without.filter((name) => !known.has(name))).toEqual([]);
    expect(Object.keys(leftOut).filter((name) => !known.has(name))).toEqual([]);
    for (const name of without) expect(name).toMatch(/hash|cipher|lookup|\.id$|mac|step|_by$|payload|source/);
  });

  test("is downloaded whole, masked without the password and in full with it, and each time is logged", async () => {
    const { personId, idNumber, account } = await withSecrets();
    const passwordHash = await hashPassword("correct horse");
    await db().account.update({ where: { personId }, data: { passwordHash } });
    await setConsent(personId, "public-ranking", true, requestId);
    await revealSecret({ actorId: hr, within, personId, kind: "id-number", reason: "考试报名", requestId });
    const session = "of this device";
    const read = async (ticket: string | null, inSession = session) =>
      JSON.parse(await downloadData({ personId, session: inSession, ticket, requestId })) as {
        secretsInFull: boolean;
        secrets: unknown;
        tables: Record<string, Record<string, unknown>[]>;
      };
    const masked = await read(null);
    expect(JSON.stringify(masked)).not.toMatch(new RegExp(`${idNumber}|${account}`));
    expect(Object.keys(masked.tables).sort()).toEqual(Object.keys(heldTables).sort());
    expect(masked.tables.post).toMatchObject([{ unit: "示例社区", starts_on: "2020-01-01" }]);
    expect(masked.tables.consent).toHaveLength(1);
    expect(masked.tables.audit_event?.map((row) => row.action).sort()).toEqual([
      "consent.give",
      "data.download",
      "secret.reveal",
    ]);
    expect(JSON.stringify(masked)).not.toContain(passwordHash);
    expect(await downloadTicket({ personId, session, password: "wrong" })).toEqual({ refusal: "wrong" });
    const given = await downloadTicket({ personId, session, password: "correct horse" });
    const ticket = given.refusal === null ? given.ticket : "";
    expect(await read(ticket)).toMatchObject({
      secretsInFull: true,
      secrets: { idNumber, payeeAccount: account },
    });
    const later = ticket.replace(/^\d+/, (until) => String(Number(until) + 60_000));
    for (const forged of [await read(ticket, "another device"), await read(later), await read("x")])
      expect(forged).toMatchObject({
        secretsInFull: false,
        secrets: { idNumber: expect.stringContaining("*") as string },
      });
    const logged = await db().auditEvent.findMany({
      where: { actorId: personId, action: "data.download" },
      orderBy: { seq: "asc" },
    });
    expect(logged.map(({ detail }) => detail)).toEqual(
      [false, true, false, false, false].map((full) => ({ full })),
    );
    expect(await heldCounts(personId)).toMatchObject({ idNumber: 2, post: 1, consents: 1, education: 0 });
  });

  test("holds nobody else's rows", async () => {
    const [a, b] = [await world.person(), await world.person()];
    await setConsent(b, "public-ranking", true, requestId);
    expect(await downloadData({ personId: a, session: "", ticket: null, requestId })).not.toContain(b);
  });
});

describe("erasing an identity", () => {
  async function aLeaver(leftOn: string) {
    const { personId } = await withSecrets();
    await db().person.update({
      where: { id: personId },
      data: { name: "要走的人", phone: "13800000000", leftOn: dbDate(leftOn) },
    });
    await db().post.updateMany({ where: { personId }, data: { endsOn: dbDate(leftOn) } });
    const certificate = {
      personId,
      level: "junior",
      number: `C-${personId}`,
      issuedOn: dbDate("2020-01-01"),
    };
    await db().certificate.create({ data: certificate });
    await db().ledgerEntry.create({
      data: {
        ...{ personId, unitId: world.here, kind: "points", amount: 30, occurredOn: dbDate("2020-01-01") },
        ...{ postedAt: now(), policyVersion: "2026", rule: "r", evidence: {}, key: `erase/${personId}` },
      },
    });
    return personId;
  }
  const erase = (personId: string, over: Partial<Parameters<typeof erasePerson>[0]> = {}) =>
    erasePerson({ actorId: hr, within, personId, requestId, ...over });
  const sums = () =>
    db().ledgerEntry.groupBy({ by: ["personId"], _sum: { amount: true }, orderBy: { personId: "asc" } });

  test("takes everything that tells who it was, and leaves ledger, log and figures as they are", async () => {
    const personId = await aLeaver("2023-11-23");
    await revealSecret({ actorId: hr, within, personId, kind: "id-number", reason: "考试报名", requestId });
    const [before, events] = [await sums(), await db().auditEvent.findMany({ orderBy: { seq: "asc" } })];
    expect(await changes(() => erase(personId))).toEqual({
      ...{ person: "~1", person_secret: "-2", account: "-1", certificate: "~1", audit_event: "+1" },
    });
    expect(await sums()).toEqual(before);
    expect((await db().auditEvent.findMany({ orderBy: { seq: "asc" } })).slice(0, events.length)).toEqual(
      events,
    );
    const { rows } = await wholeStore(personId);
    expect(rows).not.toMatch(/要走的人|13800000000|C-/);
    expect(await db().person.findUniqueOrThrow({ where: { id: personId } })).toMatchObject({
      ...{ name: "已注销", phone: "", bornOn: null, erasedAt: expect.any(Date) as Date },
    });
    expect(await changes(async () => expect(await erase(personId)).toEqual({ refusal: "erased" }))).toEqual(
      {},
    );
  });

  test("closes the request that asked for it", async () => {
    const personId = await aLeaver("2020-01-31");
    const asked = { personId, name: "", field: "erasure" as const, wanted: "", reason: "请删除", requestId };
    await fileCorrection(asked);
    await erase(personId);
    expect(await correctionsOf(personId)).toMatchObject([
      { field: "erasure", state: "accepted", reason: "" },
    ]);
  });

  test("waits for three years, for a legal hold to end, and for the right HR", async () => {
    const personId = await aLeaver("2023-11-24");
    expect(await erase(personId)).toEqual({ refusal: "kept" });
    const old = await aLeaver("2020-01-31");
    const hold = (reason: string) =>
      setLegalHold({ actorId: hr, within, personId: old, hold: reason, requestId });
    expect(await changes(() => hold("劳动仲裁未结"))).toEqual({ person: "~1", audit_event: "+1" });
    expect(await changes(() => hold("劳动仲裁未结"))).toEqual({});
    expect(await erase(old)).toEqual({ refusal: "legal-hold" });
    await hold("");
    expect(await erase(old, { within: [world.university] })).toBeNull();
    expect(await erase(await world.person())).toEqual({ refusal: "works-here" });
    expect(await erase(old)).toEqual({ refusal: null });
  });

  test("is all or nothing", async () => {
    const personId = await aLeaver("2020-01-31");
    const failed = () => expect(erase(personId)).rejects.toThrow("refused in a test");
    expect(await changes(() => withoutInsertsInto("audit_event", failed))).toEqual({});
  });

  /** Every row of the store that names somebody, as one text. */
  async function wholeStore(personId: string) {
    const tables = Object.entries(heldTables);
    const found = await Promise.all(
      tables.map(([table, { whose }]) =>
        db().$queryRawUnsafe<{ row: string }[]>(
          `select to_jsonb(t)::text as row from "${table}" t where ${whose}`,
          personId,
        ),
      ),
    );
    return {
      rows: found
        .flat()
        .map(({ row }) => row)
        .join("\n"),
    };
  }
});
