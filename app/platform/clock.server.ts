import { db } from "./store.server";

/**
 * The one clock. Everything that the product decides reads the time here; the demonstration's is the real time plus
 * an offset kept in its database. Sessions and lock-outs use real time, so that moving the demonstration's clock
 * signs nobody out.
 */
let offsetMs = 0;

export function now(): Date {
  return new Date(Date.now() + offsetMs);
}

export function realNow(): Date {
  return new Date();
}

/** Reads the offset kept in the database; called once when the store has been opened. */
export async function loadClock(): Promise<void> {
  const installation = await db().installation.findUnique({ where: { id: 1 } });
  offsetMs = installation?.demo ? Number(installation.clockOffsetMs) : 0;
}

/** Moves the demonstration's clock. Refused elsewhere: real evidence carries real time. */
export async function advanceClock(ms: number): Promise<Date> {
  const moved = await db().installation.updateMany({
    where: { id: 1, demo: true },
    data: { clockOffsetMs: { increment: ms } },
  });
  if (moved.count !== 1) throw new Error("only the demonstration's clock can be moved");
  await loadClock();
  return now();
}

/** Lets this process's clock start at a moment, and returns the offset to keep. For filling the demonstration. */
export function startClockAt(moment: Date): number {
  offsetMs = moment.getTime() - Date.now();
  return offsetMs;
}
