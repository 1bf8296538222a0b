import { isNode, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";

export interface YamlProblem {
  line: number;
  column: number;
  message: string;
}

/** A YAML text that fits its schema, or what is wrong with it and where, counted from 1. */
export type ReadYaml<T> = { ok: true; value: T; at: PlaceOf } | { ok: false; problems: YamlProblem[] };

/** Where the value at a path stands, or the nearest thing around it. */
export type PlaceOf = (path: readonly PropertyKey[]) => { line: number; column: number };

/** Longer than any file of ours, and short enough for whatever nests in it. */
const longest = 2 * 1024 * 1024;

/** Reads YAML without aliases: they let a short text become a large one. Never throws for what is in it. */
export function readYaml<Schema extends z.ZodType>(text: string, schema: Schema): ReadYaml<z.output<Schema>> {
  const refused = (message: string, at = { line: 1, column: 1 }): ReadYaml<never> => ({
    ok: false,
    problems: [{ ...at, message }],
  });
  if (text.length > longest) return refused("the file is longer than 2 MB");
  const lines = new LineCounter();
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  try {
    const document = parseDocument(text, { lineCounter: lines, logLevel: "silent" });
    const faults = [...document.errors, ...document.warnings];
    if (faults.length > 0)
      return {
        ok: false,
        problems: faults.map(({ pos, message }) => ({
          ...place(pos[0]),
          message: (message.split("\n")[0] ?? "").replace(/ at line \d+, column \d+:?$/, ""),
        })),
      };
    const at: PlaceOf = (path) => {
      for (let length = path.length; length > 0; length--) {
        const node = document.getIn(path.slice(0, length), true);
        if (isNode(node) && node.range) return place(node.range[0]);
      }
      return { line: 1, column: 1 };
    };
    let value: unknown;
    try {
      value = document.toJS({ maxAliasCount: 0 });
    } catch {
      return refused("aliases (*name) are not allowed", place(Math.max(0, text.search(/[*&]\w/))));
    }
    const parsed = schema.safeParse(value);
    if (parsed.success) return { ok: true, value: parsed.data, at };
    return {
      ok: false,
      problems: parsed.error.issues.map((issue) => ({
        ...at(issue.code === "unrecognized_keys" ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path),
        message: [issue.path.map(String).join("."), issue.message].filter(Boolean).join(": "),
      })),
    };
  } catch (error) {
    // Thousands of nested brackets exhaust the reader's stack.
    if (error instanceof RangeError) return refused("the file nests too deeply");
    throw error;
  }
}
