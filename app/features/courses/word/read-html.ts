/** A node of HTML: a text, or an element with children. */
export type HtmlNode = string | HtmlElement;
export interface HtmlElement {
  tag: string;
  attributes: Record<string, string>;
  children: HtmlNode[];
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"' };
const plain = (text: string) =>
  text.replace(/&(amp|lt|gt|quot);/g, (_, name: string) => entities[name] ?? "");

/**
 * Reads HTML as the reader of Word files writes it: every element closed, attributes in double quotes, four entities.
 * Not for HTML of anybody else.
 */
export function readHtml(html: string): HtmlNode[] {
  const root: HtmlElement = { tag: "", attributes: {}, children: [] };
  const stack = [root];
  for (const [found, close, tag = "", inside = "", self] of html.matchAll(
    /<(\/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"]*")*) ?(\/?)>|[^<]+/g,
  )) {
    const top = stack[stack.length - 1] ?? root;
    if (!tag) top.children.push(plain(found));
    else if (close) stack.length = Math.max(1, stack.length - 1);
    else {
      const attributes: Record<string, string> = {};
      for (const [, name = "", value = ""] of inside.matchAll(/ ([a-z-]+)="([^"]*)"/g))
        attributes[name] = plain(value);
      const element = { tag, attributes, children: [] };
      top.children.push(element);
      if (!self) stack.push(element);
    }
  }
  return root.children;
}

export function textOf(nodes: readonly HtmlNode[]): string {
  return nodes.map((node) => (typeof node === "string" ? node : textOf(node.children))).join("");
}
