/**
 * How the lessons of a course stand: those without a chapter first, then chapter by chapter. Positions count from 1
 * through the whole course, so that who reads lesson after lesson need not know of chapters.
 */
export interface Outline {
  /** Lessons without a chapter. */
  loose: readonly string[];
  chapters: readonly { id: string; lessons: readonly string[] }[];
}

/** A place in an outline: before the lesson that is `index`-th there now. Null is no chapter. */
export interface Place {
  chapter: string | null;
  index: number;
}

/** Puts together what the rows say; a lesson whose chapter is not there has none. */
export function outlineOf(
  lessons: readonly { id: string; chapterId: string | null; position: number }[],
  chapters: readonly { id: string; position: number }[],
): Outline {
  const ordered = [...lessons].sort(byPosition);
  const inside = (chapter: string | null) =>
    ordered.filter(({ chapterId }) => chapterId === chapter).map(({ id }) => id);
  const known = new Set(chapters.map(({ id }) => id));
  return {
    loose: ordered.filter(({ chapterId }) => chapterId === null || !known.has(chapterId)).map(({ id }) => id),
    chapters: [...chapters].sort(byPosition).map(({ id }) => ({ id, lessons: inside(id) })),
  };
}

const byPosition = (a: { id: string; position: number }, b: { id: string; position: number }) =>
  a.position - b.position || (a.id < b.id ? -1 : 1);

/** Where a lesson stands; null when it does not. */
export function placeOf(outline: Outline, lesson: string): Place | null {
  for (const { id, lessons } of groups(outline)) {
    const index = lessons.indexOf(lesson);
    if (index >= 0) return { chapter: id, index };
  }
  return null;
}

/** The places one step up and one step down, over the borders of chapters; null at either end. */
export function stepsOf(outline: Outline, lesson: string): { up: Place | null; down: Place | null } {
  const place = placeOf(outline, lesson);
  if (!place) return { up: null, down: null };
  const all = groups(outline);
  const at = all.findIndex(({ id }) => id === place.chapter);
  const [before, here, after] = [all[at - 1], all[at], all[at + 1]];
  const last = place.index + 1 >= (here?.lessons.length ?? 0);
  return {
    up:
      place.index > 0
        ? { ...place, index: place.index - 1 }
        : before
          ? { chapter: before.id, index: before.lessons.length }
          : null,
    down: !last ? { ...place, index: place.index + 1 } : after ? { chapter: after.id, index: 0 } : null,
  };
}

/** Puts a lesson into a place; an index beyond the end is the end. Null without the lesson or the chapter. */
export function withLessonAt(outline: Outline, lesson: string, to: Place): Outline | null {
  if (!placeOf(outline, lesson) || !groups(outline).some(({ id }) => id === to.chapter)) return null;
  const put = (id: string | null, lessons: readonly string[]) => {
    const rest = lessons.filter((each) => each !== lesson);
    return id === to.chapter ? [...rest.slice(0, to.index), lesson, ...rest.slice(to.index)] : rest;
  };
  return {
    loose: put(null, outline.loose),
    chapters: outline.chapters.map(({ id, lessons }) => ({ id, lessons: put(id, lessons) })),
  };
}

/** Puts a chapter with its lessons into the `index`-th place among the chapters. Null without it. */
export function withChapterAt(outline: Outline, chapter: string, index: number): Outline | null {
  const moved = outline.chapters.find(({ id }) => id === chapter);
  if (!moved) return null;
  const rest = outline.chapters.filter(({ id }) => id !== chapter);
  return { ...outline, chapters: [...rest.slice(0, index), moved, ...rest.slice(index)] };
}

/** The rows that an outline stands for. */
export function positionsOf(outline: Outline): {
  lessons: { id: string; chapterId: string | null; position: number }[];
  chapters: { id: string; position: number }[];
} {
  return {
    lessons: groups(outline)
      .flatMap(({ id: chapterId, lessons }) => lessons.map((id) => ({ id, chapterId })))
      .map((lesson, at) => ({ ...lesson, position: at + 1 })),
    chapters: outline.chapters.map(({ id }, at) => ({ id, position: at + 1 })),
  };
}

function groups(outline: Outline): { id: string | null; lessons: readonly string[] }[] {
  return [{ id: null, lessons: outline.loose }, ...outline.chapters];
}
