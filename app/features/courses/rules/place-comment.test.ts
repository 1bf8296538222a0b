import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeComment, quoteOf, type CommentPlace, type Passage } from "./place-comment";

const blocks: Passage[] = [
  { line: 7, quote: "学完这一课，你能做到" },
  { line: 9, quote: "不用等人来投诉。电梯里一句“这楼没法住了”，就是苗头。" },
  { line: 11, quote: "光靠自己的眼睛不够。保洁、保安比你早知道三天。" },
  { line: 15, quote: "不用等人来投诉。电梯里一句“这楼没法住了”，就是苗头。" },
];

describe("a comment", () => {
  it.each([
    ["stands where it was, when its line says the same", { ...blocks[2] }, { kind: "same", line: 11 }],
    ["moves with its passage", { line: 30, quote: blocks[2]?.quote }, { kind: "moved", line: 11 }],
    [
      "moves to the nearer of two passages that say the same",
      { line: 13, quote: blocks[1]?.quote },
      { kind: "moved", line: 15 },
    ],
    ["and to the earlier of two as near", { line: 12, quote: blocks[1]?.quote }, { kind: "moved", line: 9 }],
    [
      "stays at a passage that was changed, as the comment may have asked for",
      { line: 11, quote: "光靠自己的眼睛是不够的。保洁比你早知道三天。" },
      { kind: "changed", line: 11 },
    ],
    ["has no place when its passage has gone", { line: 11, quote: "这一段后来整段删掉了" }, { kind: "gone" }],
    [
      "nor when it was on something without text and that has gone",
      { line: 20, quote: "" },
      { kind: "gone" },
    ],
  ] as [string, Passage, CommentPlace][])("%s", (_, comment, place) => {
    expect(placeComment(comment, blocks)).toEqual(place);
  });

  it("is found at its own block in any text in which quotes differ, wherever it has moved", () => {
    const texts = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat({ max: 50 }), (quotes, pick, shift) => {
        const text = quotes.map((quote, index) => ({ line: 5 + 2 * index, quote }));
        const wanted = text[pick % text.length] ?? { line: 0, quote: "" };
        const place = placeComment({ ...wanted, line: wanted.line + shift }, text);
        expect(place).toEqual({ kind: shift === 0 ? "same" : "moved", line: wanted.line });
      }),
    );
  });

  it("never stands at a line that the text does not have", () => {
    const passage = fc.record({ line: fc.nat({ max: 40 }), quote: fc.string() });
    fc.assert(
      fc.property(passage, fc.array(passage), (comment, text) => {
        const place = placeComment(comment, text);
        expect(place.kind === "gone" || text.some(({ line }) => line === place.line)).toBe(true);
      }),
    );
  });
});

describe("a quote", () => {
  it("is one line, and is not cut inside a character", () => {
    expect(quoteOf("  甲\n  乙 ")).toBe("甲 乙");
    expect([...quoteOf("𠮷".repeat(100))]).toHaveLength(80);
  });
});
