/**
 * The second factor is a code of six digits that changes every 30 seconds (RFC 6238). Administrators and HR must have
 * one. A code counts in its own step and in the one before and after, since clocks differ, and never a second time.
 */
export const version = "people.second-factor@1";

export const stepMs = 30_000;
/** How many steps a clock may be off. */
export const window = 1;
export const recoveryCodeCount = 10;

const demanding = ["system-admin", "security-admin", "auditor", "hr"];

export function needsSecondFactor(roles: readonly string[]): boolean {
  return roles.some((role) => demanding.includes(role));
}

export function stepAt(now: number): number {
  return Math.floor(now / stepMs);
}

/** Why the code of a step does not count now. `lastStep` is the last one that did; null when the code is no step's. */
export function stepRefusal(step: number | null, lastStep: number, now: number): "wrong" | "used" | null {
  if (step === null || Math.abs(step - stepAt(now)) > window) return "wrong";
  return step <= lastStep ? "used" : null;
}
