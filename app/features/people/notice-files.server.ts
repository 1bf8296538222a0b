import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "yaml";
import type { Language } from "~/lib/dates";
import { installed } from "~/platform/root.server";
import { hasAcknowledged } from "./consent.server";
import { heldFields } from "./rules/held-field";
import { acknowledged, inForce, type NoticePurpose } from "./rules/notice";
import { readBlocks, type Block } from "./rules/notice-text";
import { noticeFrontMatter, type NoticeField } from "./schema/privacy";

export interface Notice {
  purpose: NoticePurpose;
  version: string;
  /** From this day on, "YYYY-MM-DD". */
  effectiveOn: string;
  title: string;
  /** Why and how long, field by field; of the notice alone. */
  fields: NoticeField[];
  blocks: Block[];
}

const shape = /^---\n(.*?)\n---\n(.*)$/s;
const name = /^([a-z-]+)-(\d{4}\.\d+)\.(zh|en)\.md$/;

/** Reads `content/notices`: each version in both languages. What does not fit throws with the file's name. */
export async function readNotices(
  root = installed("content", "notices"),
): Promise<Record<Language, Notice>[]> {
  const both = new Map<string, Partial<Record<Language, Notice>>>();
  for (const file of (await readdir(root)).filter((each) => each.endsWith(".md")).sort()) {
    const [, purpose, version, language] = name.exec(file) ?? [];
    const [, head = "", body = ""] =
      shape.exec((await readFile(path.join(root, file), "utf8")).replaceAll("\r\n", "\n")) ?? [];
    const parsed = noticeFrontMatter.safeParse(parse(head));
    const wrong = (why: string) => new Error(`${path.join(root, file)}: ${why}`);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      throw wrong(`${issue?.path.join(".")} ${issue?.message}`);
    }
    const { fields, ...front } = parsed.data;
    if (front.purpose !== purpose || front.version !== version)
      throw wrong("purpose and version are not those of its name");
    const ids = fields.map((field) => field.id).join();
    if (ids !== (purpose === acknowledged ? heldFields.join() : ""))
      throw wrong("fields are not those that are held, in their order");
    const key = `${purpose}-${version}`;
    both.set(key, {
      ...both.get(key),
      [language as Language]: { ...front, fields, blocks: readBlocks(body) },
    });
  }
  return [...both].map(([key, { zh, en }]) => {
    if (!zh || !en || zh.effectiveOn !== en.effectiveOn)
      throw new Error(`${path.join(root, key)}: both languages, with the same day, are needed`);
    return { zh, en };
  });
}

let files: Promise<Record<Language, Notice>[]> | undefined;

/** The text of a purpose in force on a day ("YYYY-MM-DD"). */
export async function noticeInForce(
  purpose: NoticePurpose,
  today: string,
  language: Language,
): Promise<Notice> {
  files ??= readNotices();
  const versions = (await files).map((each) => each[language]).filter((each) => each.purpose === purpose);
  const found = inForce(versions, today);
  if (!found) throw new Error(`content/notices has no ${purpose}`);
  return found;
}

/** The version of the notice that somebody has still to take note of, or null. */
export async function noticeDue(personId: string, today: string): Promise<string | null> {
  const { version } = await noticeInForce(acknowledged, today, "zh");
  return (await hasAcknowledged(personId, version)) ? null : version;
}

/** Whether there is such a version of a text. */
export async function isNoticeVersion(purpose: NoticePurpose, version: string): Promise<boolean> {
  files ??= readNotices();
  return (await files).some(({ zh }) => zh.purpose === purpose && zh.version === version);
}
