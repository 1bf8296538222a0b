/**
 * Scoring of objective papers as the national exam does it (published scoring notes: wangxiao.cn, 233.com). Half
 * marks throughout: 3 stands for 1.5 marks. Single: right or nothing. Multiple: the exact set earns all; any wrong
 * option earns nothing; a proper non-empty part of the right ones earns a fixed amount for each option chosen.
 */
export const version = "exams.score@1";

export interface Scheme {
  id: string;
  /** Half marks for a right single choice. */
  single: number;
  /** Half marks for the exact set of a multiple choice. */
  exact: number;
  /** Half marks for each right option of an incomplete set. */
  partial: number;
  passPercent: number;
}

export interface Item {
  kind: "single" | "multiple";
  answer: readonly string[];
  chosen: readonly string[];
}

/** Half marks of one item. */
export function scoreItem(item: Item, scheme: Scheme): number {
  const chosen = new Set(item.chosen);
  if (chosen.size === 0) return 0;
  const right = new Set(item.answer);
  for (const option of chosen) if (!right.has(option)) return 0;
  if (item.kind === "single") return chosen.size === 1 ? scheme.single : 0;
  return chosen.size === right.size ? scheme.exact : chosen.size * scheme.partial;
}

export interface Score {
  items: number[];
  halfMarks: number;
  maxHalfMarks: number;
  passed: boolean;
}

/** The score of a whole paper; passed from `passPercent` of the full marks up. */
export function scorePaper(items: readonly Item[], scheme: Scheme): Score {
  const each = items.map((item) => scoreItem(item, scheme));
  const halfMarks = each.reduce((a, b) => a + b, 0);
  const maxHalfMarks = items.reduce(
    (sum, { kind }) => sum + (kind === "single" ? scheme.single : scheme.exact),
    0,
  );
  return {
    items: each,
    halfMarks,
    maxHalfMarks,
    passed: halfMarks * 100 >= maxHalfMarks * scheme.passPercent,
  };
}

/** "18.5" from 37 half marks. */
export function marksText(halfMarks: number): string {
  return `${Math.trunc(halfMarks / 2)}${halfMarks % 2 === 0 ? "" : ".5"}`;
}
