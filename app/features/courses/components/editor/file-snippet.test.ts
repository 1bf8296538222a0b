import { expect, test } from "vitest";
import { componentHelp } from "~/platform/mdx/component-help";
import { fileSnippet } from "./file-snippet";

test.each([
  ["visit.JPG", '<Figure src="files/visit.JPG"'],
  ["film.mp4", '<Video src="files/film.mp4"'],
  ["sound.m4a", '<Audio src="files/sound.m4a"'],
  ["form.docx", '<Download src="files/form.docx"'],
])("%s becomes its component", (name, begins) => {
  expect(fileSnippet(name, componentHelp("zh"))).toMatch(new RegExp(`^${begins}`));
});
