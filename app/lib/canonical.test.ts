import fc from "fast-check";
import { expect, test } from "vitest";
import { canonical } from "./canonical";

test.each([
  [
    { b: 1, a: { d: [2, { f: null, e: "一" }], c: true } },
    '{"a":{"c":true,"d":[2,{"e":"一","f":null}]},"b":1}',
  ],
  [{ at: new Date("2026-11-23T06:00:00.007Z") }, '{"at":"2026-11-23T06:00:00.007Z"}'],
  [{ gone: undefined, kept: null }, '{"kept":null}'],
  [[undefined, -0, 1e21, 1e20, "𠮷\u2028"], '[null,0,1e+21,100000000000000000000,"𠮷\u2028"]'],
  [{}, "{}"],
])("%j", (value, text) => {
  expect(canonical(value)).toBe(text);
});

test("the order of keys never counts, and JSON.parse gives the value back", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonical(value);
      expect(canonical(reversed(value))).toBe(text);
      expect(canonical(JSON.parse(text))).toBe(text);
    }),
  );
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, each]) => [key, reversed(each)]),
  );
}
