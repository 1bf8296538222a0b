// `npm run -s cli -- <command>`: the operator's command line. It is part of the server's build.
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { checkNode, ensureBuilt, ensureInstalled, root } from "./ensure.mjs";

checkNode();
// npm runs this from the root; the operator's paths are seen from where the command was typed.
const cwd = process.env.INIT_CWD ?? process.cwd();
process.chdir(root);
// Prisma asks several things of one connection inside a transaction, of which pg's next major version will not approve.
process.noDeprecation = true;
ensureInstalled();
process.env.NODE_ENV = "production";
ensureBuilt();

const build = await import(pathToFileURL("build/server/index.js").href);
const { code, out, err } = await build.entry.module.operate(process.argv.slice(2), {
  env: process.env,
  cwd,
  readInput: () => text(process.stdin),
});
if (err) process.stderr.write(err);
if (out) process.stdout.write(out);
process.exitCode = code;
