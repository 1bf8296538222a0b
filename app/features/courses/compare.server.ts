import type { Language } from "~/lib/dates";
import { readFrontMatter } from "~/platform/mdx/front-matter";
import { historyText, lessonHistory, type HistoryEntry } from "./history.server";
import { markChanges, type MarkedBlock } from "./mark-changes";
import { reviewText } from "./review-text.server";
import { diffTexts, type DiffRow } from "./text-diff";
import type { Desk } from "./workshop.server";

export interface HeadChange {
  field: "title" | "minutes" | "topics";
  old: string;
  fresh: string;
}

export interface Comparison {
  from: HistoryEntry;
  to: HistoryEntry;
  head: HeadChange[];
  /** Null when one of the two does not compile: then its source is compared. */
  blocks: MarkedBlock[] | null;
  rows: DiffRow[] | null;
}

/**
 * Two texts of a lesson laid over each other, by the version's number or the key of the history. Without a choice what
 * learners have and the newest. `choices` are the versions; null when the lesson has no such text.
 */
export async function compareTexts(
  desk: Desk,
  asked: { from: string | null; to: string | null },
  language: Language,
  requestId: string,
): Promise<{ choices: HistoryEntry[]; compared: Comparison | null } | null> {
  const all = await lessonHistory(desk.lessonId);
  const versions = all.filter(({ state }) => state !== null);
  const find = (key: string) =>
    key.includes(".")
      ? all.find((entry) => entry.key === key)
      : versions.find(({ number }) => String(number) === key);
  const to = find(asked.to ?? String(desk.version.number));
  const basis = desk.published?.number ?? desk.version.number;
  // What is published now is compared with what was before.
  const before = versions.find(({ number }) => number < basis)?.number ?? basis;
  const from = find(
    asked.from ?? String(asked.to === null && basis === desk.version.number ? before : basis),
  );
  if (!from || !to) return null;
  const choices = all.filter((entry) => entry.state !== null || entry === from || entry === to);
  if (from === to) return { choices, compared: null };
  const [old, fresh] = [await historyText(desk.lessonId, from.key), await historyText(desk.lessonId, to.key)];
  if (old === null || fresh === null) return null;
  const read = async (source: string, side: string) =>
    (await reviewText(source, desk.course.slug, language, `${requestId}/${side}`)).blocks;
  const [left, right] = [await read(old, "from"), await read(fresh, "to")];
  const blocks = left && right && markChanges(left, right);
  const head = headChanges(old, fresh);
  return { choices, compared: { from, to, head, blocks, rows: blocks ? null : diffTexts(old, fresh) } };
}

/** What front matter says otherwise than before. */
function headChanges(old: string, fresh: string): HeadChange[] {
  const [left, right] = [readFrontMatter(old), readFrontMatter(fresh)];
  if (!left.ok || !right.ok) return [];
  const [a, b] = [left.meta, right.meta];
  const fields = [
    { field: "title" as const, old: a.title, fresh: b.title },
    { field: "minutes" as const, old: String(a.minutes), fresh: String(b.minutes) },
    { field: "topics" as const, old: (a.topics ?? []).join(" / "), fresh: (b.topics ?? []).join(" / ") },
  ];
  return fields.filter((each) => each.old !== each.fresh);
}
