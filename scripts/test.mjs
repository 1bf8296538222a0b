// `npm test`: sets up what is missing, runs everything and sums it up. `npm run check` (--quick) is the half that needs
// neither a database nor a browser.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import {
  aptInstall,
  checkNode,
  ensureChromium,
  ensureGenerated,
  ensureInstalled,
  hashOf,
  hasPostgres,
  root,
} from "./ensure.mjs";

const { values } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
checkNode();
process.chdir(root);
ensureInstalled();
ensureGenerated();
mkdirSync("test-results", { recursive: true });

const node = process.execPath;
const bin = (/** @type {string} */ file) => path.join(root, "node_modules", file);
const tsx = bin("tsx/dist/cli.mjs");
const vitest = bin("vitest/vitest.mjs");

let passed = 0;
let failed = 0;
/** @type {string[]} */
const notes = [];

/** Runs a program and returns its exit code and what it printed. @param {string[]} args @param {Record<string, string>} [env] @returns {Promise<{ code: number, output: string }>} */
function program(args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(node, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (chunk) => (output += chunk));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** A check that passes or fails as a whole. @param {string} name @param {string[]} args */
async function check(name, args) {
  const started = Date.now();
  const { code, output } = await program(args);
  if (code === 0) passed += 1;
  else failed += 1;
  report(name, code === 0 ? "ok" : "FAILED", started);
  if (code !== 0) process.stdout.write(`${output.trimEnd()}\n`);
}

/** A test runner that counts: its JSON report tells how many. @param {string} name @param {string[]} args @param {string} file @param {(report: any) => { passed: number, failed: number, skipped: number }} count @param {Record<string, string>} [env] */
async function suite(name, args, file, count, env) {
  const started = Date.now();
  rmSync(file, { force: true });
  const { code, output } = await program(args, env);
  const counted = existsSync(file)
    ? count(JSON.parse(readFileSync(file, "utf8")))
    : { passed: 0, failed: 0, skipped: 0 };
  // A runner that died, or that ran nothing, has failed whatever it counted.
  const broken = (code !== 0 && counted.failed === 0) || counted.passed + counted.failed === 0;
  passed += counted.passed;
  failed += counted.failed + (broken ? 1 : 0);
  const skipped = counted.skipped ? `, ${counted.skipped} skipped` : "";
  report(name, `${counted.passed} passed, ${counted.failed} failed${skipped}`, started);
  if (code !== 0 || broken) process.stdout.write(`${output.trimEnd()}\n`);
}

/** @param {string} name @param {string} says @param {number} started */
function report(name, says, started) {
  process.stdout.write(`${name.padEnd(28)} ${says} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`);
}

/** @param {any} json */
const vitestCount = (json) => ({
  passed: json.numPassedTests,
  failed: json.numFailedTests,
  skipped: json.numPendingTests,
});
/** @param {any} json */
const playwrightCount = ({ stats }) => ({
  passed: stats.expected + stats.flaky,
  failed: stats.unexpected,
  skipped: stats.skipped,
});

/** @param {string} project @param {Record<string, string>} [env] */
function vitestSuite(project, env) {
  const file = `test-results/${project}.json`;
  const args = [
    vitest,
    "run",
    "--project",
    project,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ];
  return suite(project, args, file, vitestCount, env);
}

/** Checks that need no more than the files, two at a time: the machine has two cores at least. */
async function quickHalf() {
  const checks = [
    () => check("types", [bin("typescript/bin/tsc"), "--noEmit"]),
    () =>
      check("lint", [
        bin("eslint/bin/eslint.js"),
        ".",
        "--cache",
        "--cache-location",
        ".cache/eslint",
        "--max-warnings",
        "0",
      ]),
    () =>
      check("format", [
        bin("prettier/bin/prettier.cjs"),
        "--check",
        ".",
        "--log-level",
        "warn",
        "--cache",
        "--cache-location",
        ".cache/prettier",
      ]),
    () =>
      check("directions", [
        bin("dependency-cruiser/bin/dependency-cruise.mjs"),
        "app",
        "prisma/seed",
        "--config",
        ".dependency-cruiser.cjs",
      ]),
    () => check("owners", [tsx, "scripts/check-owners.ts"]),
    () => check("strings", [tsx, "scripts/check-strings.ts"]),
    content,
    () => vitestSuite("unit"),
  ];
  const lane = async () => {
    for (let next = checks.shift(); next; next = checks.shift()) await next();
  };
  await Promise.all([lane(), lane()]);
}

/** The content is checked again only when it, or what reads it, has changed. */
async function content() {
  const stamp = ".cache/content";
  const hash = createHash("sha256")
    .update(hashOf(["content", "app/platform/mdx", "app/features", "package-lock.json"]))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) {
    passed += 1;
    return report("content", "ok, unchanged", Date.now());
  }
  const before = failed;
  await check("content", [tsx, "scripts/check-content.ts"]);
  if (failed === before) writeFileSync(stamp, hash);
}

await quickHalf();

if (!values.quick) {
  await check("schema and migrations", [tsx, "scripts/db-check.ts"]);
  await vitestSuite("db-embedded");
  const server =
    process.env.TEST_DATABASE_URL || hasPostgres() || (aptInstall(["postgresql"]) && hasPostgres());
  if (server || process.env.CI) await vitestSuite("db-postgres");
  else
    notes.push(
      "The database tests did not run on PostgreSQL: no server here. Install one, or set TEST_DATABASE_URL.",
    );
  await check("build", [
    "--input-type=module",
    "-e",
    'await import("./scripts/ensure.mjs").then((it) => it.ensureBuilt())',
  ]);
  const chromium = ensureChromium();
  if (chromium) {
    const e2e = [bin("@playwright/test/cli.js"), "test"];
    await suite("browser", e2e, "test-results/e2e.json", playwrightCount, { CHROMIUM: chromium });
  } else {
    failed += 1;
    notes.push(
      "No Chromium for the browser tests: install it (apt-get install chromium, or npx playwright install chromium).",
    );
  }
}

for (const note of notes) process.stdout.write(`${note}\n`);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed ? 1 : 0;
