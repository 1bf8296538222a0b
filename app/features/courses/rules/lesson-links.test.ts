import { expect, test } from "vitest";
import { lessonLinks, placeOfText } from "./lesson-links";

test("links to lessons and places of the course, each once", () => {
  const links = lessonLinks({
    blocks: [
      { kind: "html", html: '<p><a href="first">一</a><a class="x" href="first#section-2">二</a></p>' },
      {
        kind: "html",
        html: '<a href="https://example.org/a">外</a><a href="files/a.png">图</a><a href="/exams">练</a>',
      },
      { kind: "check", stem: '<a href="#section-1">上</a>', options: [{ html: '<a href="first">又</a>' }] },
      {
        kind: "reflection",
        prompt: '<a href="mailto:a@example.org">信</a><a href="./second?a&amp;b">三</a>',
      },
    ],
  });
  expect(links).toEqual([
    { href: "first", lesson: "first", place: "" },
    { href: "first#section-2", lesson: "first", place: "section-2" },
    { href: "#section-1", lesson: "", place: "section-1" },
    { href: "./second?a&b", lesson: "second", place: "" },
  ]);
});

test.each([
  [["b"], { line: 2, column: 2 }],
  [["x", "b"], { line: 2, column: 2 }],
  [["", "x"], { line: 1, column: 1 }],
])("%j stands at %j", (wanted, place) => {
  expect(placeOfText("甲\r\n乙b\nb", wanted)).toEqual(place);
});
