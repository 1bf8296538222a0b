/** A finding that can be solved by writing something else in its place. Line and column count from 1. */
export interface Fix {
  line: number;
  column: number;
  found: string;
  write: string;
}

/** The text with `write` in the place of `found`; null when something else stands there by now. */
export function fixText(source: string, { line, column, found, write }: Fix): string | null {
  const lines = source.split("\n");
  const text = lines[line - 1];
  if (text === undefined || found === "" || !text.startsWith(found, column - 1)) return null;
  lines[line - 1] = text.slice(0, column - 1) + write + text.slice(column - 1 + found.length);
  return lines.join("\n");
}

/** What a finding offers to do; null when only the author knows. */
export function fixOf(problem: {
  line: number;
  column: number;
  params: Readonly<Record<string, string>>;
}): Fix | null {
  const { found, write } = problem.params;
  if (found === undefined || write === undefined || found.endsWith("…")) return null;
  return { line: problem.line, column: problem.column, found, write };
}
