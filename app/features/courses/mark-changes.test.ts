import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escaped } from "~/lib/html";
import { markChanges } from "./mark-changes";

const block = (html: string, index: number) => ({ line: index + 1, quote: "", html });
const marked = (old: string[], fresh: string[]) =>
  markChanges(old.map(block), fresh.map(block)).map(({ kind, html }) => `${kind}: ${html}`);

describe("two texts laid over each other", () => {
  it.each([
    ["the same are left alone", ["<p>甲</p>"], ["<p>甲</p>"], ["same: <p>甲</p>"]],
    [
      "also on another line",
      ['<p data-line="3">甲</p>'],
      ['<p data-line="5">甲</p>'],
      ['same: <p data-line="5">甲</p>'],
    ],
    [
      "a changed sentence is marked by characters",
      ["<p>当天必须报告街道。</p>"],
      ["<p>当天马上报告社区。</p>"],
      ["changed: <p>当天<del>必须</del><ins>马上</ins>报告<del>街道</del><ins>社区</ins>。</p>"],
    ],
    [
      "inside of its elements",
      ["<p>先问<b>一句</b>再走。</p>"],
      ["<p>先问<b>两句</b>再走。</p>"],
      ["changed: <p>先问<b><del>一</del><ins>两</ins>句</b>再走。</p>"],
    ],
    [
      "what came stands where it is, and what went where it was",
      ["<ul><li>门口要看</li><li>楼道要看</li></ul>"],
      ["<ul><li>门口要看好</li><li>楼道看</li></ul>"],
      ["changed: <ul><li>门口要看<ins>好</ins></li><li>楼道<del>要</del>看</li></ul>"],
    ],
    [
      "a new block",
      ["<p>甲乙丙</p>"],
      ["<p>甲乙丙</p>", "<p>丁</p>"],
      ["same: <p>甲乙丙</p>", "added: <p>丁</p>"],
    ],
    [
      "a block that has gone has no id twice",
      ['<h2 id="section-1">丁</h2>', "<p>甲乙丙</p>"],
      ["<p>甲乙丙</p>"],
      ["removed: <h2>丁</h2>", "same: <p>甲乙丙</p>"],
    ],
    ["other marks on the same words", ["<p>甲</p>"], ["<p><b>甲</b></p>"], ["look: <p><b>甲</b></p>"]],
    ["everything from nothing", [], ["<p>甲</p>"], ["added: <p>甲</p>"]],
    [
      "signs stay signs",
      ["<p>年龄&lt;18岁的孩子</p>"],
      ["<p>年龄&lt;16岁的孩子&amp;家长</p>"],
      ["changed: <p>年龄&lt;1<del>8</del><ins>6</ins>岁的孩子<ins>&amp;家长</ins></p>"],
    ],
  ])("%s", (_, old, fresh, wanted) => {
    expect(marked(old, fresh)).toEqual(wanted);
  });

  it("without what is marked as gone it is the new text, whatever the texts", () => {
    const text = fc.string({
      unit: fc.constantFrom("甲", "乙", "丙", "丁", "𠮷", "<", "&", " "),
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), fc.array(text, { maxLength: 4 }), (old, fresh) => {
        const list = (items: string[]) => [
          {
            line: 1,
            quote: "",
            html: `<ul>${items.map((item) => `<li>甲乙${escaped(item)}</li>`).join("\n")}</ul>`,
          },
        ];
        const blocks = markChanges(list(old), list(fresh)).filter(({ kind }) => kind !== "removed");
        const html = blocks.map((each) => each.html).join("");
        expect(html.replace(/<del>[^<]*<\/del>|<\/?ins>/g, "")).toBe(list(fresh)[0]?.html);
      }),
    );
  });
});
