import { beforeAll, expect, onTestFinished, test } from "vitest";
import { readLink } from "~/features/people/account-links.server";
import { weighInvitations } from "~/features/people/invitations.server";
import { mostAtOnce, type Inviting } from "~/features/people/rules/invite-many";
import { usualSearch } from "~/features/reporting/rules/people-search";
import { countWithoutPassword, withoutPassword } from "~/features/reporting/without-password.server";
import { subtree } from "~/features/people/unit-tree.server";
import { decrypt } from "~/platform/crypto.server";
import { useDelivery } from "~/platform/deliver.server";
import { secretOwner } from "~/platform/notifications.server";
import { db } from "~/platform/store.server";
import { invitePeople } from "~/workflows/invite-people.server";
import { atOnce, changes, withoutInsertsInto } from "../factories/changes";
import { aGrant } from "../factories/people";
import { aWorld, worldStart, type World } from "../factories/world";

let world: World;
let by: { personId: string; grants: { role: "hr"; unitId: string }[] };
beforeAll(async () => {
  world = await aWorld();
  by = { personId: await world.person(world.street), grants: [{ role: "hr", unitId: world.street }] };
});

const inviting = (over: Partial<Inviting> = {}): Inviting => ({
  ...{ by: "mail", again: false, seen: Date.now() },
  ...over,
});
const invite = (personIds: readonly string[], over: Partial<Inviting> = {}) =>
  invitePeople({ personIds, by, inviting: inviting(over), requestId: "test" });
function withMail() {
  const publicOrigin = "https://example.cn";
  useDelivery({ smtpUrl: "smtp://127.0.0.1:1", mailFrom: "n@example.cn", wecomOrigin: "", publicOrigin });
  onTestFinished(() =>
    useDelivery({ smtpUrl: undefined, mailFrom: "", wecomOrigin: "", publicOrigin: undefined }),
  );
}
async function newcomers(mails: number, papers: number): Promise<string[]> {
  const ids = await world.people(mails + papers);
  const address = { email: "somebody@example.cn" };
  await db().person.updateMany({ where: { id: { in: ids.slice(0, mails) } }, data: address });
  await db().roleGrant.createMany({ data: ids.map((personId) => aGrant({ personId, unitId: world.here })) });
  return ids;
}

test("mail where there is an address, slips for the rest, and each link opens its own account", async () => {
  withMail();
  const ids = await newcomers(3, 2);
  expect(await changes(() => invite(ids))).toEqual({
    ...{ account_link: "+5", notification: "+3", notification_delivery: "+3", audit_event: "+5" },
  });
  const others = await newcomers(2, 1);
  const { mailed, slips } = await invite(others);
  expect([mailed, slips.map(({ personId }) => personId)]).toEqual([2, others.slice(2)]);
  expect(await readLink(slips[0]?.secret ?? "")).toMatchObject({ link: { owner: { personId: others[2] } } });
  const jobs = await db().$queryRaw<{ notificationId: string; sealed: string; personId: string }[]>`
    select n.id::text as "notificationId", job.data->>'sealed' as sealed, n.person_id::text as "personId"
    from pgboss.job join notification n on n.id::text = job.data->>'notificationId'
    where n.person_id = any(${others}::uuid[])`;
  expect(jobs).toHaveLength(2);
  for (const { notificationId, sealed, personId } of jobs) {
    const secret = decrypt(sealed, secretOwner(notificationId)).replace("/link/", "");
    expect(await readLink(secret)).toMatchObject({ link: { owner: { personId }, purpose: "invite" } });
  }
});

test("sent twice, eight times at once, it mails each once; slips are made anew and the newest count", async () => {
  withMail();
  const ids = await newcomers(4, 2);
  const form = { seen: Date.now() - 1 };
  const given = await atOnce(8, () => invite(ids, form));
  expect(given.map(({ mailed }) => mailed).sort()).toEqual([0, 0, 0, 0, 0, 0, 0, 4]);
  expect(await db().notification.count({ where: { personId: { in: ids } } })).toBe(4);
  const states = await Promise.all(
    given.map(async ({ slips }) => (await readLink(slips[0]?.secret ?? "")).refusal),
  );
  expect(states.filter((refusal) => refusal === null)).toHaveLength(1);
  // Opened again, the page leaves them out, unless they are to be invited again.
  expect(await changes(() => invite(ids))).toEqual({});
  expect(await invite(ids, { again: true })).toMatchObject({ mailed: 4 });
  expect((await invite(ids, { again: true, by: "sheet" })).slips).toHaveLength(6);
});

test("the rules for one hold: nobody with a password, of a foreign unit, with an office, and not oneself", async () => {
  const [left = "", office = "", wide = "", has = "", plain = ""] = await newcomers(0, 5);
  const foreign = await world.person(world.university);
  await db().person.update({ where: { id: left }, data: { leftOn: new Date("2026-11-01") } });
  await db().roleGrant.create({ data: aGrant({ personId: office, unitId: world.here, role: "hr" }) });
  await db().roleGrant.create({ data: aGrant({ personId: wide, unitId: world.district, role: "trainer" }) });
  await db().account.update({ where: { personId: has }, data: { passwordHash: "x" } });
  const all = [left, office, wide, has, foreign, by.personId, plain];
  expect(await weighInvitations(all, by, inviting())).toEqual({
    personIds: [plain],
    counts: { mail: 0, sheet: 1, later: 0, invited: 0, refused: 4 },
  });
  const done = await invite(all);
  expect([done.mailed, done.slips.map(({ personId }) => personId)]).toEqual([0, [plain]]);
});

test("is all or nothing", async () => {
  withMail();
  const ids = await newcomers(2, 1);
  const none = () => withoutInsertsInto("audit_event", () => expect(invite(ids)).rejects.toThrow());
  expect(await changes(none)).toEqual({});
});

test("the list counts those without a password; more than go at once wait for the next time", async () => {
  withMail();
  const ids = await newcomers(mostAtOnce, 20);
  const units = await subtree([world.street]);
  const found = await withoutPassword(usualSearch, units, worldStart);
  expect(await countWithoutPassword(usualSearch, units, worldStart)).toBe(found.length);
  expect(found).toEqual(expect.arrayContaining(ids));
  const first = await weighInvitations(ids, by, inviting());
  expect(first.counts).toEqual({ mail: mostAtOnce, sheet: 0, later: 20, invited: 0, refused: 0 });
  const began = performance.now();
  expect(await invite(first.personIds)).toMatchObject({ mailed: mostAtOnce });
  expect(performance.now() - began).toBeLessThan(30_000);
  expect((await weighInvitations(ids, by, inviting())).counts).toEqual({
    ...{ mail: 0, sheet: 20, later: 0, invited: mostAtOnce, refused: 0 },
  });
}, 60_000);
