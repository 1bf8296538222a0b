/**
 * What a session still has to do before anything else: show the second factor, change a password that has aged, set up
 * a second factor that the roles demand; in this order.
 */
export const version = "people.pending@1";

export interface PendingFacts {
  hasFactor: boolean;
  /** Whether this session has shown it. */
  showedFactor: boolean;
  mustHaveFactor: boolean;
  passwordAged: boolean;
}

export function pendingOf(facts: PendingFacts): "totp" | "password" | "enrol-totp" | null {
  if (facts.hasFactor && !facts.showedFactor) return "totp";
  if (facts.passwordAged) return "password";
  return facts.mustHaveFactor && !facts.hasFactor ? "enrol-totp" : null;
}
