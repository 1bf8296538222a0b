/** How a course stands in the catalogue, and for whom. */

export const hourRanges = ["short", "middle", "long"] as const;
export type HourRange = (typeof hourRanges)[number];

/** Stated minutes of a course: up to an hour, up to three, or more. */
export function hourRange(minutes: number): HourRange {
  if (minutes <= 60) return "short";
  return minutes <= 180 ? "middle" : "long";
}

export const progressStates = ["new", "under-way", "done"] as const;
export type ProgressState = (typeof progressStates)[number];

/** A course is done when it was credited, not when its lessons are: one may have been added since. */
export function progressState(course: { begun: boolean; credited: boolean }): ProgressState {
  if (course.credited) return "done";
  return course.begun ? "under-way" : "new";
}

/** A draft is nobody's; a retired course stays with those who are under way or done; one to read has a lesson. */
export function isInCatalogue(course: { state: string; progress: ProgressState; lessons: number }): boolean {
  if (course.lessons === 0 || course.state === "draft") return false;
  return course.state === "open" || course.progress !== "new";
}

export type SearchRefusal = "long";

/** A text to look for may be so long; `most` is the longest, in characters. */
export function searchRefusal(query: string, most: number): SearchRefusal | null {
  return [...query].length > most ? "long" : null;
}
