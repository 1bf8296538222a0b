import { beforeAll, expect, test } from "vitest";
import { useSecret } from "~/platform/crypto.server";
import { contactAt, signedContact } from "./contact.server";

const person = "01900000-0000-7000-8000-000000000001";
const at = Date.UTC(2026, 10, 24, 2, 30);

beforeAll(() => useSecret(Buffer.alloc(32, 7)));

test("a contact says its moment to the person it was given to", () => {
  expect(contactAt(person, signedContact(person, at))).toBe(at);
});

const hash = () => signedContact(person, at).split(".")[1] ?? "";
test.each([
  ["an earlier moment under the same signature", () => `${at - 60_000}.${hash()}`],
  ["a moment without a signature", () => String(at)],
  ["a signature cut short", () => `${at}.${hash().slice(0, 8)}`],
  ["characters that take more than a byte", () => `${at}.${"中".repeat(32)}`],
  ["nothing", () => ""],
  ["another person's contact", () => signedContact("01900000-0000-7000-8000-000000000002", at)],
])("is nothing: %s", (_, contact) => {
  expect(contactAt(person, contact())).toBeNull();
});
