/**
 * A learner who moves to a newer version of a lesson keeps the minutes studied, and each check that was passed and is
 * still the same: same id, kind, question, options and key. What was changed has to be answered again.
 */
export const version = "courses.carry-over@1";

export interface CheckText {
  id: string;
  type: string;
  /** The question as it is shown. */
  stem: string;
  options: readonly { key: string; html: string }[];
  /** What counts as right. */
  correct: readonly string[];
}

/** The ids of the checks that are the same in both versions. */
export function sameChecks(before: readonly CheckText[], after: readonly CheckText[]): string[] {
  const old = new Map(before.map((check) => [check.id, written(check)]));
  return after.filter((check) => old.get(check.id) === written(check)).map(({ id }) => id);
}

/** Options count in the order in which they stand: their letters are shown. */
function written({ type, stem, options, correct }: CheckText): string {
  return JSON.stringify([type, stem, options.map(({ key, html }) => [key, html]), correct]);
}
