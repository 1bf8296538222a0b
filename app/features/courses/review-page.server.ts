import { civilDate, type Language } from "~/lib/dates";
import { now } from "~/platform/clock.server";
import { db } from "~/platform/store.server";
import { lessonComments, type Comment } from "./review-comments.server";
import { reviewText } from "./review-text.server";
import { lawConcern, type LawConcern } from "./rules/law-age";
import { placeComment, type CommentPlace } from "./rules/place-comment";
import type { Desk } from "./workshop.server";

export interface PlacedComment extends Comment {
  place: CommentPlace;
}

/** What a reviewer reads: the text in blocks, what was said about it, and what speaks for or against it. */
export async function reviewPage(desk: Desk, personId: string, language: Language, requestId: string) {
  const { version, lessonId, course } = desk;
  const text = await reviewText(version.source, course.slug, language, requestId);
  const blocks = text.blocks ?? [];
  const today = civilDate(now());
  const comments = (await lessonComments(lessonId)).map((comment): PlacedComment => ({
    ...comment,
    place: placeComment(comment, blocks),
  }));
  const sent = await db().lessonVersion.findUniqueOrThrow({ where: { id: version.id } });
  return {
    text,
    comments,
    open: comments.filter(({ settled }) => !settled).length,
    laws: text.laws.flatMap((law): { ref: string; concern: LawConcern; on: string }[] => {
      const concern = lawConcern(law, today);
      if (!concern) return [];
      return [{ ref: law.ref, concern, on: (concern !== "stale" && law.validUntil) || law.checkedOn }];
    }),
    /** Whether this person wrote any of the version: then somebody else decides. */
    own:
      version.authorId === personId ||
      (await db().lessonSave.count({ where: { versionId: version.id, authorId: personId } })) > 0,
    /** When it was sent, if it is in review. */
    sentAt: sent.submittedAt,
    /** Who learns it now, and is offered what is published. */
    learners: await db().lessonStudy.count({ where: { lessonId, completedAt: null } }),
    /** The text that was read when changes were asked for last. */
    reviewed: await lastReviewed(version.id, version.number),
  };
}

/** The key of the text that stood in review when changes to this version were asked for last; null when never. */
async function lastReviewed(versionId: string, number: number): Promise<string | null> {
  const asked = await db().reviewDecision.findFirst({
    where: { versionId, verdict: "ask" },
    orderBy: { decidedAt: "desc" },
  });
  if (!asked) return null;
  // Sending a text keeps it, and nobody could change it until it was decided on.
  const { _max } = await db().lessonSave.aggregate({
    where: { versionId, savedAt: { lte: asked.decidedAt } },
    _max: { revision: true },
  });
  return _max.revision === null ? null : `${number}.${_max.revision}`;
}

/** How the block in a line of a text begins; null when it has none there. */
export async function quoteAt(
  desk: Desk,
  line: number,
  language: Language,
  requestId: string,
): Promise<string | null> {
  const { blocks } = await reviewText(desk.version.source, desk.course.slug, language, requestId);
  return blocks?.find((block) => block.line === line)?.quote ?? null;
}

export type ReviewPageData = Awaited<ReturnType<typeof reviewPage>>;
