import { expect, it } from "vitest";
import { isApplied, normaliseWanted, wantedRefusal, type CorrectionField } from "./correction";

const today = "2026-11-23";

it.each([
  ["name", "林小梅", null],
  ["name", "", "missing"],
  ["gender", "female", null],
  ["gender", "女", "shape"],
  ["bornOn", "1981-02-28", null],
  ["bornOn", "1981-02-30", "shape"],
  ["bornOn", "1981年", "shape"],
  ["bornOn", "2026-11-24", "future"],
  ["phone", "138 0000 0000", null],
  ["phone", "12", "shape"],
  ["email", "lin@example.cn", null],
  ["email", "lin", "shape"],
  ["education", "毕业年份是 2006 年", null],
  ["idNumber", "最后一位录错了，我带身份证来核对", null],
  ["idNumber", "990102198001011234", "number"],
  ["education", "990102 19800101 123X", "number"],
  ["erasure", "", null],
  ["erasure", "6222000000000000000", "number"],
] as [CorrectionField, string, ReturnType<typeof wantedRefusal>][])(
  "%s as %j: %s",
  (field, wanted, refusal) => {
    expect(wantedRefusal(field, wanted, today)).toBe(refusal);
  },
);

it.each([
  ["gender", " 女 ", "female"],
  ["gender", "Male", "male"],
  ["gender", "不详", "不详"],
  ["bornOn", "1981年2月8日", "1981-02-08"],
  ["bornOn", "1981/12/08", "1981-12-08"],
  ["bornOn", "81年", "81年"],
  ["phone", "１３８ ００００ ００００", "138 0000 0000"],
  ["name", " 林小梅 ", "林小梅"],
] as [CorrectionField, string, string][])("reads %s %j as %s", (field, typed, wanted) => {
  expect(normaliseWanted(field, typed)).toBe(wanted);
});

it("applies simple fields alone", () => {
  expect(isApplied("phone")).toBe(true);
  expect(isApplied("education")).toBe(false);
  expect(isApplied("erasure")).toBe(false);
});
