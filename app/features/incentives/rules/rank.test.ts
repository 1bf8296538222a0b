import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { around, rank } from "./rank";

const list = [
  { id: "a", points: 10 },
  { id: "b", points: 30 },
  { id: "c", points: 20 },
  { id: "d", points: 20 },
  { id: "e", points: 10 },
];

describe("rank", () => {
  it("lets ties share a place and leaves the next one out", () => {
    expect(rank(list).map(({ id, rank: place }) => [id, place])).toEqual([
      ["b", 1],
      ["c", 2],
      ["d", 2],
      ["a", 4],
      ["e", 4],
    ]);
  });

  it("gives everybody the number of people with more points, plus one", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.record({ id: fc.string(), points: fc.integer() }), { selector: (p) => p.id }),
        (people) => {
          for (const place of rank(people)) {
            expect(place.rank).toBe(people.filter((other) => other.points > place.points).length + 1);
          }
        },
      ),
    );
  });
});

describe("around", () => {
  it.each([
    ["in the middle", "d", 1, ["c", "d", "a"]],
    ["at the top", "b", 1, ["b", "c"]],
    ["at the end", "e", 1, ["a", "e"]],
    ["without a place", "z", 2, []],
  ])("%s", (_, id, reach, ids) => {
    expect(around(rank(list), id, reach).map((place) => place.id)).toEqual(ids);
  });
});
