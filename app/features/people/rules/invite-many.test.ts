import { expect, test } from "vitest";
import { inviteOutcome, type InviteOutcome, type Inviting, type Uninvited } from "./invite-many";

const seen = 1_000;
const before = { at: 900, byMail: true };
const since = { at: 1_100, byMail: true };

test.each<[string, Partial<Uninvited>, Partial<Inviting>, InviteOutcome]>([
  ["an address", {}, {}, "mail"],
  ["no address", { hasMail: false }, {}, "sheet"],
  ["an address, paper for everybody", {}, { by: "sheet" }, "sheet"],
  ["a password meanwhile", { hasPassword: true }, {}, "has-password"],
  ["an administrator", { refusal: "administrator" }, { again: true }, "refused"],
  ["invited before", { open: before }, {}, "invited"],
  ["invited before, again", { open: before }, { again: true }, "mail"],
  ["mailed by this very page", { open: since }, {}, "invited"],
  ["mailed by this very page, again", { open: since }, { again: true }, "invited"],
  ["printed by this very page", { open: { at: 1_100, byMail: false }, hasMail: false }, {}, "sheet"],
])("%s", (_, person, asked, outcome) => {
  const plain: Uninvited = { hasPassword: false, refusal: null, hasMail: true, open: null };
  expect(inviteOutcome({ ...plain, ...person }, { by: "mail", again: false, seen, ...asked })).toBe(outcome);
});
