/** Five wrong passwords in a row lock an account for ten minutes (等保 2.0 level 2: lock after failures, ≥ 10 min). */
export const version = "people.lock-out@1";

export const failuresAllowed = 5;
export const lockMs = 10 * 60_000;

export interface LockState {
  failedCount: number;
  /** Epoch milliseconds. */
  lockedUntil: number | null;
}

export function isLocked(state: LockState, now: number): boolean {
  return state.lockedUntil !== null && now < state.lockedUntil;
}

/** The state after a wrong password. */
export function afterFailure(state: LockState, now: number): LockState {
  const failedCount = state.lockedUntil !== null && now >= state.lockedUntil ? 1 : state.failedCount + 1;
  return { failedCount, lockedUntil: failedCount >= failuresAllowed ? now + lockMs : null };
}
