/**
 * Honest study time. A beat credits the time since the person's last accepted beat, at most 60 seconds, by the
 * server's clock; the device that beat last holds the lesson. A lesson is done with 60 % of its stated time and all
 * its checks; a course credits the minutes really studied, at most the stated ones. Ours to choose (settled
 * readings, rule set 1).
 */
export const version = "courses.minutes@1";

export const beatEveryMs = 30_000;
export const beatCapMs = 60_000;
/** Share of the stated minutes that a lesson asks for. */
export const minimumShare = 0.6;

export interface Studied {
  studiedMs: number;
  /** The person's last accepted beat in whatever lesson; null before the first in this one. */
  lastBeatAt: number | null;
  deviceId: string | null;
}

export interface Beat {
  /** Epoch milliseconds by the server's clock. */
  at: number;
  deviceId: string;
  /** The person has just opened the lesson here, or asked to go on here. */
  claim: boolean;
}

/** The study after a beat, or `"held-elsewhere"` when another device holds the lesson. */
export function creditBeat(studied: Studied, beat: Beat): Studied | "held-elsewhere" {
  if (!beat.claim && studied.deviceId !== null && studied.deviceId !== beat.deviceId) return "held-elsewhere";
  if (studied.lastBeatAt === null) return { ...studied, lastBeatAt: beat.at, deviceId: beat.deviceId };
  const passed = Math.max(0, beat.at - studied.lastBeatAt);
  return {
    studiedMs: studied.studiedMs + Math.min(passed, beatCapMs),
    lastBeatAt: Math.max(beat.at, studied.lastBeatAt),
    deviceId: beat.deviceId,
  };
}

export type LessonRefusal = "time-short" | "checks-open";

export interface LessonWork {
  studiedMs: number;
  /** Stated study time in minutes. */
  statedMinutes: number;
  checks: number;
  checksPassed: number;
}

/** Milliseconds that a lesson still asks for. */
export function missingMs(work: Pick<LessonWork, "studiedMs" | "statedMinutes">): number {
  return Math.max(0, Math.ceil(work.statedMinutes * 60_000 * minimumShare) - work.studiedMs);
}

/** Why a lesson cannot be finished yet; null when it can. */
export function lessonRefusal(work: LessonWork): LessonRefusal | null {
  if (work.checksPassed < work.checks) return "checks-open";
  if (missingMs(work) > 0) return "time-short";
  return null;
}

/** Whole minutes credited for a course: each lesson's real time, at most its stated time, added up and rounded down. */
export function courseMinutes(lessons: readonly Pick<LessonWork, "studiedMs" | "statedMinutes">[]): number {
  const ms = lessons.reduce((sum, each) => sum + Math.min(each.studiedMs, each.statedMinutes * 60_000), 0);
  return Math.floor(ms / 60_000);
}

/** Replays beats in any order: the same beats give the same time. */
export function replay(beats: readonly Beat[]): { studiedMs: number; refused: number } {
  let studied: Studied = { studiedMs: 0, lastBeatAt: null, deviceId: null };
  let refused = 0;
  for (const beat of [...beats].sort((a, b) => a.at - b.at || Number(b.claim) - Number(a.claim))) {
    const next = creditBeat(studied, beat);
    if (next === "held-elsewhere") refused++;
    else studied = next;
  }
  return { studiedMs: studied.studiedMs, refused };
}
