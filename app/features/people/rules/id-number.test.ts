import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkDigit, checkIdNumber, isPayeeAccount, maskIdNumber, maskPayeeAccount } from "./id-number";

/** Made up: the standard's own example and numbers computed from it. */
const valid = "11010519491231002X";

describe("an identity number", () => {
  it("tells the birth date and the gender", () => {
    expect(checkIdNumber(valid)).toEqual({ bornOn: "1949-12-31", gender: "female" });
    expect(checkIdNumber("440524188001010014")).toBe("birth-date");
  });

  it.each([
    ["110105491231002", "old"],
    ["11010519491231002x", "shape"],
    ["1101051949123100", "shape"],
    ["11010519491231X02", "shape"],
    ["99010519491231002X", "region"],
    ["110105194913310022", "birth-date"],
    ["110105199902290021", "birth-date"],
    ["110105194912310021", "check-digit"],
    ["", "shape"],
  ])("%s is refused: %s", (text, refusal) => {
    expect(checkIdNumber(text)).toBe(refusal);
  });

  it("is refused when one digit is another, or two neighbours are exchanged", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999 }), fc.integer({ min: 6, max: 16 }), (order, at) => {
        const digits = `11010519900215${String(order).padStart(3, "0")}`;
        const number = digits + checkDigit(digits);
        expect(checkIdNumber(number)).toMatchObject({ bornOn: "1990-02-15" });
        const other = String((Number(number[at]) + 1) % 10);
        expect(typeof checkIdNumber(number.slice(0, at) + other + number.slice(at + 1))).toBe("string");
        const [a = "", b = ""] = [number[at - 1], number[at]];
        const swapped = number.slice(0, at - 1) + b + a + number.slice(at + 1);
        if (a !== b) expect(typeof checkIdNumber(swapped)).toBe("string");
      }),
    );
  });

  it("is shown masked, and so is an account", () => {
    expect(maskIdNumber(valid)).toBe("110***********002X");
    expect(maskIdNumber("1101")).toBe("****");
    expect(maskPayeeAccount("6222020000000001234")).toBe("***************1234");
    expect(maskPayeeAccount("1234567")).toBe("*******");
  });
});

it.each([
  ["12345678", true],
  ["123456789012345678901234567890", true],
  ["1234567", false],
  ["1234567890123456789012345678901", false],
  ["1234 5678", false],
])("an account %s: %s", (text, good) => {
  expect(isPayeeAccount(text)).toBe(good);
});
