import type { Tx } from "~/platform/store.server";
import {
  reviewRefusal,
  writeRefusal,
  type ReviewRefusal,
  type Verdict,
  type VersionState,
  type WriteRefusal,
} from "./rules/review";

/** The lesson of a version that belongs to one of these institutions; null when they have none such. */
export async function reviewedLesson(
  tx: Pick<Tx, "lessonVersion">,
  versionId: string,
  partners: readonly string[],
): Promise<string | null> {
  const version = await tx.lessonVersion.findFirst({
    where: { id: versionId, lesson: { course: { partnerId: { in: [...partners] } } } },
    select: { lessonId: true },
  });
  return version?.lessonId ?? null;
}

/** Approves (and so publishes) a version, or asks for changes. `revision` names the text that the reviewer has read. */
export async function decideReview(
  tx: Tx,
  asked: {
    versionId: string;
    revision: number;
    reviewerId: string;
    verdict: Verdict;
    note: string;
    at: Date;
  },
): Promise<{ refusal: ReviewRefusal | null; number: number }> {
  const { versionId, revision, reviewerId, verdict, note, at } = asked;
  const version = await tx.lessonVersion.findUniqueOrThrow({ where: { id: versionId } });
  const { lessonId, number } = version;
  // Somebody's text is also the one that a colleague has gone on with.
  const saves = await tx.lessonSave.count({ where: { versionId, authorId: reviewerId } });
  const refusal = reviewRefusal({
    ...{ state: version.state as VersionState, verdict, note },
    own: version.authorId === reviewerId || saves > 0,
    changed: version.revision !== revision,
    openComments: await tx.reviewComment.count({ where: { version: { lessonId }, resolvedAt: null } }),
  });
  if (refusal) return { refusal, number };
  await tx.reviewDecision.create({ data: { versionId, reviewerId, verdict, note, decidedAt: at } });
  if (verdict === "ask") {
    await tx.lessonVersion.update({ where: { id: versionId }, data: { state: "changes-asked" } });
  } else {
    await tx.lessonVersion.update({
      where: { id: versionId },
      data: { state: "published", publishedAt: at },
    });
    await tx.lesson.update({ where: { id: lessonId }, data: { publishedVersionId: versionId } });
  }
  return { refusal: null, number };
}

/** Takes a version back from review: it is a draft again. */
export async function withdrawVersion(
  tx: Tx,
  versionId: string,
): Promise<{ refusal: WriteRefusal | null; number: number }> {
  const { state, number } = await tx.lessonVersion.findUniqueOrThrow({ where: { id: versionId } });
  const refusal = writeRefusal(state as VersionState, "withdraw");
  if (!refusal) {
    await tx.lessonVersion.update({ where: { id: versionId }, data: { state: "draft", submittedAt: null } });
  }
  return { refusal, number };
}
