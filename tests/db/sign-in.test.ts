import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { rankingConsentSince } from "~/features/people/consent.server";
import { failuresAllowed } from "~/features/people/rules/lock-out";
import { readMe } from "~/platform/context.server";
import { hashPassword } from "~/platform/password.server";
import { readSession } from "~/platform/session.server";
import { db } from "~/platform/store.server";
import { setConsent } from "~/workflows/set-consent.server";
import { signIn } from "~/workflows/sign-in.server";
import { signOut } from "~/workflows/sign-out.server";
import { atOnce, changes } from "../factories/changes";
import { aWorld, type World } from "../factories/world";

const password = "correct horse";

let world: World;
let passwordHash = "";
let personId = "";
beforeAll(async () => {
  world = await aWorld();
  passwordHash = await hashPassword(password);
});
beforeEach(async () => {
  personId = await world.person();
  await db().account.update({ where: { personId }, data: { passwordHash, passwordSetAt: new Date() } });
});

const tries = (given: string, over: Partial<Parameters<typeof signIn>[0]> = {}) =>
  signIn({
    employeeNo: personId,
    password: given,
    address: crypto.randomUUID(),
    device: "android-phone wechat",
    secure: false,
    demo: false,
    requestId: "test",
    ...over,
  });
const cookieOf = (given: Awaited<ReturnType<typeof signIn>>) => {
  if ("refusal" in given) throw new Error(given.refusal);
  return given.cookie.split(";")[0] ?? "";
};
const audits = () => db().auditEvent.findMany({ where: { actorId: personId }, orderBy: { seq: "asc" } });
const account = () => db().account.findUniqueOrThrow({ where: { personId } });

describe("signing in", () => {
  test("starts a session and is audited; the database keeps a hash of the cookie's secret", async () => {
    let cookie = "";
    expect(await changes(async () => (cookie = cookieOf(await tries(password))))).toEqual({
      session: "+1",
      audit_event: "+1",
    });
    expect(await readSession(cookie)).toMatchObject({ personId, pending: null });
    expect(await readMe(cookie)).toMatchObject({ personId, unit: { id: world.here } });
    const rows = await db().session.findMany({ where: { accountId: personId } });
    expect(cookie).not.toContain(rows[0]?.id);
    expect(await audits()).toMatchObject([{ action: "account.sign-in", outcome: "done", requestId: "test" }]);
  });

  test("signing out ends that session and is audited", async () => {
    const [here, there] = [cookieOf(await tries(password)), cookieOf(await tries(password))];
    const out = { personId, cookieHeader: here, secure: false, requestId: "test" };
    expect(await changes(() => signOut(out))).toEqual({ session: "-1", audit_event: "+1" });
    expect(await readSession(here)).toBeNull();
    expect(await readSession(there)).toMatchObject({ personId });
  });

  test("a wrong password counts, starts nothing and is audited as refused", async () => {
    expect(await changes(async () => expect(await tries("wrong")).toEqual({ refusal: "wrong" }))).toEqual({
      account: "~1",
      audit_event: "+1",
    });
    expect(await audits()).toMatchObject([{ outcome: "refused", detail: { reason: "wrong" } }]);
  });

  test("five in a row lock the account, for the right password as well, and each leaves an audit row", async () => {
    const given = [];
    for (let i = 0; i < failuresAllowed; i++) given.push(await tries("wrong"));
    expect(given.map((it) => "refusal" in it && it.refusal)).toEqual([
      ...Array(failuresAllowed - 1).fill("wrong"),
      "locked",
    ]);
    expect(await changes(async () => expect(await tries(password)).toEqual({ refusal: "locked" }))).toEqual({
      audit_event: "+1",
    });
    expect((await audits()).map((row) => row.outcome)).toEqual(Array(failuresAllowed + 1).fill("refused"));

    await db().account.update({ where: { personId }, data: { lockedUntil: new Date(Date.now() - 1000) } });
    expect(await tries(password)).toMatchObject({ personId });
    expect(await account()).toMatchObject({ failedCount: 0, lockedUntil: null });
  });

  test("the right password ends the row of wrong ones", async () => {
    for (let i = 0; i < failuresAllowed - 1; i++) await tries("wrong");
    await tries(password);
    expect(await tries("wrong")).toEqual({ refusal: "wrong" });
    expect(await account()).toMatchObject({ failedCount: 1, lockedUntil: null });
  });

  test("eight wrong ones at once lock it as well: none is lost", async () => {
    const given = await atOnce(8, () => tries("wrong"));
    expect(given.map((it) => "refusal" in it && it.refusal).sort()).toEqual([
      ...Array(4).fill("locked"),
      ...Array(4).fill("wrong"),
    ]);
    expect(await tries(password)).toEqual({ refusal: "locked" });
    expect(await audits()).toHaveLength(9);
  });

  test("somebody unknown, or who has left, is told the same and audited without a name", async () => {
    await db().person.update({ where: { id: personId }, data: { leftOn: new Date("2026-10-31") } });
    for (const employeeNo of [personId, "nobody"]) {
      expect(
        await changes(async () =>
          expect(await tries(password, { employeeNo })).toEqual({ refusal: "wrong" }),
        ),
      ).toEqual({ audit_event: "+1" });
    }
    expect(await db().auditEvent.count({ where: { actorId: null, subject: "account:unknown" } })).toBe(2);
  });

  test("a session ends when its person leaves, and after twelve hours in any case", async () => {
    const cookie = cookieOf(await tries(password));
    await db().session.updateMany({
      where: { accountId: personId },
      data: { createdAt: new Date(Date.now() - 12 * 60 * 60 * 1000) },
    });
    expect(await readSession(cookie)).toBeNull();
    const other = cookieOf(await tries(password));
    await db().person.update({ where: { id: personId }, data: { leftOn: new Date("2026-10-31") } });
    expect(await readSession(other)).toBeNull();
  });

  test("the sixty-first try of an address in five minutes is refused before anything is looked up", async () => {
    const address = "192.0.2.1";
    // Twenty people of one office have no trouble; the rest is somebody who guesses numbers.
    for (let round = 0; round < 6; round++)
      await atOnce(10, (i) => tries("guess", { address, employeeNo: `nobody-${round}-${i}` }));
    expect(
      await changes(async () => expect(await tries(password, { address })).toEqual({ refusal: "too-many" })),
    ).toEqual({});
    expect(await tries(password)).toMatchObject({ personId });
  });
});

describe("the consent to be named in rankings", () => {
  const set = (give: boolean) => setConsent(personId, "public-ranking", give, "test");

  test("is one row and one audit row, given once or eight times at once", async () => {
    expect(await changes(() => atOnce(8, () => set(true)))).toEqual({ consent: "+1", audit_event: "+1" });
    expect(await changes(() => set(true))).toEqual({});
    expect(await rankingConsentSince(personId)).toBeInstanceOf(Date);
  });

  test("withdrawing closes the row and keeps it; agreeing again is another row", async () => {
    expect(await changes(() => set(false))).toEqual({});
    await set(true);
    expect(await changes(() => atOnce(8, () => set(false)))).toEqual({ consent: "~1", audit_event: "+1" });
    expect(await changes(() => set(false))).toEqual({});
    expect(await rankingConsentSince(personId)).toBeNull();
    expect(await changes(() => set(true))).toEqual({ consent: "+1", audit_event: "+1" });
    expect((await audits()).map((row) => row.action)).toEqual([
      "consent.give",
      "consent.withdraw",
      "consent.give",
    ]);
  });
});
