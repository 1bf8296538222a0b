import type { LoaderFunctionArgs } from "@remix-run/node";
import { Secret, TOTP } from "otpauth";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listAccounts, readAccount } from "~/features/people/account-list.server";
import { readLink } from "~/features/people/account-links.server";
import { stepMs } from "~/features/people/rules/second-factor";
import { secondFactor } from "~/features/people/second-factor.server";
import { readSecurity } from "~/features/people/security-page.server";
import { dayMs } from "~/lib/dates";
import { readMe, type RequestContext } from "~/platform/context.server";
import { guarded, open } from "~/platform/guard.server";
import { useMail } from "~/platform/mail.server";
import { hashPassword } from "~/platform/password.server";
import { deleteExpiredSessions, readSession, sessionKey } from "~/platform/session.server";
import { db } from "~/platform/store.server";
import { administerAccount, type AccountAct } from "~/workflows/administer-account.server";
import { changePassword } from "~/workflows/change-password.server";
import { endOwnSessions } from "~/workflows/end-own-sessions.server";
import { firstAdministratorLink, makeFirstAdministrator } from "~/workflows/first-administrator.server";
import { invitePerson } from "~/workflows/invite-person.server";
import {
  beginOwnSecondFactor,
  confirmOwnSecondFactor,
  leaveSecondFactor,
  removeOwnSecondFactor,
  renewRecoveryCodes,
} from "~/workflows/keep-second-factor.server";
import { openAccount } from "~/workflows/open-account.server";
import { redeemLink } from "~/workflows/redeem-link.server";
import { requestReset } from "~/workflows/request-reset.server";
import { showSecondFactor } from "~/workflows/show-second-factor.server";
import { signIn } from "~/workflows/sign-in.server";
import { atOnce, changes, withoutInsertsInto } from "../factories/changes";
import { aGrant } from "../factories/people";
import { aWorld, type World } from "../factories/world";

const password = "Rain-on-7-roofs";
const requestId = "test";

let world: World;
let passwordHash = "";
let personId = "";
let system: Actor;
let security: Actor;
let hr: Actor;

type Actor = {
  personId: string;
  grants: { role: "system-admin" | "security-admin" | "hr"; unitId: string }[];
};

async function actor(role: Actor["grants"][number]["role"], unitId = world.district): Promise<Actor> {
  const id = await world.person();
  await db().roleGrant.create({ data: aGrant({ personId: id, role, unitId }) });
  return { personId: id, grants: [{ role, unitId }] };
}

beforeAll(async () => {
  // Before anybody has a password there is one way in.
  await firstAdministratorTests();
  world = await aWorld();
  passwordHash = await hashPassword(password);
  system = await actor("system-admin");
  security = await actor("security-admin");
  hr = await actor("hr");
});
beforeEach(async () => {
  personId = await withPassword();
});

async function withPassword(unitId?: string): Promise<string> {
  const id = await world.person(unitId);
  await db().account.update({ where: { personId: id }, data: { passwordHash, passwordSetAt: new Date() } });
  return id;
}

const grant = (role: string, id = personId, unitId = world.district) =>
  db().roleGrant.create({ data: aGrant({ personId: id, role, unitId }) });
const account = (id = personId) => db().account.findUniqueOrThrow({ where: { personId: id } });
const change = (data: Parameters<ReturnType<typeof db>["account"]["update"]>[0]["data"], id = personId) =>
  db().account.update({ where: { personId: id }, data });
const audits = (action: string) =>
  db().auditEvent.findMany({ where: { subject: `person:${personId}`, action }, orderBy: { seq: "asc" } });

/** Signs in and gives what the browser would have. */
async function enter(over: Partial<Parameters<typeof signIn>[0]> = {}) {
  const given = await signIn({
    ...{ employeeNo: personId, password, device: "android-phone wechat", address: crypto.randomUUID() },
    ...{ secure: false, demo: false, requestId },
    ...over,
  });
  if ("refusal" in given) return given;
  const cookie = given.cookie.split(";")[0] ?? "";
  const session = sessionKey(cookie.split("=")[1] ?? "");
  return { ...given, cookie, session };
}
async function entered(over: Partial<Parameters<typeof signIn>[0]> = {}) {
  const given = await enter(over);
  if ("refusal" in given) throw new Error(given.refusal);
  return given;
}

/** The code of a secret, some steps from now. */
const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * stepMs });

/** Sets a second factor up, and gives its secret and recovery codes. The step before this one is used up. */
async function setUp(session: string, id = personId) {
  const asked = { personId: id, session, demo: false, requestId };
  await beginOwnSecondFactor(asked);
  const begun = await secondFactor(id);
  if (begun.state !== "begun") throw new Error(begun.state);
  const confirmed = await confirmOwnSecondFactor({ ...asked, code: codeOf(begun.secret, -1) });
  if ("refusal" in confirmed) throw new Error(confirmed.refusal);
  return { secret: begun.secret, codes: confirmed.codes };
}

async function firstAdministratorTests() {
  const made = await firstAdministratorLink("https://learn.example.cn");
  const secret = made?.split("/link/")[1] ?? "";
  const first = (over: Partial<Parameters<typeof makeFirstAdministrator>[0]> = {}) =>
    makeFirstAdministrator({
      ...{
        secret,
        employeeNo: "S1",
        name: "孙浩然",
        email: "sun@example.cn",
        password,
        title: "系统管理员",
        district: "示例区",
        requestId,
      },
      ...over,
    });
  firstTime.older = await firstAdministratorLink("https://learn.example.cn").then(async (newer) => {
    const refused = await first();
    firstTime.secret = newer?.split("/link/")[1] ?? "";
    return refused.refusal;
  });
  const given = { secret: firstTime.secret };
  firstTime.weak = (await first({ ...given, password: "short" })).refusal;
  firstTime.badNumber = (await first({ ...given, employeeNo: "a b" })).refusal;
  firstTime.unitsAfterRefusals = await db().unit.count();
  firstTime.changes = await changes(async () => {
    firstTime.answers = (await atOnce(8, () => first(given))).map(({ refusal }) => refusal);
  });
  firstTime.linkAfter = await firstAdministratorLink("https://learn.example.cn");
  firstTime.grants = (await db().roleGrant.findMany({ include: { unit: true } })).map(
    ({ role, unit }) => `${role} ${unit.name}`,
  );
  firstTime.emails = (await db().person.findMany({ select: { email: true } })).map(({ email }) => email);
  // The district of this file is the world's: the first one becomes another town.
  await db().roleGrant.deleteMany({});
  await db().post.deleteMany({});
  await db().account.deleteMany({});
  await db().person.deleteMany({});
  await db().unitVersion.deleteMany({});
  await db().unit.deleteMany({});
}
const firstTime: {
  secret: string;
  older?: string | null;
  weak?: string | null;
  badNumber?: string | null;
  unitsAfterRefusals?: number;
  answers?: (string | null)[];
  changes?: Record<string, string>;
  linkAfter?: string | null;
  grants?: string[];
  emails?: string[];
} = { secret: "" };

describe("the first administrator", () => {
  test("an older link, a weak password and a bad number are refused and leave nothing", () => {
    expect(firstTime).toMatchObject({
      older: "superseded",
      weak: "short",
      badNumber: "number-shape",
      unitsAfterRefusals: 0,
    });
  });

  test("is made once by eight at once, with the district as root unit", () => {
    expect(firstTime.answers?.filter((refusal) => refusal === null)).toHaveLength(1);
    expect(new Set(firstTime.answers)).toEqual(new Set([null, "used"]));
    expect(firstTime.changes).toEqual({
      ...{ unit: "+1", unit_version: "+1", person: "+1", account: "+1", post: "+1", role_grant: "+1" },
      ...{ account_link: "~1", audit_event: "+1" },
    });
    expect(firstTime.grants).toEqual(["system-admin 示例区"]);
    expect(firstTime.emails).toEqual(["sun@example.cn"]);
  });

  test("is the last of its kind: there is no link any more", () => {
    expect(firstTime.linkAfter).toBeNull();
  });
});

describe("changing the password", () => {
  const to = async (next: string, current = password, over: { session?: string } = {}) =>
    changePassword({
      ...{ personId, current, password: next, demo: false, requestId },
      session: over.session ?? (await entered({ password: current })).session,
    });

  test("ends all other sessions, keeps this one, and is audited and told", async () => {
    const [here, there] = [await entered(), await entered()];
    expect(await to("Wind-over-3-hills", password, here)).toEqual({ refusal: null, pending: null });
    expect(await readSession(here.cookie)).toMatchObject({ personId });
    expect(await readSession(there.cookie)).toBeNull();
    expect(await audits("account.change-password")).toMatchObject([
      { outcome: "done", detail: { endedSessions: 1 } },
    ]);
    expect(await db().notification.count({ where: { personId, kind: "account.password-changed" } })).toBe(1);
    expect(await enter()).toEqual({ refusal: "wrong" });
    expect(await enter({ password: "Wind-over-3-hills" })).toMatchObject({ personId });
  });

  test("none of the last five comes back; the sixth does", async () => {
    const series = [1, 2, 3, 4, 5].map((n) => `Wind-over-${n}-hills`);
    let current = password;
    for (const next of series) {
      expect(await to(next, current)).toEqual({ refusal: null, pending: null });
      current = next;
    }
    for (const earlier of series)
      expect([earlier, await to(earlier, current)]).toEqual([earlier, { refusal: "reused" }]);
    expect(await db().passwordHistory.count({ where: { accountId: personId } })).toBe(5);
    expect(await to(password, current)).toEqual({ refusal: null, pending: null });
  });

  test("by the rule: a weak one is refused and changes nothing", async () => {
    const { session } = await entered();
    expect(
      await changes(async () =>
        expect(await to("password", password, { session })).toEqual({ refusal: "classes" }),
      ),
    ).toEqual({});
  });

  test("a wrong current one counts to the lock and is audited; a locked account refuses the right one", async () => {
    const { session } = await entered();
    const given = [];
    for (let i = 0; i < 6; i++)
      given.push((await to("Wind-over-3-hills", i < 5 ? "wrong" : password, { session })).refusal);
    expect(given).toEqual(["wrong", "wrong", "wrong", "wrong", "locked", "locked"]);
    expect(await audits("account.change-password")).toHaveLength(6);
    expect(await db().notification.count({ where: { personId, kind: "account.locked" } })).toBe(1);
  });

  test("eight at once change it once", async () => {
    const { session } = await entered();
    const given = await atOnce(8, (i) => to(`Wind-over-${i}-hills`, password, { session }));
    expect(given.filter(({ refusal }) => refusal === null)).toHaveLength(1);
    expect(given.filter(({ refusal }) => refusal === "overtaken" || refusal === "wrong")).toHaveLength(7);
    expect(await db().passwordHistory.count({ where: { accountId: personId } })).toBe(1);
  });

  test("all or nothing: without its audit row nothing has changed", async () => {
    const { session } = await entered();
    expect(
      await changes(() =>
        withoutInsertsInto("audit_event", () =>
          expect(to("Wind-over-3-hills", password, { session })).rejects.toThrow(),
        ),
      ),
    ).toEqual({});
  });
});

describe("ageing", () => {
  const aged = (days: number) => change({ passwordSetAt: new Date(Date.now() - days * dayMs) });

  test("after 90 days signing in leads to a new password first, and nowhere else", async () => {
    await aged(90);
    const { session, pending, cookie } = await entered();
    expect(pending).toBe("password");
    const done = await changePassword({
      ...{ personId, session, current: password, password: "Wind-over-3-hills", demo: false, requestId },
    });
    expect(done).toEqual({ refusal: null, pending: null });
    expect(await readSession(cookie)).toMatchObject({ pending: null });
  });

  test("a day before it does not, and the page says so", async () => {
    await aged(89);
    const { session, pending } = await entered();
    expect(pending).toBeNull();
    expect((await readSecurity({ personId, session })).password).toMatchObject({ soon: true });
  });

  test("the demonstration demands neither a new password nor a second factor", async () => {
    await aged(400);
    await grant("hr");
    expect(await entered({ demo: true })).toMatchObject({ pending: null });
  });
});

describe("the second factor", () => {
  test("administrators and HR set it up before anything else; then it is asked for at each sign-in", async () => {
    await grant("hr");
    const { session, pending, cookie } = await entered();
    expect(pending).toBe("enrol-totp");
    const { secret, codes } = await setUp(session);
    expect(new Set(codes)).toHaveLength(10);
    expect(await readSession(cookie)).toMatchObject({ pending: "enrol-totp" });
    expect(await leaveSecondFactor({ personId, session, demo: false, requestId })).toBeNull();
    expect(await readSession(cookie)).toMatchObject({ pending: null });

    const again = await entered();
    expect(again.pending).toBe("totp");
    const shown = { personId, session: again.session, demo: false, requestId };
    expect(await showSecondFactor({ ...shown, code: codeOf(secret) })).toEqual({
      refusal: null,
      pending: null,
    });
    expect(await readSession(again.cookie)).toMatchObject({ pending: null });
  });

  test("ends every other session when it is set up, whatever that one still had to do", async () => {
    await grant("hr");
    const [here, toEnrol] = [await entered(), await entered()];
    const toChange = await entered();
    await db().session.update({ where: { id: toChange.session }, data: { pending: "password" } });
    const free = await entered({ demo: true });
    await setUp(here.session);
    expect(await Promise.all([toEnrol, toChange, free].map(({ cookie }) => readSession(cookie)))).toEqual([
      null,
      null,
      null,
    ]);
    expect(await readSession(here.cookie)).toMatchObject({ pending: "enrol-totp" });
    expect(await audits("account.set-up-second-factor")).toMatchObject([{ detail: { endedSessions: 3 } }]);
    expect(await entered()).toMatchObject({ pending: "totp" });
  });

  test("leaves no session without it when eight sign in while it is set up", async () => {
    const { session } = await entered();
    const asked = { personId, session, demo: false, requestId };
    await beginOwnSecondFactor(asked);
    const begun = await secondFactor(personId);
    if (begun.state !== "begun") throw new Error(begun.state);
    const entering = Array.from({ length: 8 }, () => enter());
    // Some are in by now, the others come while it is confirmed.
    await Promise.race(entering);
    await confirmOwnSecondFactor({ ...asked, code: codeOf(begun.secret) });
    await Promise.all(entering);
    const open = await db().session.findMany({ where: { accountId: personId, pending: null } });
    expect(open.map(({ id }) => id)).toEqual([session]);
  });

  test("is kept encrypted and belongs to its account; recovery codes are kept as hashes", async () => {
    const { session } = await entered();
    const { secret, codes } = await setUp(session);
    const row = await account();
    expect(row.totpCipher).not.toContain(secret);
    const other = await withPassword();
    await change({ totpCipher: row.totpCipher }, other);
    await expect(secondFactor(other)).rejects.toThrow(/belongs to something else/);
    const hashes = (await db().recoveryCode.findMany({ where: { accountId: personId } })).map(
      ({ hash }) => hash,
    );
    expect(hashes).toHaveLength(10);
    expect(hashes.join()).not.toMatch(new RegExp(codes.join("|").replaceAll("-", "-?")));
  });

  test("a code counts once: replayed, and eight at once", async () => {
    const { secret } = await setUp((await entered()).session);
    const sessions: string[] = [];
    for (let i = 0; i < 8; i++) sessions.push((await entered()).session);
    const code = codeOf(secret);
    const show = (session: string) => showSecondFactor({ personId, session, code, demo: false, requestId });
    const given = await atOnce(8, (i) => show(sessions[i] ?? ""));
    expect(given.filter(({ refusal }) => refusal === null)).toHaveLength(1);
    expect(await db().session.count({ where: { accountId: personId, pending: null } })).toBe(2);
    await change({ failedCount: 0, lockedUntil: null });
    expect(await show(sessions[0] ?? "")).toEqual({ refusal: "used" });
  });

  test("codes of the step before and after count, older and later ones do not", async () => {
    const { secret } = await setUp((await entered()).session);
    await change({ totpStep: 0 });
    const { session } = await entered();
    const show = (steps: number) =>
      showSecondFactor({ personId, session, code: codeOf(secret, steps), demo: false, requestId });
    expect(await show(-3)).toEqual({ refusal: "wrong" });
    expect(await show(3)).toEqual({ refusal: "wrong" });
    expect(await show(-1)).toMatchObject({ refusal: null });
    expect(await show(1)).toMatchObject({ refusal: null });
    expect(await show(0)).toEqual({ refusal: "used" });
  });

  test("a recovery code counts once for eight at once, however it is typed", async () => {
    const { codes } = await setUp((await entered()).session);
    const sessions: string[] = [];
    for (let i = 0; i < 8; i++) sessions.push((await entered()).session);
    const typed = codes[0]?.toLowerCase().replace("-", " ") ?? "";
    const given = await atOnce(8, (i) =>
      showSecondFactor({ personId, session: sessions[i] ?? "", code: typed, demo: false, requestId }),
    );
    expect(given.filter(({ refusal }) => refusal === null)).toHaveLength(1);
    expect(await db().recoveryCode.count({ where: { accountId: personId, usedAt: null } })).toBe(9);
  });

  test("wrong codes lock the account, and a right password in between clears nothing", async () => {
    await setUp((await entered()).session);
    const given = [];
    for (let i = 0; i < 5; i++) {
      const { session } = await entered();
      given.push(
        (await showSecondFactor({ personId, session, code: "000000", demo: false, requestId })).refusal,
      );
    }
    expect(given).toEqual(["wrong", "wrong", "wrong", "wrong", "locked"]);
    expect(await enter()).toEqual({ refusal: "locked" });
  });

  test("new recovery codes and removal ask for a code; a role that demands it keeps it", async () => {
    const { session } = await entered();
    const { secret, codes } = await setUp(session);
    const asked = { personId, session, demo: false, requestId };
    expect(await renewRecoveryCodes({ ...asked, code: "123" })).toEqual({ refusal: "wrong" });
    const renewed = await renewRecoveryCodes({ ...asked, code: codeOf(secret) });
    if ("refusal" in renewed) throw new Error(renewed.refusal);
    expect(renewed.codes.filter((code) => codes.includes(code))).toEqual([]);
    await grant("auditor");
    expect(await removeOwnSecondFactor({ ...asked, code: renewed.codes[0] ?? "" })).toBe("demanded");
    await db().roleGrant.deleteMany({ where: { personId } });
    expect(await removeOwnSecondFactor({ ...asked, code: renewed.codes[0] ?? "" })).toBeNull();
    expect(await secondFactor(personId)).toEqual({ state: "none", demanded: false });
    expect(await db().recoveryCode.count({ where: { accountId: personId } })).toBe(0);
  });
});

describe("a session with something left to do", () => {
  const reached = async (
    cookie: string,
    route: "guarded" | "open" | "while",
    headers: Record<string, string> = {},
  ) => {
    const request = new Request("https://learn.example.cn/points?page=2", { headers });
    const context = { me: () => readMe(cookie), demo: false } as Partial<RequestContext> as RequestContext;
    const handlers = {
      guarded: guarded("signed-in", async () => "reached"),
      while: guarded("signed-in", async () => "reached", { while: ["password"] }),
      open: open("public", async ({ context: given }) => ((await given.me()) ? "known" : "nobody")),
    };
    const args: LoaderFunctionArgs = { request, params: {}, context };
    try {
      return await handlers[route](args);
    } catch (response) {
      if (!(response instanceof Response)) throw response;
      return `${response.status} ${response.headers.get("location") ?? ""}`.trim();
    }
  };
  const background = { "X-Nuanxin-Background": "1" };

  test.each([
    ["totp", "/login/code"],
    ["enrol-totp", "/me/second-factor"],
    ["password", "/me/password"],
    ["something unknown", "/login/code"],
  ])("%s: every page leads to %s, and background requests get 401", async (pending, page) => {
    const { cookie, session } = await entered();
    expect(await reached(cookie, "guarded")).toBe("reached");
    expect(await reached(cookie, "while")).toBe("302 /");
    await db().session.update({ where: { id: session }, data: { pending } });
    expect(await reached(cookie, "guarded")).toBe(`302 ${page}?next=%2Fpoints%3Fpage%3D2`);
    expect(await reached(cookie, "guarded", background)).toBe("401");
    expect(await reached(cookie, "open")).toBe("nobody");
    expect(await reached(cookie, "while")).toBe(
      pending === "password" ? "reached" : `302 ${page}?next=%2Fpoints%3Fpage%3D2`,
    );
  });
});

describe("sessions", () => {
  test("are listed with device and address, and noted as seen once a minute", async () => {
    const { cookie, session } = await entered({ address: "192.0.2.7" });
    expect((await readSecurity({ personId, session })).sessions).toMatchObject([
      { own: true, address: "192.0.2.7", device: { system: "android-phone", app: "wechat" } },
    ]);
    expect(await changes(() => readSession(cookie))).toEqual({});
    await db().session.update({ where: { id: session }, data: { seenAt: new Date(Date.now() - 61_000) } });
    expect(await changes(() => atOnce(8, () => readSession(cookie)))).toEqual({ session: "~1" });
    expect(await changes(() => readSession(cookie))).toEqual({});
  });

  test("one of them ends, or all; another person's does not", async () => {
    const [here, there] = [await entered(), await entered()];
    const other = await world.person();
    expect(await endOwnSessions({ personId: other, only: there.session, requestId })).toBe(0);
    expect(await endOwnSessions({ personId, only: there.session, requestId })).toBe(1);
    expect([await readSession(there.cookie), (await readSession(here.cookie))?.personId]).toEqual([
      null,
      personId,
    ]);
    expect(await endOwnSessions({ personId, only: null, requestId })).toBe(1);
    expect(await readSession(here.cookie)).toBeNull();
    expect(await changes(() => endOwnSessions({ personId, only: null, requestId }))).toEqual({});
  });

  test("the dead ones are deleted, the living ones stay", async () => {
    const [idle, old, living] = [await entered(), await entered(), await entered()];
    await db().session.update({ where: { id: idle.session }, data: { expiresAt: new Date(Date.now() - 1) } });
    await db().session.update({
      where: { id: old.session },
      data: { createdAt: new Date(Date.now() - 13 * 3_600_000) },
    });
    expect(await deleteExpiredSessions()).toBe(2);
    expect(await readSession(living.cookie)).toMatchObject({ personId });
  });

  test("somebody whose last day lies ahead still works, and the day after no more", async () => {
    const leaves = (day: string) =>
      db().person.update({ where: { id: personId }, data: { leftOn: new Date(day) } });
    await grant("worker");
    await leaves("2026-11-24");
    const { cookie } = await entered();
    await leaves("2026-11-23");
    expect(await readSession(cookie)).toBeNull();
    expect(await enter()).toEqual({ refusal: "wrong" });
  });
});

describe("links", () => {
  const invite = (over: Partial<Parameters<typeof invitePerson>[0]> = {}) =>
    invitePerson({ personId, by: hr, as: "people:write", way: "sheet", requestId, ...over });
  const sheet = async (over: Partial<Parameters<typeof invitePerson>[0]> = {}) => {
    const made = await invite(over);
    if (!made || made.refusal !== null) throw new Error(made?.refusal ?? "out of reach");
    return { ...made.invitation, secret: made.invitation.secret ?? "" };
  };
  const redeem = (secret: string, next = "Wind-over-3-hills") =>
    redeemLink({ secret, password: next, requestId });

  test("an invitation sets the first password, once, and nobody can read its secret", async () => {
    personId = await world.person();
    const { secret, purpose, expiresAt } = await sheet();
    expect(purpose).toBe("invite");
    expect(Math.round((expiresAt.getTime() - Date.now()) / dayMs)).toBe(7);
    expect(JSON.stringify(await db().accountLink.findMany({ where: { accountId: personId } }))).not.toContain(
      secret,
    );
    expect(await redeem(secret, "short")).toEqual({ refusal: "short" });
    const given = await atOnce(8, (i) => redeem(secret, `Wind-over-${i}-hills`));
    expect(given.filter(({ refusal }) => refusal === null)).toHaveLength(1);
    expect(new Set(given.map(({ refusal }) => refusal))).toEqual(new Set([null, "used"]));
    expect(await audits("account.set-password")).toHaveLength(1);
    expect((await account()).passwordSetAt).not.toBeNull();
  });

  test("a reset ends every session; a newer link and a changed password void the older ones", async () => {
    const { cookie, session } = await entered();
    const [older, newer] = [await sheet(), await sheet()];
    expect(newer.purpose).toBe("reset");
    expect(await redeem(older.secret)).toEqual({ refusal: "superseded" });
    expect(await redeem(newer.secret)).toMatchObject({ refusal: null, employeeNo: personId });
    expect(await readSession(cookie)).toBeNull();
    const last = await sheet();
    await changePassword({
      ...{
        personId,
        session,
        current: "Wind-over-3-hills",
        password: "Sun-on-8-walls",
        demo: false,
        requestId,
      },
    });
    expect(await redeem(last.secret, "Moon-on-9-lakes")).toEqual({ refusal: "used" });
  });

  test("an expired, an unknown one and that of somebody who has left are refused", async () => {
    const { secret } = await sheet();
    await db().accountLink.updateMany({ where: { accountId: personId }, data: { expiresAt: new Date() } });
    expect(await redeem(secret)).toEqual({ refusal: "expired" });
    expect(await redeem("x".repeat(43))).toEqual({ refusal: "unknown" });
    const fresh = await sheet();
    await db().person.update({ where: { id: personId }, data: { leftOn: new Date("2026-11-01") } });
    expect(await readLink(fresh.secret)).toEqual({ refusal: "unknown" });
    expect(await invite()).toEqual({ refusal: "left" });
  });

  test("HR reaches its own units, no administrator, and not itself", async () => {
    const local = await actor("hr", world.here);
    expect(await invite({ by: local })).toMatchObject({ refusal: null });
    const far = await withPassword(world.there);
    expect(await changes(async () => expect(await invite({ by: local, personId: far })).toBeNull())).toEqual(
      {},
    );
    expect(await invite({ personId: security.personId })).toEqual({ refusal: "administrator" });
    expect(await invite({ personId: hr.personId })).toEqual({ refusal: "self" });
    expect(await invite({ personId: security.personId, by: system, as: "account:manage" })).toMatchObject({
      refusal: null,
    });
  });

  test("a forgotten password: the same answer for everybody, a link by mail for who has an address", async () => {
    useMail({ smtpUrl: "smtp://127.0.0.1:1", mailFrom: "nuanxin@example.cn" });
    const ask = async (employeeNo: string, address: string = crypto.randomUUID()) => {
      const began = performance.now();
      const refusal = await requestReset({ employeeNo, address, demo: false, requestId });
      return { refusal, ms: performance.now() - began };
    };
    await db().person.update({ where: { id: personId }, data: { email: "w@example.cn" } });
    const known = await ask(personId);
    const unknown = await ask("nobody");
    expect([known.refusal, unknown.refusal]).toEqual([null, null]);
    // Both wait for the same floor; a timer may end a millisecond early.
    expect(Math.min(known.ms, unknown.ms)).toBeGreaterThan(590);
    expect(await db().accountLink.count({ where: { accountId: personId } })).toBe(1);
    const told = await db().notification.findMany({ where: { personId }, include: { deliveries: true } });
    expect(told).toMatchObject([{ kind: "account.link", link: "", deliveries: [{ channel: "mail" }] }]);
    const jobs = await db().$queryRaw<{ data: string }[]>`select data::text from pgboss.job`;
    expect(JSON.stringify([told, jobs])).not.toContain("/link/");
    // Four in a row send three.
    for (let i = 0; i < 3; i++) await ask(personId);
    expect(await db().accountLink.count({ where: { accountId: personId } })).toBe(3);
    // Mail alone lets nobody in who must have a second factor and has none yet.
    const officer = await withPassword();
    await db().person.update({ where: { id: officer }, data: { email: "h@example.cn" } });
    await grant("hr", officer);
    await ask(officer);
    expect(await db().accountLink.count({ where: { accountId: officer } })).toBe(0);
    const address = "192.0.2.9";
    const given = [];
    for (let i = 0; i < 31; i++)
      given.push(requestReset({ employeeNo: `nobody-${i}`, address, demo: false, requestId }));
    expect((await Promise.all(given)).filter((refusal) => refusal === "too-many")).toHaveLength(1);
    useMail(undefined);
  });
});

describe("three administrators", () => {
  const act = (order: AccountAct, by: Actor = security, id = personId) =>
    administerAccount({ personId: id, by, order, demo: false, requestId });
  const give = (
    role: "system-admin" | "security-admin" | "auditor" | "hr" | "trainer" | "worker",
    by?: Actor,
  ) => act({ act: "grant-role", role, unitId: world.district }, by);

  test("a role is granted once, audited, and its holder sets a second factor up at once", async () => {
    const { cookie } = await entered();
    expect(
      await changes(async () => expect(await give("hr")).toEqual({ refusal: null, endedSessions: 0 })),
    ).toEqual({
      role_grant: "+1",
      session: "~1",
      audit_event: "+1",
    });
    expect(await readSession(cookie)).toMatchObject({ pending: "enrol-totp" });
    expect(await give("hr")).toEqual({ refusal: "has-already" });
    expect((await audits("account.grant-role")).map((row) => row.outcome)).toEqual(["done", "refused"]);
    const ended = { act: "end-role", role: "hr", unitId: world.district } as const;
    expect(await act(ended)).toMatchObject({ refusal: null });
    expect(await act(ended)).toEqual({ refusal: "not-held" });
    expect(await give("hr")).toMatchObject({ refusal: null });
  });

  test("are three people by the rule, and by the database when eight ask at once", async () => {
    expect(await give("system-admin")).toMatchObject({ refusal: null });
    expect(await give("security-admin")).toEqual({ refusal: "office" });
    expect(await give("auditor")).toEqual({ refusal: "office" });
    personId = await withPassword();
    const offices = ["system-admin", "security-admin", "auditor"] as const;
    const given = await atOnce(8, (i) => give(offices[i % 3] ?? "auditor"));
    expect(given.filter((it) => it?.refusal === null)).toHaveLength(1);
    expect(
      await db().roleGrant.count({ where: { personId, role: { in: [...offices] }, endedAt: null } }),
    ).toBe(1);
    personId = await withPassword();
    await grant("system-admin");
    await expect(grant("auditor")).rejects.toThrow();
  });

  test("the auditor does nothing else", async () => {
    await grant("worker");
    expect(await give("auditor")).toEqual({ refusal: "auditor-alone" });
    await act({ act: "end-role", role: "worker", unitId: world.district });
    expect(await give("auditor")).toMatchObject({ refusal: null });
    expect(await give("trainer")).toEqual({ refusal: "auditor-alone" });
  });

  test("the system administrator names the first security administrator and the first auditor, and nobody else", async () => {
    await db().roleGrant.updateMany({ where: { role: "auditor" }, data: { endedAt: new Date() } });
    expect(await give("hr", system)).toEqual({ refusal: "not-yours" });
    expect(await give("security-admin", system)).toEqual({ refusal: "not-yours" });
    expect(await give("auditor", system)).toMatchObject({ refusal: null });
    const open = (employeeNo: string, role: "auditor" | null) =>
      openAccount({
        ...{
          by: system,
          employeeNo,
          name: "示例人",
          email: "new@example.cn",
          title: "管理员",
          unitId: world.district,
          role,
          requestId,
        },
      });
    expect(await open("A77", "auditor")).toEqual({ refusal: "not-yours" });
    await db().roleGrant.updateMany({ where: { role: "auditor" }, data: { endedAt: new Date() } });
    const given = await atOnce(8, (i) => open(`A9${i}`, "auditor"));
    expect(given.filter((it) => it && "personId" in it)).toHaveLength(1);
    const plain = await open("N1", null);
    if (!plain || "refusal" in plain) throw new Error("no account");
    expect(await db().roleGrant.count({ where: { personId: plain.personId } })).toBe(0);
    expect(await db().person.findUnique({ where: { id: plain.personId } })).toMatchObject({
      email: "new@example.cn",
    });
    expect(await open("N1", null)).toEqual({ refusal: "number-taken" });
  });

  test("nobody acts on the own account or beyond the own office; both are as if it were not there, or audited", async () => {
    personId = security.personId;
    expect(await act({ act: "end-sessions" })).toEqual({ refusal: "self" });
    expect(await audits("account.end-sessions")).toMatchObject([{ outcome: "refused" }]);
    personId = await withPassword();
    expect(await act({ act: "reset-second-factor", reason: "new phone" })).toBeNull();
    expect(await act({ act: "block", forMs: 1, reason: "x" }, system)).toBeNull();
    const local = await actor("security-admin", world.there);
    expect(await act({ act: "end-sessions" }, local)).toBeNull();
    expect(await act({ act: "grant-role", role: "hr", unitId: world.district }, local)).toBeNull();
  });

  test("a block ends sessions at once; who knows the password is told, who does not is not", async () => {
    const { cookie } = await entered();
    expect(await act({ act: "block", forMs: 3_600_000, reason: "lost phone" })).toEqual({
      refusal: null,
      endedSessions: 1,
    });
    expect(await readSession(cookie)).toBeNull();
    expect(await enter({ password: "wrong" })).toEqual({ refusal: "wrong" });
    expect(await enter()).toMatchObject({ refusal: "blocked", until: (await account()).blockedUntil });
    expect(await act({ act: "unblock" })).toMatchObject({ refusal: null });
    expect(await act({ act: "unblock" })).toEqual({ refusal: "not-blocked" });
    expect(await enter()).toMatchObject({ personId });
    await change({ blockedUntil: new Date(Date.now() - 1) });
    expect(await enter()).toMatchObject({ personId });
  });

  test("a lock after failures is taken back; a second factor is reset and its sessions end", async () => {
    expect(await act({ act: "unlock" })).toEqual({ refusal: "not-locked" });
    for (let i = 0; i < 5; i++) await enter({ password: "wrong" });
    expect(await act({ act: "unlock" })).toMatchObject({ refusal: null });
    const { session, cookie } = await entered();
    await setUp(session);
    const reset = { act: "reset-second-factor", reason: "new phone" } as const;
    expect(await act(reset, system)).toEqual({ refusal: null, endedSessions: 1 });
    expect(await readSession(cookie)).toBeNull();
    expect(await act(reset, system)).toEqual({ refusal: "no-factor" });
    expect(await audits("account.reset-second-factor")).toMatchObject([
      { outcome: "done", detail: { reason: "new phone" } },
      { outcome: "refused" },
    ]);
  });
});

describe("the list of accounts", () => {
  const list = (over: Partial<Parameters<typeof listAccounts>[1]> = {}, units = [world.district]) =>
    listAccounts(units, { q: "", role: "", state: "", sort: "number", page: 1, ...over });
  const ids = async (over: Parameters<typeof list>[0], units?: string[]) =>
    (await list(over, units)).accounts.map((each) => each.personId);

  test("finds by number, role and state, in the own units alone", async () => {
    expect(await ids({ q: personId })).toEqual([personId]);
    expect(await ids({ q: personId }, [world.there])).toEqual([]);
    expect(await readAccount([world.there], personId)).toBeNull();
    expect(await ids({ q: personId, role: "trainer" })).toEqual([]);
    for (const [state, data] of [
      ["locked", { lockedUntil: new Date(Date.now() + 60_000) }],
      ["blocked", { blockedUntil: new Date(Date.now() + 60_000) }],
      ["never", { passwordHash: null }],
    ] as const) {
      expect([state, await ids({ q: personId, state })]).toEqual([state, []]);
      await change(data);
      expect([state, await ids({ q: personId, state })]).toEqual([state, [personId]]);
    }
    await grant("hr");
    expect(await ids({ q: personId, state: "no-factor" })).toEqual([personId]);
    await db().person.update({ where: { id: personId }, data: { leftOn: new Date("2026-11-01") } });
    expect(await ids({ q: personId })).toEqual([]);
    expect(await ids({ q: personId, state: "left" })).toEqual([personId]);
  });

  test("is sorted and paged; a page beyond the last is the last", async () => {
    await world.people(60);
    const [first, last] = [await list(), await list({ page: 999 })];
    expect([first.accounts.length, first.page, last.page]).toEqual([50, 1, first.pages]);
    const numbers = (await list({ sort: "-number" })).accounts.map((each) => each.employeeNo);
    expect(numbers).toEqual([...numbers].sort().reverse());
  });
});
