import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bothTexts, diffTexts, isSame, type DiffLine, type DiffRow } from "./text-diff";

const shown = (line: DiffLine | null) =>
  line && line.parts.map(({ text, changed }) => (changed ? `[${text}]` : text)).join("");
const rows = (old: string, fresh: string) =>
  diffTexts(old, fresh).map((row) => [shown(row.old), shown(row.fresh)]);
const side = (all: readonly DiffRow[], name: "old" | "fresh") =>
  all.flatMap((row) => (row[name] ? [row[name].parts.map((part) => part.text).join("")] : [])).join("\n");

describe("comparing two texts", () => {
  test("inside a changed line it is the characters", () => {
    expect(rows("小周当天报告。", "小周立即报告。")).toEqual([["小周[当天]报告。", "小周[立即]报告。"]]);
  });

  test("a line put before a changed one does not shift the pair", () => {
    expect(rows("标题\n先稳住孩子，不追问。", "标题\n全新的一句话\n先稳住孩子，别追问。")).toEqual([
      ["标题", "标题"],
      [null, "[全新的一句话]"],
      ["先稳住孩子，[不]追问。", "先稳住孩子，[别]追问。"],
    ]);
  });

  test("lines with nothing in common stand by themselves", () => {
    expect(rows("甲乙丙丁", "子丑寅卯")).toEqual([
      ["[甲乙丙丁]", null],
      [null, "[子丑寅卯]"],
    ]);
  });

  test("texts far apart are compared in bounded time", () => {
    const many = (mark: string) => Array.from({ length: 4000 }, (_, i) => `${mark}${i}`).join("\n");
    expect(diffTexts(many("甲"), many("乙"))).toHaveLength(8000);
    expect(diffTexts("甲".repeat(10_000), `${"乙".repeat(9_990)}甲甲甲`)).toHaveLength(2);
  });

  const text = fc.array(fc.constantFrom("", "先稳住孩子", "先稳住孩子。", "报告", "记录"), { maxLength: 12 });
  test("both sides are whole, and a text with itself is the same throughout", () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const compared = diffTexts(a.join("\n"), b.join("\n"));
        expect(side(compared, "old")).toBe(a.join("\n"));
        expect(side(compared, "fresh")).toBe(b.join("\n"));
        expect(diffTexts(a.join("\n"), a.join("\n")).every(isSame)).toBe(true);
      }),
    );
  });

  test("both texts in one lose no line of either", () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const both = bothTexts(diffTexts(a.join("\n"), b.join("\n"))).split("\n");
        for (const lines of [a, b]) {
          let from = 0;
          for (const line of lines) {
            const found = both.indexOf(line, from);
            expect(found).toBeGreaterThanOrEqual(from);
            from = found + 1;
          }
        }
      }),
    );
  });
});
