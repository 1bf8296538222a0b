import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergeText } from "./course-text";

const of = (title: string, summary: string) => ({ title, summary });

describe("two changes of what a course says of itself", () => {
  test.each([
    ["nobody else wrote", of("a", "b"), of("x", "b"), of("a", "b"), of("x", "b"), []],
    ["each wrote another field", of("a", "b"), of("x", "b"), of("a", "y"), of("x", "y"), []],
    ["both wrote the same", of("a", "b"), of("x", "b"), of("x", "b"), of("x", "b"), []],
    ["both wrote the same field", of("a", "b"), of("x", "b"), of("z", "y"), of("x", "y"), ["title"]],
    [
      "a form breaks lines its own way",
      of("a\r\n b", "b"),
      of("a b", "b"),
      of("a\n b", "b"),
      of("a b", "b"),
      [],
    ],
  ])("%s", (_, was, mine, now, merged, clashes) => {
    expect(mergeText(was, mine, now)).toEqual({ merged, clashes });
  });

  test("without a clash no change of either is lost", () => {
    const text = fc.record({
      title: fc.constantFrom("a", "b", "c"),
      summary: fc.constantFrom("d", "e", "f"),
    });
    fc.assert(
      fc.property(text, text, text, (was, mine, now) => {
        const { merged, clashes } = mergeText(was, mine, now);
        for (const key of ["title", "summary"] as const) {
          if (clashes.includes(key)) expect(merged[key]).toBe(mine[key]);
          else if (mine[key] !== was[key]) expect(merged[key]).toBe(mine[key]);
          else expect(merged[key]).toBe(now[key]);
        }
      }),
    );
  });
});
