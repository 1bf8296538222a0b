/** What may be done with a course, its chapters and lessons. Who may do it is decided before. */
export const courseStates = ["draft", "open", "retired"] as const;
export type CourseState = (typeof courseStates)[number];

export const courseKinds = ["job", "exam"] as const;
export type CourseKind = (typeof courseKinds)[number];

export type OpenRefusal = "nothing-published";
export type ChapterRefusal = "not-empty" | "full" | "renamed";
export type LessonRefusal = "slug-taken" | "full";
export type TakeOutRefusal = "last-published";
export type CourseRefusal = "slug-taken";

/** So many of each: the file form numbers lessons with two digits. */
export const mostLessons = 99;
export const mostChapters = 30;

/** A course is opened with at least one lesson that learners can read. `published`: lessons in the course, published. */
export function openRefusal(published: number): OpenRefusal | null {
  return published < 1 ? "nothing-published" : null;
}

/** An open course keeps a lesson to learn. `left`: published lessons that would remain in it. */
export function takeOutRefusal(course: { state: CourseState; left: number }): TakeOutRefusal | null {
  return course.state === "open" && course.left < 1 ? "last-published" : null;
}

/** Addresses under `/workshop/<course>/` that are pages of the course. */
const lessonPages = ["new", "edit", "state", "files", "import", "export", "chapter", "download", "offline"];
/** Addresses under `/workshop/` and `/courses/` that are no course. */
const coursePages = ["new", "import", "laws", "questions", "marking", "analysis", "downloaded"];

/** Whether a lesson cannot have this name, because a page of its course has it. */
export function isReservedLesson(slug: string): boolean {
  return lessonPages.includes(slug);
}

export function isReservedCourse(slug: string): boolean {
  return coursePages.includes(slug);
}

export const longestSlug = 60;

/** "Family Visit: 1st try" → "family-visit-1st-try"; empty when nothing of a Latin name is there. */
export function slugOf(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, longestSlug)
    .replace(/^-+|-+$/g, "");
}

/** The wanted name, or the first of "wanted-2", "wanted-3", … that is free. */
export function freeSlug(wanted: string, isTaken: (slug: string) => boolean): string {
  for (let n = 1; ; n++) {
    const ending = n === 1 ? "" : `-${n}`;
    const slug = wanted.slice(0, longestSlug - ending.length).replace(/-+$/, "") + ending;
    if (!isTaken(slug)) return slug;
  }
}
