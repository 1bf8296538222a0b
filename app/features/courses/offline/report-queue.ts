import { openDB, type DBSchema } from "idb";
import { newId } from "~/platform/new-id";

/**
 * What could not be sent, on this device, until the server has answered for it. Everybody's stands under the own name:
 * who else signs in on this phone sends nothing of it.
 */
export interface KeptReport {
  /** Rises with the time, so that what was done first is told first. */
  key: string;
  person: string;
  course: string;
  lesson: string;
  version: string;
  /** The last contact with the server before it, as the server signed it. */
  since: string;
  /** It may have reached the server: what comes later is another report. */
  sealed: boolean;
  what:
    | { kind: "minutes"; toldMs: number; section: string; read: string[] }
    | { kind: "form"; place: string; fields: [name: string, value: string][] };
}

export type ReportPlace = Pick<KeptReport, "person" | "course" | "lesson" | "version" | "since">;

interface Kept extends DBSchema {
  reports: { key: string; value: KeptReport; indexes: { person: string } };
}

const opened = () =>
  openDB<Kept>("nuanxin-study", 1, {
    upgrade: (db) => void db.createObjectStore("reports", { keyPath: "key" }).createIndex("person", "person"),
  });
let db: ReturnType<typeof opened> | undefined;
/** Rejects where storage is forbidden. */
const store = () => (db ??= opened());

/** Which form it is: a later answer takes the place of an earlier one that was not sent. */
export function placeOf(fields: readonly [name: string, value: string][]): string {
  const value = (wanted: string) =>
    fields.filter(([name]) => name === wanted).map(([, text]) => text)[0] ?? "";
  return `${value("intent")}/${value("check")}${value("place")}`;
}

/** A person's reports, what was done first before what came later; minutes first and the end of a lesson last. */
export async function reportsOf(person: string): Promise<KeptReport[]> {
  const rank = ({ what }: KeptReport) =>
    what.kind === "minutes" ? 0 : what.place.indexOf("finish") === 0 ? 2 : 1;
  const all = await (await store()).getAllFromIndex("reports", "person", person);
  return all.sort((a, b) => rank(a) - rank(b) || (a.key < b.key ? -1 : 1));
}

/** Adds to what was read since the last contact. */
export async function keepMinutes(
  at: ReportPlace,
  read: { ms: number; section: string; read: string[] },
): Promise<void> {
  const change = (await store()).transaction("reports", "readwrite");
  const all = await change.store.index("person").getAll(at.person);
  const before = all.filter(
    (each) =>
      !each.sealed && each.version === at.version && each.since === at.since && each.what.kind === "minutes",
  )[0];
  const toldMs = Math.round(read.ms) + (before?.what.kind === "minutes" ? before.what.toldMs : 0);
  const what = { kind: "minutes" as const, toldMs, section: read.section, read: read.read };
  await change.store.put({ ...at, key: before?.key ?? newId(), sealed: false, what });
  await change.done;
}

/** Keeps a form as it would have been sent. */
export async function keepForm(at: ReportPlace, fields: [string, string][]): Promise<void> {
  const place = placeOf(fields);
  const key = await forgetForm(at, place);
  const what = { kind: "form" as const, place, fields };
  await (await store()).put("reports", { ...at, key: key ?? newId(), sealed: false, what });
}

/** Forgets a form that waits, because its successor has arrived. Returns its key. */
export async function forgetForm(
  at: Pick<ReportPlace, "person" | "course" | "lesson">,
  place: string,
): Promise<string | null> {
  const change = (await store()).transaction("reports", "readwrite");
  const all = await change.store.index("person").getAll(at.person);
  const before = all.filter(
    (each) =>
      !each.sealed &&
      each.course === at.course &&
      each.lesson === at.lesson &&
      each.what.kind === "form" &&
      each.what.place === place,
  )[0];
  if (before) await change.store.delete(before.key);
  await change.done;
  return before?.key ?? null;
}

export async function sealReport(report: KeptReport): Promise<void> {
  await (await store()).put("reports", { ...report, sealed: true });
}

export async function dropReport(key: string): Promise<void> {
  await (await store()).delete("reports", key);
}
