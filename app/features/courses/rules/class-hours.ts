/**
 * 学时 from minutes: 45 minutes are one, a tenth is the smallest part, and what is left over is dropped. Stated on a
 * certificate beside its minutes; the hours of registration are counted in minutes and do not come from here.
 */
export const version = "courses.class-hours@1";

export const minutesEach = 45;

export function classHours(minutes: number): number {
  return Math.floor((minutes * 10) / minutesEach) / 10;
}
