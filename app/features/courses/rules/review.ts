/** The life of a lesson version: draft → in-review → changes-asked (and on with the same text) or published. */
export const version = "courses.review@1";

export type VersionState = "draft" | "in-review" | "changes-asked" | "published";
export type ReviewAct = "save" | "submit" | "approve" | "ask";
export type ReviewRefusal = "published" | "in-review" | "not-in-review" | "own-text" | "note-missing";

export interface Review {
  state: VersionState;
  act: ReviewAct;
  /** Whether the person who acts wrote the version. */
  own: boolean;
  note: string;
}

/** Why an act on a version is not possible; null when it is. */
export function reviewRefusal({ state, act, own, note }: Review): ReviewRefusal | null {
  if (state === "published") return "published";
  if (act === "save" || act === "submit") return state === "in-review" ? "in-review" : null;
  if (state !== "in-review") return "not-in-review";
  if (own) return "own-text";
  return act === "ask" && note.trim() === "" ? "note-missing" : null;
}
