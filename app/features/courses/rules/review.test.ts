import { expect, it } from "vitest";
import { reviewRefusal, type Review } from "./review";

const waiting: Review = { state: "in-review", act: "approve", own: false, note: "" };

it.each([
  ["a draft can be saved", { state: "draft", act: "save", own: true }, null],
  ["and sent", { state: "draft", act: "submit", own: true }, null],
  ["what is in review is not changed under the reviewer", { act: "save", own: true }, "in-review"],
  ["nor sent twice", { act: "submit", own: true }, "in-review"],
  ["after a request for changes it goes on", { state: "changes-asked", act: "save", own: true }, null],
  ["a published version is never changed", { state: "published", act: "save", own: true }, "published"],
  ["nor approved again", { state: "published" }, "published"],
  ["the partner's reviewer approves", {}, null],
  ["nobody approves the own text", { own: true }, "own-text"],
  ["a draft cannot be approved", { state: "draft" }, "not-in-review"],
  ["asking for changes says which", { act: "ask", note: " " }, "note-missing"],
  ["and is possible with a note", { act: "ask", note: "补一句后果" }, null],
] as [string, Partial<Review>, string | null][])("%s", (_, change, refusal) => {
  expect(reviewRefusal({ ...waiting, ...change })).toBe(refusal);
});
