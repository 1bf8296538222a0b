import fc from "fast-check";
import { expect, test } from "vitest";
import { compileLesson } from "~/platform/mdx/compile.server";
import { escapeProse } from "~/platform/mdx/escape-prose";
import { passagesOf } from "~/platform/mdx/passages";

const shown = async (text: string) => {
  const result = await compileLesson(`---\ntitle: 课\nminutes: 5\n---\n\n${escapeProse(text)}\n`);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  expect(result.warnings).toEqual([]);
  return passagesOf(result.body)
    .map((passage) => passage.text)
    .join("\n")
    .split(/\s+/)
    .join(" ")
    .trim();
};

test.each([
  ["年龄<18岁的人，$x_{1}$ 与 {集合}", "年龄\\<18岁的人，$x\\_\\{1\\}$ 与 \\{集合\\}"],
  ["import 是导入", "&#105;mport 是导入"],
  ["1. 先报告", "1\\. 先报告"],
  ["- 一、# 二", "\\- 一、# 二"],
  ["见 http://example.cn/a_b 这里", "见 `http://example.cn/a_b` 这里"],
  ["见 https://example.cn/a 这里", "见 https://example.cn/a 这里"],
  ["A&amp;B，AT&T，3 & 4", "A\\&amp;B，AT\\&T，3 & 4"],
  ["周一至周五 9:00-17:00（节假日除外）。", "周一至周五 9:00-17:00（节假日除外）。"],
])("%s is written so that it stands as it is", async (text, written) => {
  expect(escapeProse(text)).toBe(written);
  expect(await shown(text)).toBe(text);
});

test("whatever somebody wrote in Word, learners see it as it stands", async () => {
  const piece = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 8 }),
    fc.string({ unit: fc.constantFrom(..."\\`*_{}[]()<>#+-=.!|~&;:/@$'\" \n\t19ax甲，"), maxLength: 12 }),
    fc.constantFrom(
      ..."import export\n\n**甲** https:// http://a.cn/ www.a.cn a@b.cn mailto:a@b.cn xmpp:a@b.cn <b> </b> {1} <!-- -->".split(
        " ",
      ),
      ..."&lt; &#60; &colon; --- ``` ~~~ | a | b |\n|-|-| [^1]: [a]: <Case> ](x) ![ 1. 1) > # == :: %7B \\{ 1\\.".split(
        " ",
      ),
      "    四格",
      "a  \nb",
      "a\\\nb",
      "import a from 'b'",
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
      const text = pieces.join("");
      const wanted = text
        .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\p{Cs}]/gu, "")
        .split(/\s+/)
        .join(" ")
        .trim();
      expect(await shown(text)).toBe(wanted);
    }),
    { numRuns: 200 },
  );
}, 30_000);
