// `npm start`: sets up what is missing, builds when stale and serves. `npm run dev` is the same with hot reload.
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { checkNode, ensureBuilt, ensureGenerated, ensureInstalled, fail, root } from "./ensure.mjs";

const { values } = parseArgs({ options: { dev: { type: "boolean", default: false } } });
checkNode();
process.chdir(root);
// Prisma asks several things of one connection inside a transaction, of which pg's next major version will not approve.
process.noDeprecation = true;
ensureInstalled();
// Development mode renders 40 % slower, so it is never left to the environment.
process.env.NODE_ENV = values.dev ? "development" : "production";

try {
  const running = values.dev ? await develop() : await serve();
  announce(running);
  /** @type {NodeJS.Signals[]} */
  const signals = ["SIGINT", "SIGTERM"];
  for (const signal of signals) {
    process.once(signal, () => {
      // A second signal ends at once.
      running.close().then(
        () => process.exit(0),
        (/** @type {unknown} */ error) => fail(String(error)),
      );
    });
  }
} catch (error) {
  fail(reason(error));
}

async function serve() {
  ensureBuilt();
  const build = await import(pathToFileURL("build/server/index.js").href);
  return build.entry.module.start({ env: process.env, build: async () => build });
}

async function develop() {
  ensureGenerated();
  const { createServer } = await import("vite");
  const vite = await createServer({ server: { middlewareMode: true } });
  const load = () => vite.ssrLoadModule("virtual:remix/server-build");
  const { entry } = await load();
  return entry.module.start({ env: process.env, build: load, middleware: [vite.middlewares] });
}

/**
 * @param {{ url: string, accounts: { employeeNo: string, role: string, password: string }[],
 *   firstAdministrator: string | null }} running
 */
function announce({ url, accounts, firstAdministrator }) {
  const lines = [`暖心学堂 (Nuanxin Academy): ${url}`];
  if (accounts.length) {
    lines.push("", "演示账号 (demonstration accounts):");
    for (const { employeeNo, role, password } of accounts)
      lines.push(`  ${employeeNo}  ${password}  ${role}`);
  }
  if (firstAdministrator)
    lines.push(
      "",
      "还没有可以登录的账号。请在 24 小时内打开下面的一次性链接，建立第一个系统管理员：",
      "Nobody can sign in yet. Within 24 hours, open this one-time link to make the first system administrator:",
      `  ${firstAdministrator}`,
    );
  process.stdout.write(`${lines.join("\n")}\n`);
}

/** One line that says what to do, without a stack trace. @param {unknown} error */
function reason(error) {
  if (!(error instanceof Error)) return String(error);
  const { code, port, address } = /** @type {NodeJS.ErrnoException & { port?: number, address?: string }} */ (
    error
  );
  if (code === "EADDRINUSE")
    return `Port ${port} on ${address} is in use: stop the other program, or set PORT.`;
  if (code === "EACCES" && port !== undefined)
    return `Port ${port} on ${address} is not allowed to this user: set PORT to 1024 or more.`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return `HOST ${address ?? process.env.HOST} is no address of this machine.`;
  if (error.name === "ConfigError" || error.name === "StoreError") return error.message;
  return process.env.NUANXIN_DEBUG ? (error.stack ?? error.message) : error.message;
}
