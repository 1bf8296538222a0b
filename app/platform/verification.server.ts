import { now } from "./clock.server";
import { log as journal } from "./log.server";
import type { LogName } from "./log-rows.server";
import { verifyLog, type Verdict } from "./verify-seals.server";

export interface Verification {
  log: LogName;
  /** How many of the newest seals; null for all. */
  last: number | null;
  startedAt: Date;
  /** Rows read so far. */
  rows: number;
  endedAt: Date | null;
  /** Null while it runs, and when it was interrupted. */
  verdict: Verdict | null;
}

// On globalThis: development evaluates changed modules again.
const key = Symbol.for("nuanxin.verifications");
const all = ((globalThis as unknown as Record<symbol, Map<LogName, Verification>>)[key] ??= new Map());

/** The last verification of a log that this process began, which may still run. */
export function verificationOf(log: LogName): Verification | null {
  return all.get(log) ?? null;
}

/**
 * Begins to verify a log and returns at once, so that nobody waits for a million rows. `ended` is called with the
 * verdict. False when one of this log runs already.
 */
export function beginVerification(
  log: LogName,
  last: number | null,
  ended: (verdict: Verdict) => Promise<void>,
): boolean {
  const running = all.get(log);
  if (running && !running.endedAt) return false;
  const begun: Verification = { log, last, startedAt: now(), rows: 0, endedAt: null, verdict: null };
  all.set(log, begun);
  void verifyLog(log, null, { last: last ?? undefined, progress: (rows) => (begun.rows = rows) })
    .then(async (verdict) => {
      await ended(verdict);
      begun.verdict = verdict;
    })
    .catch((error: unknown) => journal.error({ err: error, log }, "a verification was interrupted"))
    .finally(() => (begun.endedAt = now()));
  return true;
}
