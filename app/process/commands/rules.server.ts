import { z } from "zod";
import { json, type Command, type Outcome } from "../command";
import { ruleSets } from "../rules";

export const rulesCommand: Command = {
  name: "rules",
  usage: "list | NAME [--schema] < input.json",
  about: "asks a rule set; prints its answer as JSON",
  details: `  rules list               the rule sets, with their versions
  rules NAME < input.json  asks one
  rules NAME --schema      the JSON schema of its input
`,
  options: { schema: { type: "boolean" } },
  args: [0, 1],
  on: "nothing",
  run: ({ args, options, readInput }) => rules(args[0], options.schema === true, readInput),
};

async function rules(
  name: string | undefined,
  schema: boolean,
  readInput: () => Promise<string>,
): Promise<Outcome> {
  if (name === undefined || name === "list") {
    const width = Math.max(...Object.keys(ruleSets).map((each) => each.length));
    const lines = Object.entries(ruleSets).map(
      ([each, { version, about }]) => `${each.padEnd(width)}  ${version}  ${about}`,
    );
    return { code: 0, out: `${lines.join("\n")}\n` };
  }
  const set = Object.hasOwn(ruleSets, name) ? ruleSets[name] : undefined;
  if (!set) return { code: 2, err: `no rule set ${name}; "rules list" names them\n` };
  if (schema)
    return { code: 0, out: json(z.toJSONSchema(set.schema, { io: "input", unrepresentable: "any" })) };
  let input: unknown;
  try {
    input = JSON.parse(await readInput());
  } catch {
    return { code: 1, err: "the input is not JSON\n" };
  }
  try {
    return { code: 0, out: json(set.ask(input)) };
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    return { code: 1, err: `the input does not fit ${name}:\n${z.prettifyError(error)}\n` };
  }
}
