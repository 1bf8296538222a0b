import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { certificateNumber, readCertificateNumber } from "./certificate-number";

const random = fc.uint8Array({ minLength: 8, maxLength: 8 });

describe("a certificate's number", () => {
  it("names the year and has no sign that is mistaken for another", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2026, max: 2099 }), random, (year, bytes) => {
        const number = certificateNumber(year, bytes);
        expect(number).toMatch(/^NX\d\d-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/);
        expect(number.slice(2, 4)).toBe(String(year).slice(2));
        expect(readCertificateNumber(number)).toBe(number);
      }),
    );
  });

  it("is another for other bytes, whichever of them differs", () => {
    const numbers = Array.from({ length: 8 }, (_, place) => {
      const bytes = new Uint8Array(8);
      bytes[place] = 1;
      return certificateNumber(2026, bytes);
    });
    expect(new Set([certificateNumber(2026, new Uint8Array(8)), ...numbers]).size).toBe(9);
  });

  it("is read as people write it", () => {
    fc.assert(
      fc.property(random, fc.constantFrom(" ", "-", "－", " - ", "\u200b", ""), (bytes, between) => {
        const number = certificateNumber(2026, bytes);
        expect(readCertificateNumber(` ${number.toLowerCase().replaceAll("-", between)} `)).toBe(number);
      }),
    );
  });

  it.each([
    "",
    "NX26-7K3F",
    "NX26-7K3F-9QXO",
    "NX26-7K3F-9QX1",
    "XN26-7K3F-9QXM",
    "NX26-7K3F-9QXM2",
    "../..",
    "王芳",
  ])("cannot be %o", (typed) => expect(readCertificateNumber(typed)).toBeNull());
});
