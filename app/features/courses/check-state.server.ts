import type { CheckKey } from "~/platform/mdx/lesson-body";

export interface CheckState {
  /** Keys of options, or what was typed. */
  chosen: string[];
  right: boolean;
  passed: boolean;
  /** What is said about each chosen option, and about every option once the check was passed. */
  feedback: { key: string; right: boolean; why: string }[];
  /** The keys in their right order, once an ordering check was passed. */
  order?: string[];
}

/** What somebody may know of a check after an answer. */
export function checkState(
  key: CheckKey,
  answer: { chosen: string[]; right: boolean; passed: boolean },
): CheckState {
  const order = key.type === "ordering" && answer.passed ? key.correct : undefined;
  return { ...answer, feedback: feedback(key, answer), order };
}

function feedback(
  key: CheckKey,
  { chosen, right, passed }: Omit<CheckState, "feedback" | "order">,
): CheckState["feedback"] {
  if (key.type === "fill") {
    const why = key.why[right ? "right" : "wrong"];
    return why ? [{ key: "", right, why }] : [];
  }
  // Of an order nothing is told before it is right: each word about an option would tell its place.
  if (key.type === "ordering" && !passed) return [];
  const options = key.type === "ordering" ? key.correct : Object.keys(key.why).sort();
  return options
    .filter((option) => passed || chosen.includes(option))
    .map((option) => ({ key: option, right: key.correct.includes(option), why: key.why[option] ?? "" }));
}
