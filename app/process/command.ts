import type { ParseArgsConfig } from "node:util";

/** What a command prints, and its exit code: 0 done, 1 it found something wrong, 2 it was called wrongly. */
export interface Outcome {
  code: 0 | 1 | 2;
  out?: string;
  err?: string;
}

export interface Call {
  /** What follows the command's name. */
  args: readonly string[];
  options: Readonly<Record<string, string | boolean | undefined>>;
  readInput(): Promise<string>;
  /** An argument that names a file, seen from where the operator stands. */
  path(argument: string): string;
  env: Record<string, string | undefined>;
}

export interface Command {
  /** One word or two: "db backup". */
  name: string;
  /** Its arguments and options, as shown behind the name. */
  usage: string;
  about: string;
  /** More lines for `--help`. */
  details?: string;
  options?: NonNullable<ParseArgsConfig["options"]>;
  /** The least and the largest number of arguments. */
  args: readonly [number, number];
  /**
   * `store` works on the installation's store, and on an embedded one that a server holds inside that server. `alone`
   * needs the embedded store for itself.
   */
  on: "nothing" | "store" | "alone";
  /** False for a command that must not bring the schema up to date. */
  migrates?: false;
  run(call: Call): Promise<Outcome>;
}

export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
