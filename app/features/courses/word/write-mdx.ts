import { escapeProse } from "~/platform/mdx/escape-prose";
import { readHtml, textOf, type HtmlElement, type HtmlNode } from "./read-html";

/** What of a Word file does not come along, or comes along as something else. */
export type WordLoss =
  | "colours"
  | "textBoxes"
  | "changes"
  | "comments"
  | "margins"
  | "formulas"
  | "charts"
  | "pictures"
  | "merged"
  | "links"
  | "undescribed"
  | "headings";

export type WordLosses = Partial<Record<WordLoss, number>>;

export interface WordText {
  /** Null when the document has none of its own. */
  title: string | null;
  /** MDX without front matter; pictures stand as `pictureToken(n)` where their file's name will be. */
  body: string;
  losses: WordLosses;
}

/** Stands for the name of the n-th picture; its characters are in no text that people write. */
export const pictureToken = (n: number) => `\uE000${n}\uE001`;

/** Turns the HTML of a Word file into a lesson's text: headings, lists, tables, emphasis, pictures and footnotes. */
export function writeMdx(html: string): WordText {
  return new Writer().write(readHtml(html.replace(/[\uE000\uE001]/g, "")));
}

interface Run {
  text: string;
  strong: boolean;
  emphasis: boolean;
  deleted: boolean;
}
const plainRun = { strong: false, emphasis: false, deleted: false };

const superscript: Record<string, string> = Object.fromEntries(
  [..."0123456789+-"].map((d, i) => [d, [..."⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"][i] ?? d]),
);
const subscript: Record<string, string> = Object.fromEntries(
  [..."0123456789"].map((d, i) => [d, [..."₀₁₂₃₄₅₆₇₈₉"][i] ?? d]),
);

class Writer {
  private readonly losses: WordLosses = {};
  private readonly notes = new Map<string, HtmlElement>();
  private readonly named: string[] = [];

  write(nodes: HtmlNode[]): WordText {
    const blocks = nodes.filter((node): node is HtmlElement => typeof node !== "string");
    for (const block of blocks) this.findNotes(block);
    const content = blocks.filter((block) => !this.isNotes(block) && !isEmpty(block));
    const title = takeTitle(content);
    const levels = content.flatMap(({ tag }) => (/^h[1-6]$/.test(tag) ? [Number(tag[1])] : []));
    const top = Math.min(6, ...levels);
    const body = [...content.flatMap((block) => this.block(block, top)), ...this.footnotes()].join("\n\n");
    return { title, body: body ? `${body}\n` : "", losses: this.losses };
  }

  private count(loss: WordLoss) {
    this.losses[loss] = (this.losses[loss] ?? 0) + 1;
  }

  private findNotes(list: HtmlElement) {
    if (list.tag !== "ol") return;
    for (const item of list.children) {
      const id = typeof item === "string" ? undefined : item.attributes.id;
      if (typeof item !== "string" && id && /^(foot|end)note-/.test(id)) this.notes.set(id, item);
    }
  }

  private isNotes(list: HtmlElement) {
    return (
      list.tag === "ol" &&
      list.children.some((item) => typeof item !== "string" && this.notes.has(item.attributes.id ?? ""))
    );
  }

  private footnotes(): string[] {
    const written: string[] = [];
    // A note may mention another, which is then the next.
    const without = (nodes: readonly HtmlNode[]): HtmlNode[] => {
      const kept: HtmlNode[] = [];
      for (const node of nodes) {
        if (typeof node === "string") kept.push(node);
        // The way back to where the note is mentioned.
        else if (!/^#(foot|end)note-ref-/.test(node.attributes.href ?? ""))
          kept.push({ ...node, children: without(node.children) });
      }
      return kept;
    };
    for (let at = 0; at < this.named.length; at++) {
      const note = this.notes.get(this.named[at] ?? "");
      written.push(`[^${at + 1}]: ${this.flat(without(note?.children ?? [])) || "—"}`);
    }
    return written;
  }

  private block(node: HtmlElement, top: number): string[] {
    const { tag, children } = node;
    if (/^h[1-6]$/.test(tag)) {
      const depth = Number(tag[1]) - top;
      if (depth > 1) this.count("headings");
      const text = this.flat(children, false);
      return text ? [`${depth === 0 ? "##" : "###"} ${text}`] : [];
    }
    if (tag === "ul" || tag === "ol") return [this.list(node)];
    if (tag === "table") return this.table(node, top);
    if (tag === "p" || tag === "img") {
      const text = this.inline(tag === "img" ? [node] : children, "\\\n");
      return text ? [text] : [];
    }
    return children.flatMap((child) => (typeof child === "string" ? [] : this.block(child, top)));
  }

  private list({ tag, children }: HtmlElement): string {
    let number = 0;
    const items = children.filter((child): child is HtmlElement => typeof child !== "string");
    return items
      .map((item) => {
        const mark = tag === "ol" ? `${++number}. ` : "- ";
        const nested = item.children.filter((child) => isList(child)) as HtmlElement[];
        const first = this.flat(item.children.filter((child) => !isList(child)));
        const lines = [first || "—", ...nested.map((each) => this.list(each))].join("\n").split("\n");
        return lines.map((line, at) => (at === 0 ? mark + line : " ".repeat(mark.length) + line)).join("\n");
      })
      .join("\n");
  }

  private table(node: HtmlElement, top: number): string[] {
    const rows = cellsOf(node);
    const [only] = rows[0] ?? [];
    // A table of one cell is a box around a text.
    if (rows.length === 1 && rows[0]?.length === 1 && only) {
      const inside = only.children.flatMap((child) =>
        typeof child === "string" ? [] : this.block(child, top),
      );
      return [
        inside
          .join("\n\n")
          .replace(/^(?=.)/gm, "> ")
          .replace(/^$/gm, ">"),
      ];
    }
    const written = rows.map((row) =>
      row.flatMap((cell) => {
        const { colspan = "1", rowspan = "1" } = cell.attributes;
        if (colspan !== "1" || rowspan !== "1") this.count("merged");
        const text = this.flat(cell.children).replace(/\n/g, " ");
        return [text, ...Array.from({ length: Math.min(50, Number(colspan) || 1) - 1 }, () => "")];
      }),
    );
    const width = Math.max(0, ...written.map((row) => row.length));
    if (width === 0) return [];
    const line = (row: readonly string[]) =>
      `| ${Array.from({ length: width }, (_, at) => row[at] ?? "").join(" | ")} |`;
    const [head = [], ...rest] = written;
    return [[line(head), line(Array.from({ length: width }, () => "---")), ...rest.map(line)].join("\n")];
  }

  /** Everything below these nodes as one line; paragraphs are parted by blanks. */
  private flat(nodes: readonly HtmlNode[], emphasised = true): string {
    const parts: HtmlNode[][] = [[]];
    const part = (each: readonly HtmlNode[]) => {
      for (const node of each) {
        if (typeof node !== "string" && /^(p|ul|ol|li|table|tr|td|th|tbody|thead|h[1-6])$/.test(node.tag)) {
          parts.push([]);
          part(node.children);
          parts.push([]);
        } else parts[parts.length - 1]?.push(node);
      }
    };
    part(nodes);
    const written = parts.map((each) => this.inline(each, " ", emphasised)).filter((text) => text !== "");
    return written.join(" ");
  }

  private inline(nodes: readonly HtmlNode[], lineBreak: string, emphasised = true): string {
    const runs: (Run | { raw: string })[] = [];
    const walk = (node: HtmlNode, style: Omit<Run, "text">) => {
      if (typeof node === "string") {
        runs.push({ text: node, ...style });
        return;
      }
      const inside = (more: Partial<Run> = {}) =>
        node.children.forEach((child) => walk(child, { ...style, ...more }));
      switch (node.tag) {
        case "strong":
          return inside({ strong: emphasised });
        case "em":
          return inside({ emphasis: emphasised });
        case "s":
          return inside({ deleted: true });
        case "br":
          return void runs.push({ raw: lineBreak });
        case "img":
          return void runs.push({ raw: this.picture(node) });
        case "sup":
        case "sub": {
          const link = node.children.find((child) => typeof child !== "string" && child.tag === "a");
          if (link) return walk(link, style);
          const signs = node.tag === "sup" ? superscript : subscript;
          const text = [...textOf(node.children)].map((sign) => signs[sign] ?? sign).join("");
          return void runs.push({ text, ...style });
        }
        case "a":
          return this.link(node, runs, () => inside());
        default:
          return inside();
      }
    };
    for (const node of nodes) walk(node, plainRun);
    return written(runs);
  }

  private link(node: HtmlElement, runs: (Run | { raw: string })[], inside: () => void) {
    const { href = "" } = node.attributes;
    const note = /^#((foot|end)note-.+)$/.exec(href)?.[1];
    if (note && this.notes.has(note)) {
      if (!this.named.includes(note)) this.named.push(note);
      runs.push({ raw: `[^${this.named.indexOf(note) + 1}]` });
      return;
    }
    const text = textOf(node.children);
    // Lessons link https, mail and telephone; a page without it is tried with it.
    const address = href.replace(/^http:/i, "https:");
    if (!/^(https:\/\/[^/\s]|mailto:|tel:)/i.test(address) || /[\s<>()\\]/.test(address) || !text.trim()) {
      if (href && !href.startsWith("#")) this.count("links");
      return inside();
    }
    if (address !== href) this.count("links");
    runs.push({ raw: `[${escapeRun(text)}](${address})` });
  }

  private picture({ attributes: { src = "", alt = "" } }: HtmlElement): string {
    if (!src) {
      this.count("pictures");
      return "";
    }
    const text = alt
      .replace(/[\s<>{}[\]\\`*_!]+/g, " ")
      .trim()
      .slice(0, 100);
    // Left empty, so that the editor points to the place where a description is missing.
    if (!text) this.count("undescribed");
    return `![${text}](files/${pictureToken(Number(src))})`;
  }
}

/** The title is a heading of its own kind, or the only heading of the first level when it stands first. */
function takeTitle(content: HtmlElement[]): string | null {
  const [first] = content;
  if (first?.tag !== "h1") return null;
  const alone = content.filter(({ tag }) => tag === "h1").length === 1;
  const title = textOf(first.children).replace(/\s+/g, " ").trim().slice(0, 60);
  if (!title || (first.attributes.class !== "title" && !alone)) return null;
  content.shift();
  return title;
}

function cellsOf(table: HtmlElement): HtmlElement[][] {
  const elements = (node: HtmlElement) =>
    node.children.filter((child): child is HtmlElement => typeof child !== "string");
  const rows = (node: HtmlElement): HtmlElement[] =>
    elements(node).flatMap((child) =>
      child.tag === "tr" ? [child] : /^t(head|body)$/.test(child.tag) ? rows(child) : [],
    );
  return rows(table).map(elements);
}

function isList(node: HtmlNode): boolean {
  return typeof node !== "string" && (node.tag === "ul" || node.tag === "ol");
}

function isEmpty(node: HtmlElement): boolean {
  const shows = (each: HtmlNode): boolean =>
    typeof each === "string" ? each.trim() !== "" : each.tag === "img" || each.children.some(shows);
  return !shows(node);
}

/** Text within a line: as it stands, blanks at both ends too. */
function escapeRun(text: string): string {
  const [, before = "", inside = "", after = ""] =
    /^(\s*)([\s\S]*?)(\s*)$/.exec(text.replace(/\s/g, " ")) ?? [];
  return (before && " ") + escapeProse(inside) + (after && " ");
}

/**
 * Runs as Markdown. Emphasis stands around letters only: next to a Chinese mark such as “ or 。 its stars would be
 * plain stars. Two kinds of emphasis that touch would run into each other: the second is then plain.
 */
function written(runs: readonly (Run | { raw: string })[]): string {
  const merged: (Run | { raw: string })[] = [];
  for (const run of runs) {
    const last = merged[merged.length - 1];
    if (last && "text" in last && "text" in run && styleOf(last) === styleOf(run))
      merged[merged.length - 1] = { ...last, text: last.text + run.text };
    else merged.push(run);
  }
  let text = "";
  for (const run of merged) {
    if ("raw" in run) {
      text += run.raw;
      continue;
    }
    const mark = (run.deleted ? "~~" : "") + (run.strong ? "**" : run.emphasis ? "*" : "");
    const [, before = "", inside = "", after = ""] =
      /^([\s\p{P}\p{S}]*)([\s\S]*?)([\s\p{P}\p{S}]*)$/u.exec(run.text) ?? [];
    const touches = /[*~]$/.test(text) && before === "";
    text +=
      mark && inside && !touches
        ? escapeRun(before) + mark + escapeRun(inside) + [...mark].reverse().join("") + escapeRun(after)
        : escapeRun(run.text);
  }
  return text
    .replace(/[ \t]+$/gm, "")
    .replace(/^[ \t]+/gm, "")
    .replace(/(\\\n)+$/, "")
    .trim();
}

const styleOf = ({ strong, emphasis, deleted }: Run) => `${strong}${emphasis}${deleted}`;
