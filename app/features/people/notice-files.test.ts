import { mkdtempSync, writeFileSync } from "node:fs";
import { cp, readFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { readNotices } from "./notice-files.server";
import { noticePurposes } from "./rules/notice";

/** A copy of the notices in which one file was changed. */
async function changed(file: string, change: (text: string) => string): Promise<string> {
  const root = mkdtempSync(path.join(os.tmpdir(), "nuanxin-notices-"));
  await cp("content/notices", root, { recursive: true });
  writeFileSync(path.join(root, file), change(await readFile(path.join("content/notices", file), "utf8")));
  return root;
}

test("every purpose has its texts in both languages", async () => {
  const notices = await readNotices();
  for (const purpose of noticePurposes) expect(notices.some(({ zh }) => zh.purpose === purpose)).toBe(true);
  for (const { zh, en } of notices) {
    expect(en.blocks.map(({ kind }) => kind)).toEqual(zh.blocks.map(({ kind }) => kind));
    expect([zh.title, ...zh.fields.map(({ label }) => label)].join()).toMatch(/\p{Script=Han}/u);
    expect([en.title, ...en.fields.map(({ label }) => label)].join()).not.toMatch(/\p{Script=Han}/u);
  }
});

test.each([
  ["a field left out", (text: string) => text.replace(/ {2}- \{ id: phone.*\n/, ""), "fields are not those"],
  [
    "a field without its retention",
    (text: string) => text.replace("retention: 离职后 3 年, ", ""),
    "retention",
  ],
  [
    "another version than the name says",
    (text: string) => text.replace('"2026.1"', '"2026.2"'),
    "of its name",
  ],
  ["another day in one language", (text: string) => text.replace("2026-09-01", "2026-09-02"), "same day"],
  ["an unknown word in the front matter", (text: string) => text.replace("title:", "titel:"), "title"],
  ["no front matter", () => "just a text", "expected object"],
])("refuses %s", async (_, change, says) => {
  const root = await changed("personal-data-notice-2026.1.zh.md", change);
  await expect(readNotices(root)).rejects.toThrow(says);
});
