import { expect, test } from "vitest";
import {
  freeSlug,
  isReservedCourse,
  isReservedLesson,
  longestSlug,
  openRefusal,
  slugOf,
  takeOutRefusal,
} from "./course";

test("a course opens with one published lesson at least", () => {
  expect(openRefusal(0)).toBe("nothing-published");
  expect(openRefusal(1)).toBeNull();
});

test.each([
  ["Family Visit: 1st try", "family-visit-1st-try"],
  ["Café – où?", "cafe-ou"],
  ["ＦＵＬＬ Width", "full-width"],
  ["上门走访", ""],
  ["上门 visit", "visit"],
  ["--a--", "a"],
  ["x".repeat(100), "x".repeat(longestSlug)],
])("the address of %s is %j", (text, slug) => {
  expect(slugOf(text)).toBe(slug);
});

test("a taken name counts on, and never grows too long", () => {
  const taken = new Set(["visit", "visit-2"]);
  expect(freeSlug("visit", (slug) => taken.has(slug))).toBe("visit-3");
  const long = "x".repeat(longestSlug);
  expect(freeSlug(long, (slug) => slug === long)).toHaveLength(longestSlug);
});

test("names of pages are not given to lessons and courses", () => {
  expect([isReservedLesson("files"), isReservedLesson("visit")]).toEqual([true, false]);
  expect([isReservedCourse("new"), isReservedCourse("visit")]).toEqual([true, false]);
});

test("an open course keeps a lesson to learn, any other need not", () => {
  expect(takeOutRefusal({ state: "open", left: 0 })).toBe("last-published");
  expect(takeOutRefusal({ state: "open", left: 1 })).toBeNull();
  expect(takeOutRefusal({ state: "draft", left: 0 })).toBeNull();
});
