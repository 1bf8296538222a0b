import { expect, it } from "vitest";
import { grantRefusal, granterRefusal } from "./roles";

it.each([
  [[], "system-admin", null],
  [["worker"], "system-admin", null],
  [["worker", "trainer"], "reviewer", null],
  [["hr"], "security-admin", null],
  [["system-admin"], "security-admin", "office"],
  [["system-admin"], "auditor", "office"],
  [["security-admin"], "system-admin", "office"],
  [["security-admin"], "auditor", "office"],
  [["auditor"], "system-admin", "office"],
  [["auditor"], "worker", "auditor-alone"],
  [["worker"], "auditor", "auditor-alone"],
  [[], "auditor", null],
  [["auditor"], "auditor", null],
  [["system-admin"], "system-admin", null],
] as const)("who holds %j and is to be %s: %s", (held, wanted, refusal) => {
  expect(grantRefusal(held, wanted)).toBe(refusal);
});

it.each([
  [{ system: false, security: true }, "hr", 9, null],
  [{ system: false, security: true }, "auditor", 1, null],
  [{ system: true, security: false }, "hr", 0, "not-yours"],
  [{ system: true, security: false }, "system-admin", 0, "not-yours"],
  [{ system: true, security: false }, "security-admin", 0, null],
  [{ system: true, security: false }, "security-admin", 1, "not-yours"],
  [{ system: true, security: false }, "auditor", 0, null],
  [{ system: true, security: false }, "auditor", 2, "not-yours"],
  [{ system: false, security: false }, "auditor", 0, "not-yours"],
] as const)("%j gives %s, which %i hold: %s", (granter, wanted, holders, refusal) => {
  expect(granterRefusal(granter, wanted, holders)).toBe(refusal);
});
