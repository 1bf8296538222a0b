import { html, type Html, trusted } from "~/lib/html";
import type { CheckKey, CheckKeys, LessonBlock, LessonBody } from "~/platform/mdx/lesson-body";
import { textOf } from "~/platform/mdx/passages";
import { quoteOf } from "./rules/place-comment";

/** A block of a lesson as reviewers see it. */
export interface ReviewBlock {
  /** Where it begins in the source, from 1. */
  line: number;
  quote: string;
  /** One element or several. A check has its key and what is said about each answer. */
  html: string;
}

/** The words around checks and prompts. */
export interface BlockWords {
  kinds: Record<Exclude<LessonBlock["kind"], "html" | "check"> | CheckKey["type"], string>;
  right: string;
  inOrder: (keys: string) => string;
  answers: (answers: string) => string;
  ifRight: (text: string) => string;
  ifWrong: (text: string) => string;
}

/** The blocks of a compiled lesson, in order. `course` is the course whose files it shows. */
export function reviewBlocks(
  body: LessonBody,
  keys: CheckKeys,
  course: string,
  words: BlockWords,
): ReviewBlock[] {
  const blocks: ReviewBlock[] = [];
  const add = (line: number, markup: string, quoted = markup) =>
    blocks.push({ line, quote: quoteOf(textOf(quoted)), html: withFiles(markup, course) });
  for (const block of body.blocks) {
    if (block.kind === "html") {
      for (const { line, markup } of marked(block.html)) {
        const last = blocks[blocks.length - 1];
        // Without a line of its own it belongs to what it follows, such as footnotes.
        if (line === null && last) last.html += withFiles(markup, course);
        else add(line ?? 1, markup);
      }
    } else if (block.kind === "check") {
      // The words around it are those of the reader's language: a quote is the author's.
      add(block.line, checkMarkup(block, keys[block.id], words).markup, block.stem);
    } else {
      const { kind, prompt } = block;
      const markup = html`<section class="prompt">
        <p class="note">${words.kinds[kind]}</p>
        <div class="prompt__q">${trusted(prompt)}</div>
      </section>`;
      add(block.line, markup.markup, prompt);
    }
  }
  return blocks;
}

/** Parts markup where an element has `data-line`; the pipeline gives it to the outermost ones alone. */
function marked(markup: string): { line: number | null; markup: string }[] {
  const starts = [...markup.matchAll(/<[a-z][a-z0-9]*(?: [^>]*?)? data-line="(\d+)"/g)];
  const [first] = starts;
  const before = markup.slice(0, first?.index ?? markup.length);
  return [
    ...(before.trim() ? [{ line: null, markup: before }] : []),
    ...starts.map((start, index) => ({
      line: Number(start[1]),
      markup: markup.slice(start.index, starts[index + 1]?.index ?? markup.length).trim(),
    })),
  ];
}

/** A course's files by their full address: pages of the review lie deeper than the lesson. */
function withFiles(markup: string, course: string): string {
  return markup.replace(/ (src|href)="(?:\.\/)?files\//g, ` $1="/workshop/${course}/files/`);
}

type Check = Extract<LessonBlock, { kind: "check" }>;

function checkMarkup(check: Check, key: CheckKey | undefined, words: BlockWords): Html {
  const shape = check.type === "multiple" ? "opt--multi" : "opt--one";
  const isRight = (option: string) => check.type !== "ordering" && key?.correct.includes(option);
  return html`<section class="quiz">
    <p class="note">${words.kinds[check.type]}</p>
    <div class="quiz__q">${trusted(check.stem)}</div>
    ${
      check.options.length > 0 &&
      html`<div class="opts" role="list">
        ${check.options.map(
          (option) =>
            html`<div role="listitem" class="opt ${shape}${isRight(option.key) && html` is-right`}">
              <span class="opt__k">${option.key}</span>
              <div>
                <p>${trusted(option.html)}</p>
                ${isRight(option.key) && html`<p class="opt__mark ok">${words.right}</p>`}
                <p class="dim">${key?.why[option.key]}</p>
              </div>
            </div>`,
        )}
      </div>`
    }${key?.type === "ordering" && html`<p class="mt-3">${words.inOrder(key.correct.join(" → "))}</p>`}${
      key?.type === "fill" &&
      html`<p class="mt-3">${words.answers(key.correct.join(" / "))}</p>
        <p class="dim">${words.ifRight(key.why.right ?? "")}</p>
        <p class="dim">${words.ifWrong(key.why.wrong ?? "")}</p>`
    }
  </section>`;
}
