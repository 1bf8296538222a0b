import fc from "fast-check";
import { expect, it } from "vitest";
import { dayMs } from "../../../lib/dates";
import { agesAfterMs, passwordAge, passwordRefusal, warnedBeforeMs } from "./password";

const owner = { employeeNo: "W0123", name: "示例人" };

it.each([
  ["Ab1!xyz", "short"],
  ["Ab1!xyzw", null],
  ["一二三四五六A1", null],
  [`Ab1${"x".repeat(197)}`, null],
  [`Ab1${"x".repeat(198)}`, "long"],
  ["abcdefgh", "classes"],
  ["abcdefg1", "classes"],
  ["ABCDEFG1", "classes"],
  ["abc defgh", "classes"],
  ["rain on 7 roofs", null],
  ["Rainw0123!", "own-words"],
  ["RainW0123!", "own-words"],
  ["示例人Rain7", "own-words"],
  ["Password1!", "common"],
  ["P@ssw0rd!", "common"],
  ["1qaz2WSX!", "common"],
  ["2026Nuanxin!", "common"],
  ["Nuanxin-Rain-2026", null],
] as const)("%s: %s", (password, refusal) => {
  expect(passwordRefusal(password, owner)).toBe(refusal);
});

it("does not look for a number or a name that is in every other password", () => {
  expect(passwordRefusal("Rain7roofs!", { employeeNo: "7", name: "R" })).toBeNull();
});

it("length and classes hold for whatever is typed", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 12 }), (password) => {
      const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((shape) => shape.test(password)).length;
      if (passwordRefusal(password, owner) === null) {
        expect([...password].length).toBeGreaterThanOrEqual(8);
        expect(classes).toBeGreaterThanOrEqual(3);
      }
    }),
  );
});

it.each([
  ["on its first day", 0, { aged: false, soon: false }],
  ["a moment before it is told", agesAfterMs - warnedBeforeMs - 1, { aged: false, soon: false }],
  ["from 14 days before", 76 * dayMs, { aged: false, soon: true }],
  ["in its last moment", 90 * dayMs - 1, { aged: false, soon: true }],
  ["after 90 days", 90 * dayMs, { aged: true, soon: false }],
] as const)("a password %s", (_, age, expected) => {
  expect(passwordAge(1000, 1000 + age)).toEqual({ ...expected, endsAt: 1000 + agesAfterMs });
});

it("one of which nobody knows since when it holds is to be changed", () => {
  expect(passwordAge(null, 0)).toEqual({ aged: true, endsAt: null, soon: false });
});
