import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { keepEveryMs, planSave, type SaveKind, type Saving } from "./draft";

const basis = { versionId: "v", revision: 3 };
const saving = (over: Partial<Saving> = {}, current: Partial<Saving["current"]> = {}): Saving => ({
  current: { ...basis, state: "draft", source: "旧", authorId: "a", kept: true, ...current },
  basis,
  source: "新",
  authorId: "a",
  kind: "auto",
  ownKeptAt: 0,
  at: 60_000,
  ...over,
});
const writes = { do: "write", opens: false, keepBefore: false, keepAside: false, keepAfter: false };

describe("planning a save", () => {
  test.each<[string, Saving, object]>([
    ["an autosave soon after another is written and not kept", saving(), writes],
    ["one after five minutes is kept", saving({ at: keepEveryMs }), { ...writes, keepAfter: true }],
    ["an author's first is kept", saving({ ownKeptAt: null }), { ...writes, keepAfter: true }],
    ["a save by hand is kept", saving({ kind: "hand" }), { ...writes, keepAfter: true }],
    [
      "somebody else's text is kept before it is replaced",
      saving({ authorId: "b" }, { kept: false }),
      { ...writes, keepBefore: true },
    ],
    [
      "so is one's own when another text is chosen over it",
      saving({ kind: "choice" }, { kept: false }),
      { ...writes, keepBefore: true, keepAfter: true },
    ],
    [
      "the text that lost a choice is kept",
      saving({ kind: "choice", aside: "输" }),
      { ...writes, keepAside: true, keepAfter: true },
    ],
    [
      "also when the text that is there was chosen",
      saving({ kind: "choice", source: "旧", aside: "输" }),
      { ...writes, keepAside: true, keepAfter: true },
    ],
    [
      "a published text is followed by the next version",
      saving({ kind: "hand" }, { state: "published", kept: false }),
      { ...writes, opens: true, keepAfter: true },
    ],
    ["the same text is no change", saving({ source: "旧" }), { do: "nothing", keep: false }],
    [
      "the same by hand is kept when only autosaves had it",
      saving({ source: "旧", kind: "hand" }, { kept: false }),
      { do: "nothing", keep: true },
    ],
    [
      "the same is no conflict either",
      saving({ source: "旧", basis: { versionId: "v", revision: 2 } }),
      { do: "nothing", keep: false },
    ],
    [
      "an older basis is a conflict",
      saving({ basis: { versionId: "v", revision: 2 } }),
      { do: "refuse", refusal: "conflict" },
    ],
    [
      "so is the basis of another version",
      saving({ basis: { versionId: "u", revision: 3 } }),
      { do: "refuse", refusal: "conflict" },
    ],
    [
      "what is in review is not written on",
      saving({}, { state: "in-review" }),
      { do: "refuse", refusal: "in-review" },
    ],
  ])("%s", (_, asked, plan) => {
    expect(planSave(asked)).toEqual(plan);
  });

  test("whatever two authors do, history has every text that somebody else replaced", () => {
    const acts = fc.array(
      fc.record({
        authorId: fc.constantFrom("a", "b"),
        kind: fc.constantFrom<SaveKind>("auto", "hand"),
        behind: fc.boolean(),
        afterMs: fc.integer({ min: 0, max: keepEveryMs }),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(acts, (given) => {
        const history = new Set<string>();
        const keptAt = new Map<string, number>();
        const automatic: { authorId: string; at: number }[] = [];
        let current = { ...basis, state: "draft" as const, source: "0", authorId: "a", kept: false };
        let at = 0;
        given.forEach(({ authorId, kind, behind, afterMs }, index) => {
          at += afterMs;
          const source = String(index + 1);
          const on = { ...basis, revision: current.revision - (behind ? 1 : 0) };
          const ownKeptAt = keptAt.get(authorId) ?? null;
          const plan = planSave({ current, basis: on, source, authorId, kind, ownKeptAt, at });
          if (plan.do !== "write") return;
          if (plan.keepBefore) history.add(current.source);
          if (current.authorId !== authorId) expect(history).toContain(current.source);
          if (plan.keepAfter) {
            history.add(source);
            keptAt.set(authorId, at);
            if (kind === "auto") automatic.push({ authorId, at });
          }
          current = { ...current, revision: current.revision + 1, source, authorId, kept: plan.keepAfter };
        });
        for (const author of ["a", "b"]) {
          const times = automatic.filter((each) => each.authorId === author).map((each) => each.at);
          times
            .slice(1)
            .forEach((time, i) => expect(time - (times[i] ?? 0)).toBeGreaterThanOrEqual(keepEveryMs));
        }
      }),
    );
  });
});
