/**
 * Saving answers so that repeats and reorderings change nothing: of two answers to an item, the one with the larger
 * sequence number stands.
 */
export const version = "exams.save@1";

/** An answer may arrive this long after the deadline when it was given before it. */
export const graceMs = 30_000;

export type SaveRefusal = "submitted" | "too-late";

/** Why an attempt takes no more answers; null when it does. Epoch milliseconds. */
export function saveRefusal(
  attempt: { submittedAt: number | null; deadlineAt: number },
  now: number,
): SaveRefusal | null {
  if (attempt.submittedAt !== null) return "submitted";
  return now > attempt.deadlineAt + graceMs ? "too-late" : null;
}

/** The chosen options that exist in the item, each once, in key order; a single choice keeps the first. */
export function cleanChoice(
  kind: "single" | "multiple",
  options: readonly string[],
  chosen: readonly string[],
): string[] {
  const kept = [...new Set(chosen)].filter((key) => options.includes(key)).sort();
  return kind === "single" ? kept.slice(0, 1) : kept;
}
