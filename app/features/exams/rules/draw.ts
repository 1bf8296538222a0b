import { apportionByChance } from "~/lib/apportion";
import { seededRandom, shuffled } from "~/lib/random";

/** Drawing a paper: parts in their order, topics by weight, items and options by the seed. */
export const version = "exams.draw@1";

export interface Blueprint {
  parts: readonly { kind: "single" | "multiple"; count: number }[];
  topics: readonly { id: string; weight: number }[];
}

export interface Candidate {
  id: string;
  kind: "single" | "multiple";
  topic: string;
  options: readonly string[];
}

export interface DrawnItem {
  id: string;
  kind: "single" | "multiple";
  /** Option keys in the order in which they are shown. */
  order: string[];
}

/**
 * The items of a paper, or `"too-few"` when the pool cannot fill a part. A topic that lacks items gives its places to
 * the others.
 */
export function drawPaper(
  blueprint: Blueprint,
  pool: readonly Candidate[],
  seed: string,
): DrawnItem[] | "too-few" {
  const random = seededRandom(seed);
  const paper: DrawnItem[] = [];
  for (const part of blueprint.parts) {
    const weights = blueprint.topics.map((topic) => topic.weight);
    const shares = apportionByChance(part.count, weights, random);
    const left = shuffled(
      pool.filter((item) => item.kind === part.kind),
      random,
    );
    const chosen: Candidate[] = [];
    blueprint.topics.forEach((topic, index) => {
      for (let wanted = shares[index] ?? 0; wanted > 0; wanted--) {
        const at = left.findIndex((item) => item.topic === topic.id);
        if (at < 0) break;
        chosen.push(...left.splice(at, 1));
      }
    });
    chosen.push(...left.splice(0, part.count - chosen.length));
    if (chosen.length < part.count) return "too-few";
    for (const item of shuffled(chosen, random)) {
      paper.push({ id: item.id, kind: item.kind, order: shuffled(item.options, random) });
    }
  }
  return paper;
}
