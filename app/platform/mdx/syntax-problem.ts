import { strangeElement } from "~/platform/mdx/guard";
import { type Place, type Problem, problemAt, quoted } from "~/platform/mdx/problem";
import { isComponentName } from "~/platform/mdx/props";

/** What the MDX parser says when it gives up, without its paths. */
export interface ParseFailure {
  reason: string;
  rule: string;
  place: Place & { offset: number };
}

/**
 * Explains why MDX cannot read a text. `blank` is the offset of a character that a letter may stand in for, so that
 * the rest can be examined too; null when what follows would make no sense.
 */
export function syntaxProblem(
  source: string,
  failure: ParseFailure,
): { problem: Problem; blank: number | null } {
  const { reason, rule, place } = failure;
  if (/lazy/i.test(rule)) return { problem: problemAt(place, "lazy"), blank: null };
  if (/expression/i.test(reason)) return braceProblem(source, place);
  const pair = /closing tag for `<([^>`]*)>` \((\d+):(\d+)/.exec(reason);
  if (pair) {
    const name = pair[1] || "<>";
    const start = { line: Number(pair[2]), column: Number(pair[3]) };
    const at = offsetOf(source, start);
    return isComponentName(name)
      ? { problem: problemAt(start, "unclosed", { name }), blank: null }
      : tagProblem(source, at, start);
  }
  const at = blamed(source, failure);
  const start = placeOf(source, at);
  if (/closing (tag|slash)/i.test(reason) && source[at + 1] === "/") {
    const name = /^<\/\s*([^\s>]*)/.exec(source.slice(at, at + 60))?.[1] ?? "";
    return { problem: problemAt(start, "closing", { name: quoted(name) }), blank: null };
  }
  if (at < 0) return { problem: problemAt(place, "syntax"), blank: null };
  return tagProblem(source, at, start, failure);
}

/** Where the tag begins that the parser stumbled in. */
function blamed(source: string, { reason, place }: ParseFailure): number {
  // What it stumbled over may itself be a "<", but then not the one to blame, unless it begins a closing tag.
  if (source.startsWith("</", place.offset)) return place.offset;
  const nearest = source.lastIndexOf("<", place.offset - 1);
  if (!/end of file in attribute value/.test(reason)) return nearest;
  // A quotation mark left open swallows all tags that follow, so the line with an odd one is to blame.
  for (let at = nearest; at >= 0; at = at === 0 ? -1 : source.lastIndexOf("<", at - 1)) {
    const line = /[^\r\n]*/.exec(source.slice(at))?.[0] ?? "";
    if (['"', "'"].some((quote) => line.split(quote).length % 2 === 0)) return at;
  }
  return nearest;
}

function tagProblem(source: string, at: number, start: Place, failure?: ParseFailure) {
  const text = source.slice(at, at + 200);
  if (text.startsWith("<!"))
    return { problem: problemAt(start, "htmlComment", { text: quoted(text) }), blank: at };
  const name = /^<\/?([a-zA-Z][\w.:-]*)/.exec(text)?.[1] ?? "";
  if (isComponentName(name)) {
    const unquoted = failure && /before attribute value/.test(failure.reason);
    return unquoted
      ? { problem: problemAt(failure.place, "attributeQuotes", { component: name }), blank: null }
      : { problem: problemAt(start, "tag", { component: name }), blank: null };
  }
  const address = /^<((?:https?:|mailto:|[^\s<>@]+@)[^\s<>]+)>/i.exec(text)?.[1];
  if (address)
    return {
      problem: problemAt(start, "angleAddress", {
        address: quoted(/^[a-z]+:/i.test(address) ? address : `mailto:${address}`),
      }),
      blank: at,
    };
  if (htmlNames.has(name)) return { problem: strangeElement(name, start), blank: at };
  return {
    problem: problemAt(start, "lessThan", {
      text: quoted(text.split(/[\r\n]/)[0] ?? "<"),
      found: "<",
      write: "&lt;",
    }),
    blank: at,
  };
}

/** Short names of one letter that also stand in formulas, such as `a<b`, are only taken for HTML when written as a tag. */
const htmlNames = new Set(
  (
    "strong em br hr img div span table tr td th ul ol li h1 h2 h3 h4 h5 h6 script style iframe svg video audio form " +
    "input button font center sub sup details summary pre code object embed link meta base"
  ).split(" "),
);

function braceProblem(source: string, place: ParseFailure["place"]) {
  // The parser names where it gave up; the brace to blame is the last one before it that is still open.
  let closed = 0;
  for (let at = Math.min(place.offset, source.length) - 1; at >= 0; at--) {
    if (source[at] === "}") closed += 1;
    else if (source[at] === "{" && closed > 0) closed -= 1;
    else if (source[at] === "{") {
      const text = source.slice(at, at + 60).split(/[\r\n]/)[0] ?? "{";
      return {
        problem: problemAt(placeOf(source, at), "brace", { text: quoted(text), found: "{", write: "\\{" }),
        blank: at,
      };
    }
  }
  return { problem: problemAt(place, "syntax"), blank: null };
}

function placeOf(source: string, offset: number): Place {
  const lines = source.slice(0, Math.max(0, offset)).split(/\r\n|\r|\n/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

function offsetOf(source: string, { line, column }: Place): number {
  const ends = /\r\n|\r|\n/g;
  for (let passed = 1; passed < line && ends.exec(source); passed++);
  return ends.lastIndex + column - 1;
}
