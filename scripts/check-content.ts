import { operate } from "../app/process/operate.server";

// The operator's command `content check`, from the sources: the quick checks need no build.
const { code, out, err } = await operate(["content", "check"], {
  env: process.env,
  cwd: process.cwd(),
  readInput: async () => "",
});
process.stdout.write(out ?? "");
process.stderr.write(err ?? "");
process.exitCode = code;
