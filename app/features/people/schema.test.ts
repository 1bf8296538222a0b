import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { accountActForm, firstAdministratorForm, openAccountForm } from "./schema/accounts";
import { erasureForm, revealForm } from "./schema/privacy";

/** What is wrong, by field; nothing when the form may come in. */
const wrong = (schema: z.ZodType, form: Record<string, string>) =>
  Object.fromEntries(
    (schema.safeParse(form).error?.issues ?? []).map(({ path, message }) => [path.join("."), message]),
  );

const unitId = "0198c0de-0000-7000-8000-000000000001";

describe.each<[string, z.ZodType, string, Record<string, string>]>([
  ["a reveal", revealForm, "detail", { kind: "id-number", usual: "考试报名核对身份" }],
  ["a hold", erasureForm, "hold", { act: "hold" }],
  ["a block", accountActForm, "reason", { act: "block", hours: "24" }],
  ["a reset second factor", accountActForm, "reason", { act: "reset-second-factor" }],
])("the reason of %s", (_, schema, field, form) => {
  test.each([
    ["本人申请，案号 2026-118", {}],
    ["核对 990102198001011234", { [field]: "error.reasonNumber" }],
    ["打款到 ６２２２ ００００-００００ ００００", { [field]: "error.reasonNumber" }],
    ["很".repeat(201), { [field]: "error.reasonLong" }],
  ])("%s", (text, errors) => {
    expect(wrong(schema, { ...form, [field]: text })).toEqual(errors);
  });
});

test("a reveal's usual reason is no way around it, and both together are long enough", () => {
  expect(wrong(revealForm, { kind: "id-number", usual: "990102198001011234" })).toEqual({
    usual: "error.reasonNumber",
  });
  expect(wrong(revealForm, { kind: "id-number", usual: "", detail: "核" })).toEqual({
    detail: "error.reasonShort",
  });
});

test("a hold has a reason, and lifting it needs none", () => {
  expect(wrong(erasureForm, { act: "hold", hold: "查" })).toEqual({ hold: "error.reasonShort" });
  expect(wrong(erasureForm, { act: "release" })).toEqual({});
});

describe.each<[string, z.ZodType, Record<string, string>]>([
  ["the first administrator", firstAdministratorForm, { password: "x", again: "x" }],
  ["a new account", openAccountForm, { title: "干事", unitId }],
])("the e-mail of %s", (_, schema, form) => {
  const whole = { ...form, name: "林晓", employeeNo: "A1" };
  test.each([
    ["lin@example.cn", {}],
    [" lin@example.cn ", {}],
    ["", {}],
    ["lin@", { email: "error.email" }],
    [`lin@${"x".repeat(200)}.cn`, { email: "error.email" }],
  ])("%j", (email, errors) => {
    expect(wrong(schema, { ...whole, email })).toEqual(errors);
  });
  test("need not be there", () => {
    expect(wrong(schema, whole)).toEqual({});
  });
});
