import {
  creditReading,
  keepReceipt,
  toldBefore,
  type ReadOffline,
} from "~/features/courses/offline-study.server";
import { sameChecks } from "~/features/courses/rules/carry-over";
import { longestNote } from "~/features/courses/rules/discussion";
import { version as rule } from "~/features/courses/rules/offline";
import {
  joinNotes,
  type OfflineOutcome,
  type OfflineReceipt,
} from "~/features/courses/rules/offline-outcome";
import {
  answerCheck,
  checkTexts,
  publishedText,
  type StudiedLesson,
  type VersionText,
} from "~/features/courses/study.server";
import { keepNote, noteOf } from "~/features/courses/talk.server";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import type { Tx } from "~/platform/store.server";
import { finishStudied } from "./finish-lesson.server";
import { inStudiedLesson } from "./in-studied-lesson.server";

/** What was done in a lesson without a network. `chosen` as `chosenIn` gives it. */
export type DoneOffline =
  | ({ kind: "minutes" } & Omit<ReadOffline, "key" | "since">)
  | { kind: "check"; check: string; chosen: readonly string[] | null }
  | { kind: "note"; place: string; text: string }
  | { kind: "finish" };

interface Asked {
  personId: string;
  course: string;
  lesson: string;
  requestId: string;
  key: string;
  /** The version that was read, and the last contact before it in epoch milliseconds. */
  version: string;
  since: number;
  done: DoneOffline;
}

/**
 * Takes what was read, answered or written without a network, once for each key: the same report again gets the same
 * receipt. Whoever began without a network studies the version that was read. Null when the lesson is no longer theirs.
 */
export async function reportOffline(asked: Asked): Promise<OfflineReceipt | null> {
  const { personId, key, done } = asked;
  const read = await publishedText(asked.course, asked.lesson, asked.version);
  return inStudiedLesson({ ...asked, begun: read?.id }, async (tx, found) => {
    const before = await toldBefore(tx, personId, key);
    if (before) return before;
    const receipt = await take(tx, found, read, asked);
    const { lessonId } = found;
    await keepReceipt(tx, { personId, key, lessonId, kind: done.kind, receivedAt: now(), ...receipt });
    return receipt;
  });
}

async function take(
  tx: Tx,
  found: StudiedLesson,
  read: VersionText | null,
  asked: Asked,
): Promise<OfflineReceipt> {
  const { done } = asked;
  if (done.kind === "minutes") {
    const { toldMs } = done;
    return { outcome: "credited", toldMs, creditedMs: await credit(tx, found, asked, { ...asked, ...done }) };
  }
  return { outcome: await settle(tx, found, read, { ...asked, done }), toldMs: 0, creditedMs: 0 };
}

async function credit(tx: Tx, found: StudiedLesson, asked: Asked, report: ReadOffline): Promise<number> {
  const { personId, requestId } = asked;
  const creditedMs = await creditReading(tx, personId, found, report, now());
  await audit(tx, {
    actorId: personId,
    action: "lesson.credit-offline",
    subject: `lesson:${found.lessonId}`,
    detail: { rule, version: found.version.number, toldMs: report.toldMs, creditedMs },
    requestId,
  });
  return creditedMs;
}

async function settle(
  tx: Tx,
  found: StudiedLesson,
  read: VersionText | null,
  asked: Asked & { done: Exclude<DoneOffline, { kind: "minutes" }> },
): Promise<OfflineOutcome> {
  const { personId, requestId, done, since } = asked;
  switch (done.kind) {
    case "check":
      return grade(tx, found, read, { personId, requestId, ...done });
    case "note": {
      const { place, text } = done;
      if (!found.body.blocks.some((block) => block.kind === "reflection" && block.id === place))
        return "gone";
      const note = { personId, lessonId: found.lessonId, place };
      const there = await noteOf(tx, note);
      const newer = there !== null && there.writtenAt.getTime() > since && there.text !== text;
      const kept = newer ? joinNotes(there.text, text) : text;
      if ([...kept].length > longestNote) return "long";
      await keepNote(tx, { ...note, text: kept, at: now() });
      return newer ? "joined" : "kept";
    }
    case "finish": {
      const { refusal, course } = await finishStudied(tx, found, { personId, requestId });
      return refusal ?? (course ? "completed" : "finished");
    }
  }
}

/** Grades an answer, if the check is still the one that was answered. It is no beat: its time is told by itself. */
async function grade(
  tx: Tx,
  found: StudiedLesson,
  read: VersionText | null,
  asked: { personId: string; requestId: string; check: string; chosen: readonly string[] | null },
): Promise<OfflineOutcome> {
  const { personId, requestId, check, chosen } = asked;
  if (!read || !sameChecks(checkTexts(read), checkTexts(found)).includes(check)) return "changed";
  if (!chosen?.length) return "unanswered";
  const graded = await answerCheck(tx, personId, found, { check, chosen, at: now() });
  if (!graded) return "changed";
  if (graded.firstPass) {
    const detail = { check, version: found.version.number };
    const subject = `lesson:${found.lessonId}`;
    await audit(tx, { actorId: personId, action: "check.pass", subject, detail, requestId });
  }
  return graded.right ? "right" : "wrong";
}
