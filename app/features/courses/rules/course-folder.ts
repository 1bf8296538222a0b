import type { Outline } from "./outline";

/** `02-first-meeting.mdx` is the lesson `first-meeting` at place 2; null for any other name. */
export function lessonOfName(name: string): { slug: string; number: number } | null {
  const [, number = "", slug = ""] = /^(\d\d)-([a-z0-9]+(?:-[a-z0-9]+)*)\.mdx$/.exec(name) ?? [];
  return slug ? { slug, number: Number(number) } : null;
}

interface Described {
  chapters?: readonly { title: string; lessons: readonly string[] }[];
  retired?: readonly string[];
}

/** What a course's description says of lessons that cannot be: `path` is where it says so. */
export interface FolderFault {
  code: "unknown" | "twice";
  slug: string;
  path: (string | number)[];
}

export function folderFaults(course: Described, lessons: readonly string[]): FolderFault[] {
  const seen = new Set<string>();
  const faultOf = (slug: string, path: (string | number)[]): FolderFault[] => {
    if (!lessons.includes(slug)) return [{ code: "unknown", slug, path }];
    if (seen.has(slug)) return [{ code: "twice", slug, path }];
    seen.add(slug);
    return [];
  };
  const chapters = (course.chapters ?? []).flatMap((chapter, at) =>
    chapter.lessons.flatMap((slug, index) => faultOf(slug, ["chapters", at, "lessons", index])),
  );
  seen.clear();
  return [...chapters, ...(course.retired ?? []).flatMap((slug, index) => faultOf(slug, ["retired", index]))];
}

/** How the lessons of a folder stand: `lessons` in the order of their numbers, chapters by their place from 0. */
export function folderOutline(course: Described, lessons: readonly string[]): Outline {
  const chapters = (course.chapters ?? []).map((chapter, at) => ({
    id: String(at),
    lessons: chapter.lessons.filter((slug) => lessons.includes(slug)),
  }));
  const named = new Set(chapters.flatMap((chapter) => chapter.lessons));
  return { loose: lessons.filter((slug) => !named.has(slug)), chapters };
}
