/** What can be wrong with a lesson. Each has a text `problem.<code>` in the `mdx` namespace. */
export type ProblemCode =
  // before parsing
  | "size"
  | "lines"
  | "lineLength"
  | "blockLength"
  | "blockMarks"
  | "marks"
  | "wordLength"
  | "footnotes"
  | "nesting"
  | "nul"
  | "invisible"
  // front matter
  | "frontMatterMissing"
  | "frontMatterLanguage"
  | "frontMatterOpen"
  | "frontMatterLength"
  | "frontMatterSyntax"
  | "frontMatterAlias"
  | "frontMatterUnknown"
  | "title"
  | "minutes"
  | "summary"
  | "topics"
  // what MDX cannot read
  | "lessThan"
  | "angleAddress"
  | "brace"
  | "htmlComment"
  | "attributeQuotes"
  | "tag"
  | "unclosed"
  | "closing"
  | "lazy"
  | "syntax"
  // what a lesson may not contain
  | "esm"
  | "expression"
  | "comment"
  | "htmlElement"
  | "htmlElementInstead"
  | "component"
  | "unsupported"
  | "propExpression"
  | "propSpread"
  | "propUnknown"
  | "propTwice"
  | "propMissing"
  | "propLength"
  | "propValue"
  | "addressScheme"
  | "addressOutside"
  | "addressBroken"
  | "addressTail"
  | "references"
  | "imageElsewhere"
  | "imageAlt"
  | "tableSize"
  | "amount"
  // how components are used
  | "blockPlace"
  | "inlinePlace"
  | "empty"
  | "steps"
  | "lawSource"
  | "checkPlace"
  | "idTwice"
  | "checkFeedback"
  | "checkOptions"
  | "checkSingle"
  | "checkMultiple"
  | "checkOrdering"
  | "checkAnswers"
  | "optionPlace"
  | "optionOnly"
  | "optionTwice"
  | "answerOnly"
  | "answerText"
  | "noContent"
  | "compare"
  | "sidePlace"
  | "sideTitle"
  | "topicUnknown"
  | "mediaText"
  | "headingEmpty"
  | "headingFirst"
  | "strongBroken";

/**
 * A finding in a lesson. `line` and `column` count from 1 in the whole file, front matter included, columns in
 * UTF-16 units. Where `params.found` stands at the position and `params.write` is given, replacing one by the other
 * solves it.
 */
export interface Problem {
  line: number;
  column: number;
  code: ProblemCode;
  params: Record<string, string>;
  severity: "error" | "warning";
}

export interface Place {
  line: number;
  column: number;
}

export function problemAt(
  place: Place,
  code: ProblemCode,
  params: Record<string, string> = {},
  severity: Problem["severity"] = "error",
): Problem {
  return { line: place.line, column: place.column, code, params, severity };
}

/** A piece of the author's text short enough to stand in a message. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}
