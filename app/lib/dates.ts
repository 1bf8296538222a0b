/**
 * Civil dates ("2026-11-23") and instants in Asia/Shanghai, the only zone of the product. China has kept UTC+8
 * without summer time since 1992, so the offset is a constant.
 */
const offsetMs = 8 * 60 * 60 * 1000;
export const minuteMs = 60_000;
export const dayMs = 24 * 60 * minuteMs;

/** The day of an instant in Shanghai, as "YYYY-MM-DD". */
export function civilDate(at: Date): string {
  return new Date(at.getTime() + offsetMs).toISOString().slice(0, 10);
}

/** The instant of a wall-clock time in Shanghai: `shanghai("2026-11-23", "14:00")`. */
export function shanghai(date: string, time = "00:00"): Date {
  return new Date(Date.parse(`${date}T${time}:00Z`) - offsetMs);
}

/** A civil date as the database keeps it (midnight UTC of a `date` column). */
export function dbDate(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}

/** The civil date of a `date` column. */
export function fromDbDate(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** Whether a text is a day of the calendar, as "2026-11-23". */
export function isDay(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? dbDate(text) : null;
  return at !== null && !Number.isNaN(at.getTime()) && fromDbDate(at) === text;
}

export function addDays(date: string, days: number): string {
  return fromDbDate(new Date(dbDate(date).getTime() + days * dayMs));
}

/** Whole days from `a` to `b`; negative when `b` is earlier. */
export function daysBetween(a: string, b: string): number {
  return Math.round((dbDate(b).getTime() - dbDate(a).getTime()) / dayMs);
}

export function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}

export type Language = "zh" | "en";

const weekdays = {
  zh: ["周日", "周一", "周二", "周三", "周四", "周五", "周六"],
  en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
};
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "2026年11月23日" or "23 Nov 2026". */
export function formatDay(date: string, language: Language): string {
  const [year = "", month = "", day = ""] = date.split("-");
  return language === "zh"
    ? `${year}年${Number(month)}月${Number(day)}日`
    : `${Number(day)} ${months[Number(month) - 1]} ${year}`;
}

/** "11月23日" or "23 Nov". */
export function formatMonthDay(date: string, language: Language): string {
  const [, month = "", day = ""] = date.split("-");
  return language === "zh"
    ? `${Number(month)}月${Number(day)}日`
    : `${Number(day)} ${months[Number(month) - 1]}`;
}

/** "11月" or "Nov", from a month number 1–12. */
export function formatMonth(month: number, language: Language): string {
  return language === "zh" ? `${month}月` : (months[month - 1] ?? "");
}

export function formatWeekday(date: string, language: Language): string {
  return weekdays[language][dbDate(date).getUTCDay()] ?? "";
}

/** "2026年11月23日 周一" or "Mon 23 Nov 2026". */
export function formatDate(date: string, language: Language): string {
  const words = [formatDay(date, language), formatWeekday(date, language)];
  return (language === "zh" ? words : words.reverse()).join(" ");
}

/** "14:00". */
export function formatTime(at: Date): string {
  return new Date(at.getTime() + offsetMs).toISOString().slice(11, 16);
}

/** "14:03:22". */
export function formatSeconds(at: Date): string {
  return new Date(at.getTime() + offsetMs).toISOString().slice(11, 19);
}

/** "2026年11月23日 周一 14:00" or "Mon 23 Nov 2026, 14:00". */
export function formatMoment(at: Date, language: Language): string {
  const date = formatDate(civilDate(at), language);
  return language === "zh" ? `${date} ${formatTime(at)}` : `${date}, ${formatTime(at)}`;
}
