import { db, type Tx } from "~/platform/store.server";
import type { VersionState } from "./rules/review";
import { authorNames } from "./workshop.server";

/** A text of a lesson that can be read again: `key` is `<version>.<revision>`. */
export interface HistoryEntry {
  key: string;
  number: number;
  revision: number;
  author: string | null;
  savedAt: Date;
  /** Of a version's own text, the newest of its saves: where the version stands. */
  state: VersionState | null;
}

export const historyKey = /^([1-9]\d{0,5})\.([1-9]\d{0,8})$/;

/** The versions of a lesson and what was saved on the way to them, newest first; a text only once. */
export async function lessonHistory(lessonId: string): Promise<HistoryEntry[]> {
  const versions = await db().lessonVersion.findMany({
    where: { lessonId },
    select: { id: true, number: true, revision: true, state: true, authorId: true, savedAt: true },
  });
  const saves = await db().lessonSave.findMany({
    where: { version: { lessonId } },
    select: { versionId: true, revision: true, authorId: true, savedAt: true },
  });
  const names = await authorNames([...versions, ...saves].map((row) => row.authorId));
  const entries = new Map<string, HistoryEntry>();
  const enter = (number: number, row: Omit<(typeof saves)[number], "versionId">, state: string | null) => {
    const key = `${number}.${row.revision}`;
    if (entries.has(key)) return;
    entries.set(key, {
      key,
      number,
      revision: row.revision,
      author: names.get(row.authorId ?? "") ?? null,
      savedAt: row.savedAt,
      state: state as VersionState | null,
    });
  };
  for (const version of versions) enter(version.number, version, version.state);
  const numbers = new Map(versions.map(({ id, number }) => [id, number]));
  for (const save of saves) enter(numbers.get(save.versionId) ?? 0, save, null);
  return [...entries.values()].sort((a, b) => b.number - a.number || b.revision - a.revision);
}

/** The text behind a key; null when the lesson has no such text. */
export async function historyText(
  lessonId: string,
  key: string,
  client: Pick<Tx, "lessonVersion"> = db(),
): Promise<string | null> {
  const [, number, revision] = historyKey.exec(key)?.map(Number) ?? [];
  if (number === undefined || revision === undefined) return null;
  const version = await client.lessonVersion.findUnique({
    where: { lessonId_number: { lessonId, number } },
    select: { revision: true, source: true, saves: { where: { revision }, select: { source: true } } },
  });
  if (!version) return null;
  return version.revision === revision ? version.source : (version.saves[0]?.source ?? null);
}
