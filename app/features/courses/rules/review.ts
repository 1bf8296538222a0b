/**
 * The life of a lesson version: draft → in-review → changes-asked (and on with the same text) or published. What is
 * approved is published: whether learners find it is the state of its course.
 */
export const version = "courses.review@2";

export type VersionState = "draft" | "in-review" | "changes-asked" | "published";
export type WriteAct = "save" | "submit" | "withdraw";
export type WriteRefusal = "published" | "in-review" | "not-in-review";
export type Verdict = "approve" | "ask";
export type ReviewRefusal = "published" | "not-in-review" | "own-text" | "changed" | "note-missing";

/** Why somebody who writes the course cannot do this to a version; null when they can. */
export function writeRefusal(state: VersionState, act: WriteAct): WriteRefusal | null {
  if (state === "published") return "published";
  if (act === "withdraw") return state === "in-review" ? null : "not-in-review";
  return state === "in-review" ? "in-review" : null;
}

export interface Review {
  state: VersionState;
  verdict: Verdict;
  /** Whether the person who decides wrote any of the version. */
  own: boolean;
  /** Whether the text is another one than the person has read. */
  changed: boolean;
  note: string;
  /** Comments on the text that nobody has settled: they are a reason to ask for changes. */
  openComments: number;
}

/** Why a version cannot be approved or sent back; null when it can. */
export function reviewRefusal(review: Review): ReviewRefusal | null {
  const { state, verdict, own, changed, note, openComments } = review;
  if (state === "published") return "published";
  if (state !== "in-review") return "not-in-review";
  if (own) return "own-text";
  if (changed) return "changed";
  return verdict === "ask" && note.trim() === "" && openComments === 0 ? "note-missing" : null;
}

/** The longest comment, and the longest note of a decision, in characters. */
export const longestComment = 1000;

export type CommentRefusal = "empty" | "long" | "changed";

/** Why a comment cannot be taken as it was written; null when it can. */
export function commentRefusal(text: string): Exclude<CommentRefusal, "changed"> | null {
  if (text.trim() === "") return "empty";
  return text.length > longestComment ? "long" : null;
}

/** Who may settle a comment, and open it again: the author of the text, whoever reviews it, and who wrote the comment. */
export function canSettle(person: { wroteText: boolean; reviews: boolean; wroteComment: boolean }): boolean {
  return person.wroteText || person.reviews || person.wroteComment;
}
