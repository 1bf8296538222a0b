import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  containsAll,
  excerptOf,
  gramQuery,
  gramVector,
  longestSearch,
  searchPieces,
  searchTerms,
} from "./grams";

const shown = (text: string, query: string, most = 100) =>
  excerptOf(text, searchTerms(query), most)
    .map(({ text: piece, hit }) => (hit ? `[${piece}]` : piece))
    .join("");

describe("what is looked for", () => {
  test.each([
    ["助餐", ["助餐"]],
    ["  助餐   预估 ", ["助餐", "预估"]],
    ["ＡＢＣ　Def", ["abc", "def"]],
    ["助\u200b餐\0", ["助餐"]],
    ["助餐 助餐", ["助餐"]],
    [" \0 \ud800 ", []],
  ])("%j is %j", (query, terms) => {
    expect(searchTerms(query)).toEqual(terms);
  });
});

describe("a text contains", () => {
  test.each([
    ["老年人助餐点", "助餐", true],
    ["老年人助餐点", "老餐", false],
    ["老年人助餐点", "点", true],
    ["共 20 场培训", "共20场", true],
    ["共20场培训", "20 场", true],
    ["Casework 是个案工作", "case", true],
    ["case work", "casework", false],
    ["（一）ＡＢ型", "(一)ab型", true],
    ["上门\n走访", "门走", false],
  ])("%j: %j is %s", (text, query, is) => {
    expect(containsAll(text, searchTerms(query))).toBe(is);
  });
});

test("a vector has the pairs with their places, and the last sign of each run", () => {
  expect(gramVector([{ text: "助餐点", weight: "D" }])).toBe("'助餐':2 '餐点':3 '点':4");
  expect(
    gramVector([
      { text: "助餐", weight: "A" },
      { text: "助餐\nab cd", weight: "D" },
    ]),
  ).toBe("'助餐':2A,6 '餐':3A,7 'ab':9 'b':10 'cd':12 'd':13");
  expect(gramVector([{ text: "'\\", weight: "D" }])).toBe("'''\\\\':2 '\\\\':3");
});

test.each([
  [["助餐"], "", "('助餐')"],
  [["助餐点", "走"], "", "('助餐' <-> '餐点') & '走':*"],
  [["助餐点", "走"], "A", "('助餐':A <-> '餐点':A) & '走':*A"],
  [["'&|!:*"], "", "('''&' <-> '&|' <-> '|!' <-> '!:' <-> ':*')"],
  [[], "", ""],
] as const)("%j with weight %j asks %s", (terms, weight, query) => {
  expect(gramQuery(terms, weight)).toBe(query);
});

describe("an excerpt", () => {
  test.each([
    ["老年人助餐点和助餐卡", "助餐", "老年人[助餐]点和[助餐]卡"],
    ["共 20 场", "20场", "共 [20 场]"],
    ["助餐点", "助餐 餐点", "[助餐点]"],
    ["没有", "助餐", "没有"],
    ["ＡＢ\n型", "ab", "[ＡＢ] 型"],
    ["😀😀助餐", "助", "😀😀[助]餐"],
  ])("%j for %j shows %s", (text, query, expected) => {
    expect(shown(text, query)).toBe(expected);
  });

  test("of a long text stands around its first hit", () => {
    const text = `${"前".repeat(200)}助餐${"后".repeat(200)}`;
    const excerpt = shown(text, "助餐", 30);
    expect(excerpt).toBe(`…${"前".repeat(10)}[助餐]${"后".repeat(18)}…`);
  });
});

const lines = fc.string({ unit: fc.constantFrom(..."社区工作ab 1，\n😀'\\"), maxLength: 300 });

test("an excerpt without cuts is the text, and its hits are what was looked for", () => {
  fc.assert(
    fc.property(
      lines,
      fc.string({ unit: fc.constantFrom(..."社区ab"), minLength: 1, maxLength: 3 }),
      (text, query) => {
        const pieces = excerptOf(text, searchTerms(query), 10_000);
        expect(pieces.map((piece) => piece.text).join("")).toBe(text.replace(/\s+/g, " "));
        expect(pieces.some(({ hit }) => hit)).toBe(containsAll(text, searchTerms(query)));
      },
    ),
  );
});

test("whatever stands together in a line of up to 60 characters stands together in one of the pieces", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 9_900 }),
      fc.integer({ min: 1, max: longestSearch }),
      (at, length) => {
        const line = Array.from({ length: 10_000 }, (_, index) => String.fromCharCode(0x4e00 + index)).join(
          "",
        );
        const wanted = line.slice(at, at + length);
        const pieces = searchPieces(`头一行\n${line}\n末一行`);
        expect(pieces.some((piece) => piece.includes(wanted))).toBe(true);
        expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(2_010);
      },
    ),
    { numRuns: 50 },
  );
});
