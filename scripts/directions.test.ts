import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

// A small app with one wrong import for each rule of .dependency-cruiser.cjs, and right ones beside it.

const root = path.resolve(import.meta.dirname, "..");
const configFile = path.join(root, ".dependency-cruiser.cjs");
const { forbidden } = createRequire(import.meta.url)(configFile) as { forbidden: { name: string }[] };

/** File, its import, the rules that refuse it. */
const imports: [file: string, line: string, refused: string[]][] = [
  ["app/lib/one.ts", 'import "./two";', ["no-cycle"]],
  ["app/lib/two.ts", 'import type {} from "./one";', []], // reported once, where it begins
  ["app/ui/lost.tsx", 'import "~/ui/nowhere";', ["no-unresolved-import"]],
  ["app/ui/borrowed.tsx", 'import "micromark";', ["declared-packages"]],
  ["app/ui/kit.tsx", 'import "~/lib/dates"; import "react";', []],

  ["app/routes/me.tsx", 'import "~/workflows/act.server"; import "~/features/exams/read.server";', []],
  ["app/routes/you.tsx", 'import { me } from "./me";', ["routes-are-entered-by-requests"]],
  [
    "app/process/start.server.ts",
    'import "../../prisma/seed/fill.server"; import "~/workflows/act.server";',
    [],
  ],
  ["app/entry.server.tsx", 'export { start } from "~/process/start.server";', []],
  ["app/workflows/restart.server.ts", 'import "~/process/start.server";', ["process-is-on-top"]],
  [
    "app/workflows/act.server.ts",
    'import "~/features/exams/read.server"; import "~/platform/store.server";',
    [],
  ],
  ["app/workflows/page.server.ts", 'import type {} from "~/navigation";', ["not-up-to-routes"]],
  ["app/features/exams/act.server.ts", 'import "~/workflows/act.server";', ["not-up-to-workflows"]],
  ["app/platform/exam.server.ts", 'import "~/features/exams/read.server";', ["not-up-to-features"]],
  ["app/ui/who.tsx", 'import "~/platform/access";', ["ui-and-lib-without-platform"]],

  ["app/lib/file.ts", 'import "node:fs";', ["lib-is-pure"]],
  ["app/lib/file.test.ts", 'import "node:fs"; import "vitest";', []],
  ["app/lib/view.ts", 'import type { ReactNode } from "react";', ["lib-is-pure"]],
  [
    "app/features/exams/rules/score.ts",
    'import "~/lib/dates"; import "~/features/courses/rules/minutes";',
    [],
  ],
  ["app/features/exams/rules/shape.ts", 'import type { z } from "zod";', ["rules-are-pure"]],
  [
    "app/features/exams/schema.ts",
    'import { z } from "zod"; import "./rules/score"; import "~/lib/dates";',
    [],
  ],
  ["app/features/training/schema.ts", 'import "~/platform/access";', ["schema-is-a-shape"]],
  ["app/features/people/schema/staff.ts", 'import "./form-parts"; import "~/lib/dates";', []],
  ["app/features/people/schema/form-parts.ts", 'import "~/platform/access";', ["schema-is-a-shape"]],

  ["app/features/exams/read.server.ts", 'import "~/platform/store.server"; import "./schema";', []],
  ["app/features/exams/use-it.ts", 'import "~/features/courses/rules/minutes";', []],
  [
    "app/features/courses/take.server.ts",
    'import "~/features/exams/schema";',
    ["only-rules-across-features"],
  ],
  [
    "app/features/reporting/take.server.ts",
    'import "~/features/exams/read.server";',
    ["only-rules-across-features"],
  ],

  ["app/features/exams/components/typed.tsx", 'import type { a } from "../read.server";', []],
  [
    "app/features/exams/components/asked.tsx",
    'import { a } from "../read.server";',
    ["browser-without-server"],
  ],
  ["app/features/exams/use-asked.ts", 'import { a } from "./read.server";', ["browser-without-server"]],
  ["app/problem-page.tsx", 'import { a } from "~/platform/log.server";', ["browser-without-server"]],
  [
    "app/features/exams/rules/typed.ts",
    'import type { a } from "../read.server";',
    ["rules-are-pure", "ui-rules-schema-without-server"],
  ],

  ["app/platform/store.server.ts", 'import "@prisma/client"; import "./generated/prisma/client";', []],
  ["app/platform/rows.ts", 'import type {} from "./generated/prisma/client";', ["server-packages"]],
  ["app/platform/mdx/compile.ts", 'import "mdx-bundler";', ["server-packages"]],
  ["app/platform/session.server.ts", 'import "lucia";', []],
  ["app/platform/cookie.server.ts", 'import type {} from "lucia";', ["one-file-knows-lucia"]],
  ["app/routes/query.tsx", 'import "~/platform/store.server";', ["routes-without-database"]],

  ["app/workflows/fill.server.ts", 'import "../../prisma/seed/fill.server";', ["seed-is-for-the-start"]],
  [
    "prisma/seed/fill.server.ts",
    'import "~/features/exams/read.server"; import "../../tests/factories/people";',
    [],
  ],
  ["prisma/seed/page.server.ts", 'import "~/ui/kit";', ["seed-uses-features"]],
  ["app/platform/made.server.ts", 'import "../../tests/factories/people";', ["app-without-tests"]],
];
const others = [
  ...["features/courses/rules/minutes.ts", "lib/dates.ts", "navigation.ts", "platform/access.ts"],
  ...["platform/generated/prisma/client.ts", "platform/log.server.ts"],
].map((file) => `app/${file}`);

let dir: string;
let found: Map<string, Set<string>>;

beforeAll(async () => {
  await mkdir(path.join(root, ".cache"), { recursive: true });
  // Inside the project, so that packages are found.
  dir = await mkdtemp(path.join(root, ".cache/directions-"));
  const write = async (file: string, text: string) => {
    await mkdir(path.dirname(path.join(dir, file)), { recursive: true });
    await writeFile(path.join(dir, file), text);
  };
  const names = ["@prisma/client", "lucia", "mdx-bundler", "react", "vitest", "zod"];
  await write(
    "package.json",
    JSON.stringify({ dependencies: Object.fromEntries(names.map((it) => [it, "*"])) }),
  );
  await write("tsconfig.json", JSON.stringify({ compilerOptions: { paths: { "~/*": ["./app/*"] } } }));
  for (const file of [...others, "tests/factories/people.ts"]) await write(file, "export const a = 1;");
  for (const [file, line] of imports) await write(file, `${line}\nexport const own = 1;`);

  const cli = path.join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const asked = [cli, "app", "prisma/seed", "--config", configFile, "--output-type", "json"];
  const json = await new Promise<string>((resolve) =>
    execFile(process.execPath, asked, { cwd: dir, maxBuffer: 1 << 26 }, (_, out) => resolve(out)),
  );
  const { summary } = JSON.parse(json) as {
    summary: { violations: { from: string; rule: { name: string } }[] };
  };
  found = new Map();
  for (const { from, rule } of summary.violations)
    found.set(from, (found.get(from) ?? new Set()).add(rule.name));
}, 60_000);

afterAll(() => rm(dir, { recursive: true, force: true }));

test.each(imports)("%s: %s", (file, _, refused) => {
  expect([...(found.get(file) ?? [])].sort()).toEqual([...refused].sort());
});

test("no other file is refused, and each rule has a case", () => {
  expect([...found.keys()].filter((file) => !imports.some(([it]) => it === file))).toEqual([]);
  const shown = new Set(imports.flatMap(([, , refused]) => refused));
  expect(forbidden.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([]);
});
