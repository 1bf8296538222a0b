import type { LessonBody } from "~/platform/mdx/lesson-body";

export interface Passage {
  /** The id of the section; empty before the first one. */
  section: string;
  heading: string;
  text: string;
}

/**
 * What learners read in a lesson, section by section, as plain text for the search: questions and options too, keys and
 * feedback not. Lines end where blocks end; a mark inside of a word leaves no trace.
 */
export function passagesOf(body: LessonBody): Passage[] {
  const passages: Passage[] = [{ section: "", heading: "", text: "" }];
  for (const markup of body.blocks.flatMap(markupOf))
    for (const part of markup.split(/(?=<h2 id="section-)/)) {
      const [heading = "", id = ""] = /^<h2 id="(section-\d+)"[^>]*>.*?<\/h2>/s.exec(part) ?? [];
      if (heading) passages.push({ section: id, heading: textOf(heading), text: "" });
      add(passages, part.slice(heading.length));
    }
  return passages.filter(({ heading, text }) => heading !== "" || text !== "");
}

function markupOf(block: LessonBody["blocks"][number]): string[] {
  if (block.kind === "html") return [block.html];
  return block.kind === "check" ? [block.stem, ...block.options.map(({ html }) => html)] : [block.prompt];
}

function add(passages: Passage[], markup: string) {
  const passage = passages.at(-1);
  const text = textOf(markup);
  if (passage && text) passage.text += (passage.text && "\n") + text;
}

/** Elements inside of a line, as the pipeline writes them. */
const inline = /^<\/?(?:a|b|cite|code|del|dfn|em|span|strong|sup|time)\b/;
const entities: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#x27": "'",
  nbsp: "\u00a0",
};

/** The text of markup that React has written, in which "<" always opens a tag. */
export function textOf(markup: string): string {
  return markup
    .replace(/<a [^>]*data-footnote-backref.*?<\/a>/gs, "")
    .replace(/<[^>]*>/g, (tag) => (inline.test(tag) ? "" : "\n"))
    .replace(/&(#x27|\w+);/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/[^\S\n]+/g, " ")
    .replace(/ *\n[ \n]*/g, "\n")
    .trim();
}
