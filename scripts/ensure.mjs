// What `npm start` and `npm test` need before anything else. Plain JavaScript on Node alone: nothing is installed yet.
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const at = (/** @type {string[]} */ ...parts) => path.join(root, ...parts);
const npm = process.platform === "win32" ? "npm.cmd" : "npm";

/** Ends the process with one clear line. @param {string} message @returns {never} */
export function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** Runs a program and ends with its code when it fails. @param {string} title @param {string} command @param {string[]} args */
export function run(title, command, args) {
  process.stderr.write(`${title} …\n`);
  // What it prints is for the operator, never part of what a command answers on standard output.
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ["ignore", 2, 2] });
  if (error) fail(`${title}: ${command} cannot be run (${error.message})`);
  if (status !== 0) fail(`${title}: ${[command, ...args].join(" ")} failed (exit code ${status})`);
}

/** The versions of Node that the pinned packages were made for. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if ((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24) return;
  fail(
    `Node ${process.versions.node} is too old or between releases: install 20.19 or newer, 22.12 or newer, or 24`,
  );
}

/** Runs `npm ci` unless exactly the locked packages are there. */
export function ensureInstalled() {
  if (installedIsLocked()) return;
  // With NODE_ENV=production npm would leave out what the build needs.
  run("Installing packages", npm, ["ci", "--include=dev", "--no-audit", "--no-fund"]);
}

function installedIsLocked() {
  const marker = at("node_modules/.package-lock.json");
  if (!existsSync(marker)) return false;
  /** @type {(file: string) => Record<string, { version?: string, optional?: boolean, link?: boolean }>} */
  const packages = (file) => JSON.parse(readFileSync(file, "utf8")).packages;
  const there = packages(marker);
  return Object.entries(packages(at("package-lock.json"))).every(
    ([name, wanted]) => name === "" || wanted.optional || there[name]?.version === wanted.version,
  );
}

/** A hash of the contents of files and folders. @param {string[]} parts */
export function hashOf(parts) {
  const hash = createHash("sha256");
  /** @param {string} name */
  const add = (name) => {
    const full = at(name);
    if (!existsSync(full)) return;
    if (statSync(full).isDirectory()) {
      for (const child of readdirSync(full).sort()) if (child !== "generated") add(path.join(name, child));
    } else if (!full.endsWith(".md")) {
      hash.update(`${name}\0`).update(readFileSync(full)).update("\0");
    }
  };
  for (const part of parts) add(part);
  return hash.digest("hex");
}

/** Does `work` unless it was done for the same files. @param {string} name @param {string[]} files @param {string} result @param {() => void} work */
function once(name, files, result, work) {
  const stamp = at(".cache", name);
  const hash = hashOf(["package-lock.json", ...files]);
  if (existsSync(at(result)) && existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  work();
  mkdirSync(at(".cache"), { recursive: true });
  writeFileSync(stamp, hash);
}

/** The database client, generated from the schema. */
export function ensureGenerated() {
  once("generated", ["prisma/schema", "prisma.config.ts"], "app/platform/generated/prisma/client.ts", () =>
    run("Generating the database client", process.execPath, [
      at("node_modules/prisma/build/index.js"),
      "generate",
    ]),
  );
}

/** The server and the browser's files. */
export function ensureBuilt() {
  ensureGenerated();
  const sources = ["app", "prisma/schema", "prisma/seed", "tests/factories", "public"];
  const settings = [
    "vite.config.ts",
    "remix.config.js",
    "tailwind.config.ts",
    "postcss.config.js",
    "tsconfig.json",
    "package.json",
  ];
  once("built", [...sources, ...settings], "build/server/index.js", () =>
    run("Building", process.execPath, [
      at("node_modules/@remix-run/dev/dist/cli.js"),
      "vite:build",
      "--logLevel",
      "error",
    ]),
  );
}

/** The path of a Chromium: the system's, else Playwright's, else one that apt installs (as root). */
export function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  process.stderr.write("No Chromium here: trying Playwright's own …\n");
  spawnSync(process.execPath, [at("node_modules/@playwright/test/cli.js"), "install", "chromium"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
  });
  const own = findChromium();
  if (own) return own;
  if (aptInstall(["chromium"])) return findChromium();
  return undefined;
}

function findChromium() {
  for (const name of ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]) {
    const full = which(name);
    if (full) return full;
  }
  const script =
    "const { chromium } = require('@playwright/test'); process.stdout.write(chromium.executablePath())";
  try {
    const own = execFileSync(process.execPath, ["-e", script], { cwd: root, encoding: "utf8" });
    return existsSync(own) ? own : undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} name */
export function which(name) {
  return (process.env.PATH ?? "")
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((full) => existsSync(full));
}

/** Whether a PostgreSQL server can be started here; Debian keeps its programs off the PATH. */
export function hasPostgres() {
  const packaged = "/usr/lib/postgresql";
  const versions = existsSync(packaged) ? readdirSync(packaged) : [];
  // A machine with the client alone has the folder, but no initdb; older servers than 15 are of no use.
  return (
    Boolean(which("initdb")) ||
    versions.some((each) => Number(each) >= 15 && existsSync(path.join(packaged, each, "bin/initdb")))
  );
}

/** Installs Debian packages when this is root on Debian or Ubuntu. Returns whether it worked. @param {string[]} packages */
export function aptInstall(packages) {
  if (process.getuid?.() !== 0 || !which("apt-get")) return false;
  process.stderr.write(`Installing ${packages.join(", ")} with apt …\n`);
  const apt = (/** @type {string[]} */ args) =>
    spawnSync("apt-get", args, {
      stdio: ["ignore", 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    }).status === 0;
  return apt(["update", "-qq"]) && apt(["install", "-y", "-qq", "--no-install-recommends", ...packages]);
}
