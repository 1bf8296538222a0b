import { expect, it } from "vitest";
import { holdsMs, inviteRefusal, linkRefusal, purposeFor, type LinkState } from "./link";

const fresh: LinkState = { expiresAt: 1000, usedAt: null, superseded: false };

it.each([
  ["one that is not there", null, 0, "unknown"],
  ["in its last moment", fresh, 999, null],
  ["at its end", fresh, 1000, "expired"],
  ["used", { ...fresh, usedAt: 5 }, 10, "used"],
  ["used and expired", { ...fresh, usedAt: 5 }, 2000, "used"],
  ["with a newer one", { ...fresh, superseded: true }, 10, "superseded"],
] as const)("a link %s", (_, link, now, refusal) => {
  expect(linkRefusal(link, now)).toBe(refusal);
});

it("holds for seven days, an hour or a day", () => {
  expect(holdsMs).toEqual({ invite: 604_800_000, reset: 3_600_000, first: 86_400_000 });
});

it("invites who has no password, and lets the others choose a new one", () => {
  expect([purposeFor(false), purposeFor(true)]).toEqual(["invite", "reset"]);
});

const anybody = {
  ...{ self: false, left: false, byHr: true, hasOffice: false },
  ...{ reachesWider: false, showsWatchersLink: false, noMail: false },
};
it.each([
  ["a worker", {}, null],
  ["oneself", { self: true }, "self"],
  ["somebody who has left", { left: true }, "left"],
  ["an administrator, by HR", { hasOffice: true }, "administrator"],
  ["an administrator, by the system administrator", { hasOffice: true, byHr: false }, null],
  ["somebody with a role elsewhere, by HR", { reachesWider: true }, "wider"],
  ["somebody with a role elsewhere, by the system administrator", { reachesWider: true, byHr: false }, null],
  ["who watches over who would see it", { showsWatchersLink: true, byHr: false }, "watcher"],
  ["somebody without mail, by mail", { noMail: true }, "no-mail"],
] as const)("a link for %s", (_, facts, refusal) => {
  expect(inviteRefusal({ ...anybody, ...facts })).toBe(refusal);
});
