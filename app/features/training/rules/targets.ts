import { daysBetween } from "~/lib/dates";

/** The year's targets: where the year stands, and where an even pace would have it today. */
export const version = "training.targets@1";

export interface Year {
  year: number;
  /** Civil date "YYYY-MM-DD". */
  today: string;
  target: number;
  /** With evidence. */
  done: number;
  /** Promised: sessions that are arranged, or people who hold a seat in them. */
  due: number;
}

export interface Standing {
  /** What an even pace would have by the end of today, rounded half up to tenths. */
  paceTenths: number;
  /** What neither evidence nor promise covers yet. */
  missing: number;
  daysLeft: number;
}

export function standing({ year, today, target, done, due }: Year): Standing {
  const first = `${year}-01-01`;
  const days = daysBetween(first, `${year + 1}-01-01`);
  const passed = Math.min(days, Math.max(0, daysBetween(first, today) + 1));
  return {
    paceTenths: Math.round((target * 10 * passed) / days),
    missing: Math.max(0, target - done - due),
    daysLeft: days - passed,
  };
}
