import fc from "fast-check";
import { expect, test } from "vitest";
import {
  outlineOf,
  placeOf,
  positionsOf,
  stepsOf,
  withChapterAt,
  withLessonAt,
  type Outline,
} from "./outline";

const outline: Outline = {
  loose: ["a"],
  chapters: [
    { id: "one", lessons: ["b", "c"] },
    { id: "two", lessons: [] },
    { id: "three", lessons: ["d"] },
  ],
};

test.each([
  ["within its chapter", "c", { chapter: "one", index: 0 }, "a/one:c,b/two:/three:d"],
  ["to where it is", "c", { chapter: "one", index: 1 }, "a/one:b,c/two:/three:d"],
  ["into an empty chapter", "b", { chapter: "two", index: 0 }, "a/one:c/two:b/three:d"],
  ["beyond the end", "a", { chapter: "three", index: 99 }, "/one:b,c/two:/three:d,a"],
  ["out of all chapters", "d", { chapter: null, index: 0 }, "d,a/one:b,c/two:/three:"],
])("a lesson goes %s", (_, lesson, to, shown) => {
  const moved = withLessonAt(outline, lesson, to);
  expect(moved && show(moved)).toBe(shown);
});

test("neither an unknown lesson nor an unknown chapter is placed", () => {
  expect(withLessonAt(outline, "x", { chapter: "one", index: 0 })).toBeNull();
  expect(withLessonAt(outline, "a", { chapter: "x", index: 0 })).toBeNull();
  expect(withChapterAt(outline, "x", 0)).toBeNull();
});

test("a chapter takes its lessons along", () => {
  const moved = withChapterAt(outline, "three", 0);
  expect(moved && show(moved)).toBe("a/three:d/one:b,c/two:");
});

test("steps lead over the borders of chapters, and end at both ends", () => {
  expect(stepsOf(outline, "a")).toEqual({ up: null, down: { chapter: "one", index: 0 } });
  expect(stepsOf(outline, "b").up).toEqual({ chapter: null, index: 1 });
  expect(stepsOf(outline, "c").down).toEqual({ chapter: "two", index: 0 });
  expect(stepsOf(outline, "d").down).toBeNull();
});

const anyOutline = fc.array(fc.nat({ max: 4 }), { maxLength: 12 }).map((chapters): Outline => {
  const inside = (which: number) => chapters.flatMap((each, at) => (each === which ? [`l${at}`] : []));
  return { loose: inside(0), chapters: [1, 2, 3].map((n) => ({ id: `c${n}`, lessons: inside(n) })) };
});

test("whatever is moved, no lesson is lost or doubled, and rows give the same outline again", () => {
  fc.assert(
    fc.property(
      anyOutline,
      fc.nat({ max: 11 }),
      fc.nat({ max: 3 }),
      fc.nat({ max: 12 }),
      (before, l, c, index) => {
        const after = withLessonAt(before, `l${l}`, { chapter: c ? `c${c}` : null, index }) ?? before;
        const { lessons, chapters } = positionsOf(after);
        expect(lessons.map(({ id }) => id).sort()).toEqual(
          positionsOf(before)
            .lessons.map(({ id }) => id)
            .sort(),
        );
        expect(lessons.map(({ position }) => position)).toEqual(lessons.map((_, at) => at + 1));
        expect(outlineOf(lessons, chapters)).toEqual(after);
      },
    ),
  );
});

test("a step up and a step down again is where it began, unless an end was passed", () => {
  fc.assert(
    fc.property(anyOutline, fc.nat({ max: 11 }), (before, l) => {
      const lesson = `l${l}`;
      const { up } = stepsOf(before, lesson);
      const raised = up && withLessonAt(before, lesson, up);
      const down = raised && stepsOf(raised, lesson).down;
      if (!raised || !down) return;
      expect(withLessonAt(raised, lesson, down)).toEqual(before);
      expect(placeOf(before, lesson)).not.toBeNull();
    }),
  );
});

function show({ loose, chapters }: Outline): string {
  return [loose.join(), ...chapters.map(({ id, lessons }) => `${id}:${lessons.join()}`)].join("/");
}
