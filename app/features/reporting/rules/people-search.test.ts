import { expect, it } from "vitest";
import { isNarrowed, numberIn, searchAddress, usualSearch } from "./people-search";

it.each([
  ["a name", "何秀兰", null],
  ["an employee number", "W0001", null],
  ["an employee number of letters and many digits", "W20260001", null],
  ["one in parts", "A-2026-0001234", null],
  ["six digits", "123456", null],
  ["an ID number", "11010119900307001x", "11010119900307001X"],
  ["one in groups", "110101 19900307 001X", "11010119900307001X"],
  ["one that lacks digits", "1101011990030700", "1101011990030700"],
  ["a phone number", "13900000012", "13900000012"],
  ["one in groups", "139-0000 0012", "13900000012"],
  ["one with the country", "+86 139 0000 0012", "13900000012"],
  ["its last digits", "0000012", "0000012"],
  ["one behind a name", "何秀兰 13900000012", "13900000012"],
])("%s", (_, text, number) => expect(numberIn(text)).toBe(number));

it("finds its people in the address, and says that they are not everybody", () => {
  const only = ["0197f000-0000-7000-8000-000000000001", "0197f000-0000-7000-8000-000000000002"];
  expect(searchAddress(usualSearch, { only })).toBe(`?only=${only.join(".")}`);
  expect([isNarrowed(usualSearch), isNarrowed({ ...usualSearch, only })]).toEqual([false, true]);
});
