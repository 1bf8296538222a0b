import fc from "fast-check";
import { expect, test } from "vitest";
import {
  courseFileName,
  courseFileShape,
  freeFileName,
  groupByName,
  isTooLarge,
  longestFileName,
  mentionedFiles,
  snippetOf,
} from "./course-file";

test.each([
  ["门口 Photo (1).JPG", "jpg", "photo-1.jpg"],
  ["照片.png", "png", "picture.png"],
  ["调解协议书.docx", "docx", "document.docx"],
  ["入户.mp4", "mp4", "film.mp4"],
  ["a.b.c.png", "png", "a-b-c.png"],
  ["../../etc/passwd", "pdf", "etc-passwd.pdf"],
  ["Résumé.pdf", "pdf", "resume.pdf"],
])("%s is called %s in its course", (given, kind, name) => {
  expect(courseFileName(given, kind)).toBe(name);
});

test("any name becomes one that is safe in an address", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 200 }),
      fc.constantFrom("png", "docx", "m4a"),
      (given, kind) => {
        const name = courseFileName(given, kind);
        expect(name).toMatch(courseFileShape);
        expect(name.length).toBeLessThanOrEqual(longestFileName);
        expect(groupByName(name)).not.toBeNull();
        expect(mentionedFiles(`![x](files/${name})`)).toEqual(new Set([name]));
      },
    ),
  );
});

test("a taken name counts on", () => {
  const taken = new Set(["a.png", "a-2.png"]);
  expect(freeFileName("a.png", (name) => taken.has(name))).toBe("a-3.png");
});

test.each([
  ["![门口](files/door.png)", ["door.png"]],
  ['<Video src="files/visit.mp4" title="入户" captions="files/visit.vtt" />', ["visit.mp4", "visit.vtt"]],
  ["[表](files/form.docx)。另见 files/form-2.docx。", ["form.docx", "form-2.docx"]],
  ["![x](./files/%64oor.png)", ["door.png"]],
  ["files/ 没有名字", []],
])("%s mentions %j", (source, names) => {
  expect([...mentionedFiles(source)].sort()).toEqual([...names].sort());
});

test("each kind has its limit", () => {
  expect(isTooLarge("picture", 5 * 1024 * 1024)).toBe(false);
  expect(isTooLarge("picture", 5 * 1024 * 1024 + 1)).toBe(true);
  expect(isTooLarge("film", 200 * 1024 * 1024)).toBe(false);
});

test("what is to be pasted shows the file and cannot break the text", () => {
  expect(snippetOf("a.png", '门"口<')).toBe("![门口](files/a.png)");
  expect(snippetOf("a.mp4", "入户")).toBe('<Video src="files/a.mp4" title="入户" />');
  expect(snippetOf("a.m4a", "录音")).toBe('<Audio src="files/a.m4a" title="录音" />');
  expect(snippetOf("a.docx", "表")).toBe('<Download src="files/a.docx" title="表" />');
});
