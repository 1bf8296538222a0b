import { describe, expect, it } from "vitest";
import { reviewRefusal, writeRefusal, type Review, type VersionState, type WriteAct } from "./review";

describe("writing", () => {
  it.each([
    ["a draft can be saved", "draft", "save", null],
    ["and sent", "draft", "submit", null],
    ["and not taken back, since nobody has it", "draft", "withdraw", "not-in-review"],
    ["what is in review is not changed under the reviewer", "in-review", "save", "in-review"],
    ["nor sent twice", "in-review", "submit", "in-review"],
    ["and can be taken back", "in-review", "withdraw", null],
    ["after a request for changes it goes on", "changes-asked", "save", null],
    ["and is sent again", "changes-asked", "submit", null],
    ["and is with its author already", "changes-asked", "withdraw", "not-in-review"],
    ["a published version is never changed", "published", "save", "published"],
    ["nor sent", "published", "submit", "published"],
    ["nor taken back", "published", "withdraw", "published"],
  ] as [string, VersionState, WriteAct, string | null][])("%s", (_, state, act, refusal) => {
    expect(writeRefusal(state, act)).toBe(refusal);
  });
});

describe("deciding", () => {
  const waiting: Review = {
    ...{ state: "in-review", verdict: "approve", own: false, changed: false },
    ...{ note: "", openComments: 0 },
  };
  it.each([
    ["the partner's reviewer approves", {}, null],
    ["also with comments left", { openComments: 2 }, null],
    ["a published version is not approved again", { state: "published" }, "published"],
    ["a draft cannot be approved", { state: "draft" }, "not-in-review"],
    ["nor what was sent back", { state: "changes-asked" }, "not-in-review"],
    ["nobody approves the own text", { own: true }, "own-text"],
    ["nor sends it back", { own: true, verdict: "ask", note: "补" }, "own-text"],
    ["nobody approves what they have not read", { changed: true }, "changed"],
    ["nor sends it back", { changed: true, verdict: "ask", note: "补" }, "changed"],
    ["asking for changes says which", { verdict: "ask", note: " " }, "note-missing"],
    ["and is possible with a note", { verdict: "ask", note: "补一句后果" }, null],
    ["or with a comment on a passage", { verdict: "ask", openComments: 1 }, null],
  ] as [string, Partial<Review>, string | null][])("%s", (_, change, refusal) => {
    expect(reviewRefusal({ ...waiting, ...change })).toBe(refusal);
  });
});
