import { expect, test } from "vitest";
import { folderFaults, folderOutline, lessonOfName } from "./course-folder";
import { positionsOf } from "./outline";

test.each([
  ["02-first-meeting.mdx", { slug: "first-meeting", number: 2 }],
  ["99-a.mdx", { slug: "a", number: 99 }],
  ["2-a.mdx", null],
  ["02-A.mdx", null],
  ["02-a-.mdx", null],
  ["02-a.md", null],
  ["course.yaml", null],
])("%s", (name, lesson) => {
  expect(lessonOfName(name)).toEqual(lesson);
});

test("faults say where they stand", () => {
  const course = {
    chapters: [
      { title: "一", lessons: ["a", "gone"] },
      { title: "二", lessons: ["a"] },
    ],
    retired: ["a", "b", "b"],
  };
  expect(folderFaults(course, ["a", "b"])).toEqual([
    { code: "unknown", slug: "gone", path: ["chapters", 0, "lessons", 1] },
    { code: "twice", slug: "a", path: ["chapters", 1, "lessons", 0] },
    { code: "twice", slug: "b", path: ["retired", 2] },
  ]);
  expect(folderFaults({}, ["a"])).toEqual([]);
});

test("lessons that no chapter names stand before the first", () => {
  const outline = folderOutline({ chapters: [{ title: "一", lessons: ["c", "a"] }] }, ["a", "b", "c"]);
  expect(positionsOf(outline).lessons).toEqual([
    { id: "b", chapterId: null, position: 1 },
    { id: "c", chapterId: "0", position: 2 },
    { id: "a", chapterId: "0", position: 3 },
  ]);
});
