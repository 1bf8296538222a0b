import fc from "fast-check";
import { expect, test } from "vitest";
import { escaped, html, trusted } from "./html";

test("text is escaped, markup and lists of it are not, nothing shows nothing", () => {
  const rows = ["<b>", 'a "quote"'].map((text) => html`<li title="${text}">${text}</li>`);
  const shown = html`<ul>${rows}${false}${null}${undefined}${trusted("<hr>")}${0}</ul>`;
  expect(shown.markup).toBe(
    '<ul><li title="&lt;b&gt;">&lt;b&gt;</li><li title="a &quot;quote&quot;">a &quot;quote&quot;</li><hr>0</ul>',
  );
});

test("no text opens a tag or ends an attribute", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(escaped(text)).not.toMatch(/[<>"']/);
      expect(html`${text}`.markup).toBe(escaped(text));
    }),
  );
});
