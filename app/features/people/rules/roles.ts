/**
 * Which roles one account cannot hold together (三员分立). System, security and audit administrator are three people;
 * the auditor watches everybody and therefore does nothing else. Roles are granted by the security administrator; the
 * system administrator may name the first security administrator and the first auditor, and nobody after them.
 */
export const version = "people.roles@1";

const offices = ["system-admin", "security-admin", "auditor"];
const bootstrapped = ["security-admin", "auditor"];

export type GrantRefusal = "office" | "auditor-alone" | "not-yours";

/** Why an administrator's act on an account is refused, for whatever reason. */
export type AccountRefusal =
  | GrantRefusal
  | "self"
  | "has-already"
  | "left"
  | "unit-closed"
  | "not-held"
  | "no-factor"
  | "watcher"
  | "not-root"
  | "not-blocked"
  | "not-locked";

/** Why somebody who holds these roles cannot be given another one. */
export function grantRefusal(held: readonly string[], wanted: string): GrantRefusal | null {
  const others = held.filter((role) => role !== wanted);
  if (offices.includes(wanted) && others.some((role) => offices.includes(role))) return "office";
  return others.length > 0 && (wanted === "auditor" || others.includes("auditor")) ? "auditor-alone" : null;
}

/** Why this administrator cannot give a role; `holders` is how many people hold it now. */
export function granterRefusal(
  granter: { system: boolean; security: boolean },
  wanted: string,
  holders: number,
): GrantRefusal | null {
  if (granter.security) return null;
  return granter.system && bootstrapped.includes(wanted) && holders === 0 ? null : "not-yours";
}
