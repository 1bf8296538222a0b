/** Evidence of presence. Sign-in opens 20 minutes before the start; what a person marks by hand is marked whole. */
export const version = "training.attendance@1";

export const opensBeforeMs = 20 * 60_000;

export type AttendanceRefusal = "too-early" | "cancelled" | "not-seated";

export interface Marking {
  state: string;
  /** Epoch milliseconds. */
  now: number;
  startsAt: number;
  /** Whether the person has a seat. */
  seated: boolean;
}

/** Why an attendance cannot be recorded; null when it can. */
export function attendanceRefusal(marking: Marking): AttendanceRefusal | null {
  if (marking.state === "cancelled") return "cancelled";
  if (!marking.seated) return "not-seated";
  return marking.now < marking.startsAt - opensBeforeMs ? "too-early" : null;
}

/** What somebody is credited with who was there for so many minutes: less than half of the session earns nothing. */
export function creditedMinutes(present: number, whole: number): number {
  return present * 2 < whole ? 0 : Math.min(present, whole);
}
