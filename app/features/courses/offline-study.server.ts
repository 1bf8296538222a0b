import type { Tx } from "~/platform/store.server";
import { contactKeptMs, creditOffline, gapBefore, shortestGapMs, type Span } from "./rules/offline";
import type { OfflineReceipt } from "./rules/offline-outcome";

/** Keeps the time before a beat that the beat did not count: minutes read without a network find their place there. */
export async function keepGap(
  tx: Tx,
  personId: string,
  beat: { last: number | null; at: number; creditedMs: number },
): Promise<void> {
  const gap = gapBefore(beat.last, beat.at, beat.creditedMs);
  if (!gap) return;
  await tx.studyGap.deleteMany({ where: { personId, endsAt: { lt: new Date(beat.at - contactKeptMs) } } });
  await tx.studyGap.createMany({ data: [gapRow(personId, gap)], skipDuplicates: true });
}

const gapRow = (personId: string, { from, to }: Span) => ({
  personId,
  startsAt: new Date(from),
  endsAt: new Date(to),
});

export interface ReadOffline {
  key: string;
  /** The last contact with the server before the reading, epoch milliseconds by the server's clock. */
  since: number;
  /** How long it was read, as the device says. */
  toldMs: number;
  section: string;
  read: readonly string[];
}

/**
 * Credits minutes that were read without a network, and returns the milliseconds. The study is marked with what of it is
 * offline; the first report settles which version is studied, as a beat does.
 */
export async function creditReading(
  tx: Tx,
  personId: string,
  lesson: { lessonId: string; version: { id: string; minutes: number }; sections: readonly string[] },
  report: ReadOffline,
  at: Date,
): Promise<number> {
  const { lessonId, version, sections } = lesson;
  const where = { personId_lessonId: { personId, lessonId } };
  const study = await tx.lessonStudy.upsert({
    where,
    create: { personId, lessonId, versionId: version.id, startedAt: at },
    update: {},
  });
  const { _max } = await tx.lessonStudy.aggregate({ where: { personId }, _max: { lastBeatAt: true } });
  const last = _max.lastBeatAt?.getTime() ?? 0;
  const gaps = await tx.studyGap.findMany({ where: { personId } });
  const free = gaps.map(({ startsAt, endsAt }): Span => ({ from: startsAt.getTime(), to: endsAt.getTime() }));
  if (at.getTime() > last) free.push({ from: last, to: at.getTime() });
  const { key, since, toldMs } = report;
  const given = creditOffline({
    at: at.getTime(),
    reports: [{ key, lesson: lessonId, since, toldMs }],
    free,
    leftMs: { [lessonId]: version.minutes * 60_000 - study.studiedMs },
  });
  const ms = given.credited[key] ?? 0;
  const worth = given.free.filter(({ from, to }) => to - from >= shortestGapMs);
  await tx.studyGap.deleteMany({ where: { personId } });
  await tx.studyGap.createMany({ data: worth.map((gap) => gapRow(personId, gap)) });
  await tx.lessonStudy.update({
    where,
    data: {
      studiedMs: study.studiedMs + ms,
      offlineMs: study.offlineMs + ms,
      // A contact as any other: the next beat counts from here, and what lies before is among the gaps.
      lastBeatAt: new Date(Math.max(last, at.getTime())),
      sectionsRead: sections.filter((id) => study.sectionsRead.includes(id) || report.read.includes(id)),
      ...(sections.includes(report.section) && { section: report.section }),
    },
  });
  return ms;
}

/** What came of a report that was told before; null for a new one. */
export async function toldBefore(tx: Tx, personId: string, key: string): Promise<OfflineReceipt | null> {
  const row = await tx.offlineStudy.findUnique({ where: { personId_key: { personId, key } } });
  if (!row) return null;
  const { toldMs, creditedMs } = row;
  return { outcome: row.outcome as OfflineReceipt["outcome"], toldMs, creditedMs };
}

export async function keepReceipt(
  tx: Tx,
  told: { personId: string; key: string; lessonId: string; kind: string; receivedAt: Date } & OfflineReceipt,
): Promise<void> {
  await tx.offlineStudy.create({ data: told });
}
