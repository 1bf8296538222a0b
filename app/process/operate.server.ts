import path from "node:path";
import { parseArgs } from "node:util";
import { ConfigError, readConfig, type Config } from "~/platform/config.server";
import { CryptoError } from "~/platform/crypto.server";
import { StoreError } from "~/platform/store.server";
import type { Call, Command, Outcome } from "./command";
import { commands } from "./commands";
import { askServer, isServed } from "./operator-socket.server";
import { withStore } from "./with-store.server";

export interface Surroundings {
  env: Record<string, string | undefined>;
  /** Where the operator stands; paths are seen from there. */
  cwd: string;
  readInput(): Promise<string>;
}

/** Runs an operator's command. Never throws for what the operator typed. */
export async function operate(argv: readonly string[], around: Surroundings): Promise<Outcome> {
  const understood = understand(argv);
  if ("code" in understood) return understood;
  const { command, args, options } = understood;
  const { env, cwd, readInput } = around;
  const call: Call = { args, options, env, readInput, path: (argument) => path.resolve(cwd, argument) };
  try {
    if (command.on === "nothing") return await command.run(call);
    return await onStore(readConfig(env), command, call, { argv, cwd });
  } catch (error) {
    if (error instanceof ConfigError || error instanceof StoreError || error instanceof CryptoError)
      return { code: 1, err: `${error.message}\n` };
    throw error;
  }
}

async function onStore(
  config: Config,
  command: Command,
  call: Call,
  asked: { argv: readonly string[]; cwd: string },
): Promise<Outcome> {
  try {
    return await withStore(config, command.migrates !== false, () => command.run(call));
  } catch (error) {
    const held = error instanceof StoreError && error.code === "locked";
    if (held && command.on === "store" && isServed(config)) return askServer(config, asked);
    throw error;
  }
}

/** The same inside a running server, whose store is open. */
export async function operateHere(
  argv: readonly string[],
  { env, cwd }: Pick<Surroundings, "env" | "cwd">,
): Promise<Outcome> {
  const understood = understand(argv);
  if ("code" in understood) return understood;
  const { command, args, options } = understood;
  const readInput = () => Promise.reject(new Error("a command inside the server has no input"));
  return command.run({ args, options, env, readInput, path: (argument) => path.resolve(cwd, argument) });
}

interface Understood {
  command: Command;
  args: string[];
  options: Call["options"];
}

/** What was typed, or the answer to what cannot be understood. */
function understand(argv: readonly string[]): Understood | Outcome {
  const words = argv.filter((word) => !word.startsWith("-"));
  if (words.length === 0) {
    const [option] = argv;
    if (option === "--help" || option === "-h") return { code: 0, out: overview() };
    const unknown = option === undefined ? "" : `Unknown option '${option}'\n\n`;
    return { code: 2, err: `${unknown}${overview()}` };
  }
  if (words[0] === "help") return help(words.slice(1));
  const command = find(words);
  if (!command) return { code: 2, err: `unknown command: ${words.slice(0, 2).join(" ")}\n\n${overview()}` };
  let parsed;
  try {
    parsed = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { ...command.options, help: { type: "boolean", short: "h" } },
    });
  } catch (error) {
    return { code: 2, err: `${error instanceof Error ? error.message : String(error)}\n\n${about(command)}` };
  }
  const { values, positionals } = parsed;
  if (values.help) return { code: 0, out: about(command) };
  const args = positionals.slice(command.name.split(" ").length);
  const [least, most] = command.args;
  if (args.length > most)
    return { code: 2, err: `too many arguments: ${args.slice(most).join(" ")}\n\n${about(command)}` };
  if (args.length < least) return { code: 2, err: `something is missing\n\n${about(command)}` };
  return { command, args, options: values as Call["options"] };
}

function find(words: readonly string[]): Command | undefined {
  return commands.find(({ name }) => name === words.slice(0, name.split(" ").length).join(" "));
}

function help(words: readonly string[]): Outcome {
  if (words.length === 0) return { code: 0, out: overview() };
  const command = find(words);
  return command
    ? { code: 0, out: about(command) }
    : { code: 2, err: `unknown command: ${words.join(" ")}\n\n${overview()}` };
}

function overview(): string {
  const lines = commands.map(({ name, usage, about: says }) => [`${name} ${usage}`.trim(), says] as const);
  const width = Math.max(...lines.map(([call]) => call.length));
  return `Usage: npm run -s cli -- <command>\n\n${lines
    .map(([call, says]) => `  ${call.padEnd(width)}  ${says}\n`)
    .join("")}  ${"help [COMMAND]".padEnd(width)}  this text, or more about a command

Exit codes: 0 done, 1 something is wrong, 2 called wrongly.
The installation is the one of the environment (NUANXIN_DATA, DATABASE_URL, ENCRYPTION_KEY), as for npm start.
`;
}

function about({ name, usage, about: says, details }: Command): string {
  return `Usage: npm run -s cli -- ${`${name} ${usage}`.trim()}\n\n${says}\n${details ? `\n${details}` : ""}`;
}
