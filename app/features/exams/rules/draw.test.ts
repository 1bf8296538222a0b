import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawPaper, type Blueprint, type Candidate } from "./draw";

const blueprint: Blueprint = {
  parts: [
    { kind: "single", count: 6 },
    { kind: "multiple", count: 3 },
  ],
  topics: [
    { id: "t1", weight: 2 },
    { id: "t2", weight: 1 },
  ],
};
const pool: Candidate[] = ["single", "multiple"].flatMap((kind) =>
  ["t1", "t2"].flatMap((topic) =>
    Array.from({ length: 8 }, (_, i) => ({
      id: `${kind}-${topic}-${i}`,
      kind: kind as Candidate["kind"],
      topic,
      options: kind === "single" ? ["A", "B", "C", "D"] : ["A", "B", "C", "D", "E"],
    })),
  ),
);

describe("drawPaper", () => {
  it("draws the same paper from the same seed and another from another", () => {
    expect(drawPaper(blueprint, pool, "one")).toEqual(drawPaper(blueprint, pool, "one"));
    expect(drawPaper(blueprint, pool, "one")).not.toEqual(drawPaper(blueprint, pool, "two"));
  });

  it("keeps parts, topic weights and every option, and repeats no item", () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const paper = drawPaper(blueprint, pool, seed);
        if (paper === "too-few") throw new Error("the pool is large enough");
        expect(paper.map((item) => item.kind)).toEqual([
          ...Array(6).fill("single"),
          ...Array(3).fill("multiple"),
        ]);
        expect(new Set(paper.map((item) => item.id)).size).toBe(9);
        expect(paper.filter((item) => item.id.startsWith("single-t1")).length).toBe(4);
        expect(paper.filter((item) => item.id.startsWith("multiple-t1")).length).toBe(2);
        for (const item of paper) {
          expect([...item.order].sort()).toEqual(
            ["A", "B", "C", "D", "E"].slice(0, item.kind === "single" ? 4 : 5),
          );
        }
      }),
    );
  });

  it("lets other topics fill the places of one that lacks items", () => {
    const thin = pool.filter((item) => item.topic === "t1" || item.kind === "single");
    expect(drawPaper(blueprint, thin, "s")).toHaveLength(9);
  });

  it("says when the pool is too small", () => {
    expect(drawPaper(blueprint, pool.slice(0, 3), "s")).toBe("too-few");
  });
});
