import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import type { Running } from "../../app/process/start.server";
import { loadBuild } from "../setup/build";

const dir = mkdtempSync(path.join(os.tmpdir(), "nuanxin-cli-"));
mkdirSync(path.join(dir, "no-course"));
test.afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** What an operator types, in `dir`, for the installation of `data`. */
function cli(data: string, ...argv: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [path.resolve("scripts/cli.mjs"), ...argv], {
    env: { ...process.env, INIT_CWD: dir, NUANXIN_DATA: path.join(dir, data), LOG_LEVEL: "silent" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out, err })));
}

async function serve(data: string): Promise<Running> {
  const build = await loadBuild();
  const env = { PORT: "0", NUANXIN_DATA: path.join(dir, data), LOG_LEVEL: "error" };
  return build.entry.module.start({ env, build: async () => build });
}

test.describe.configure({ mode: "serial" });

test("help names every command, and each has its own", async () => {
  const { code, out } = await cli("none", "help");
  expect(code).toBe(0);
  const names = [...out.matchAll(/^ {2}([a-z]+(?: [a-z]+)?)/gm)].map(([, name]) => name ?? "");
  expect(names).toEqual(
    expect.arrayContaining(["db migrate", "db status", "db backup", "db restore", "user invite"]),
  );
  for (const command of [
    ...["db backup", "user invite", "token create", "key rotate", "audit verify", "rules", "content check"],
  ]) {
    const answer = await cli("none", ...command.split(" "), "--help");
    expect([command, answer.code, answer.err]).toEqual([command, 0, ""]);
    expect(answer.out).toContain(`-- ${command}`);
  }
});

for (const [argv, says] of [
  [["db", "dance"], /^unknown command: db dance/],
  [["db", "backup"], /^something is missing/],
  [["db", "backup", "a", "b"], /^too many arguments: b/],
  [["db", "status", "--loud"], /^Unknown option '--loud'/],
  [["token", "create", "A B"], /^NAME must be/],
  [["token", "create", "prometheus", "--days", "0"], /^--days must be 1 or more/],
  [["token", "create", "prometheus", "--scope", "all"], /^--scope must be metrics/],
  [["content", "check", "nowhere.mdx"], /^nowhere\.mdx is not there/],
  [["content", "check", "a", "b"], /^too many arguments: b/],
  [["content", "check", "no-course"], /^no-course has no course and no lesson/],
  [["content", "check", "--loud"], /^Unknown option '--loud'/],
  [["audit", "verify", "--head", "nowhere.json"], /^--head: nowhere.json is no file with a head/],
] as [string[], RegExp][]) {
  test(`${argv.join(" ")} is a wrong call`, async () => {
    const { code, out, err } = await cli("wrong", ...argv);
    expect(err).toMatch(says);
    expect(err + out).not.toMatch(/\n\s+at /);
    expect(code).toBe(2);
  });
}

/** A small lesson; `text` stands in line 8. */
const lessonOf = (text: string) => `---\ntitle: 一课\nminutes: 10\n---\n\n## 上门\n\n${text}\n`;

test("content check looks at what we deliver, and at lessons anywhere", async () => {
  test.setTimeout(60_000);
  expect(await cli("none", "content", "check")).toMatchObject({ code: 0, err: "" });
  writeFileSync(path.join(dir, "good.mdx"), lessonOf("敲门**三下**。"));
  writeFileSync(path.join(dir, "bad.mdx"), lessonOf("年龄<18岁"));
  const bad = await cli("none", "content", "check", "bad.mdx");
  expect([bad.code, bad.out]).toEqual([1, expect.stringMatching(/^bad\.mdx:8:3 .*&lt;/)]);
  const { code, out } = await cli("none", "content", "check", "good.mdx", "--json", "--html");
  expect([code, JSON.parse(out)]).toEqual([
    0,
    { file: "good.mdx", ok: true, problems: [], html: expect.stringContaining("<strong>三下</strong>") },
  ]);
  const all = await cli("none", "content", "check", ".", "--json");
  const rows = all.out
    .trim()
    .split("\n")
    .map((row) => JSON.parse(row) as { file: string; ok: boolean });
  expect([all.code, rows.map(({ file, ok }) => [file, ok])]).toEqual([
    1,
    [
      ["bad.mdx", false],
      ["good.mdx", true],
    ],
  ]);
});

test("content check looks for what lessons lead to", async () => {
  const course = path.join(dir, "visits");
  mkdirSync(path.join(course, "files"), { recursive: true });
  const head =
    "slug: visits\nposition: 1\nkind: job\ntitle: 走访\ntitleEn: Visits\nsummary: 一\nsummaryEn: One\n";
  const tail = "partner: uni\npartnerPart: 二\nchapters:\n  - title: 甲\n    lessons: [one, gone]\n";
  writeFileSync(path.join(course, "course.yaml"), head + tail);
  writeFileSync(path.join(course, "files/lie.png"), "no picture");
  writeFileSync(
    path.join(course, "01-one.mdx"),
    lessonOf("![门](files/door.png) [下一课](02-two.mdx#section-4)"),
  );
  writeFileSync(path.join(course, "02-two.mdx"), lessonOf("[没有](three)"));
  const { code, out } = await cli("none", "content", "check", "visits");
  expect(code).toBe(1);
  expect(out.split("\n").map((line) => /^\S+:\d+:\d+( warning)?/.exec(line)?.[0] ?? "")).toEqual([
    ...["visits/01-one.mdx:8:6", "visits/01-one.mdx:8:28", "visits/02-two.mdx:8:6"],
    ...["visits/course.yaml:12:20", "visits/files/lie.png:1:1", "visits/files/lie.png:1:1 warning"],
    ...["", ""],
  ]);
});

test("content check says what is wrong with each kind of file, and where", async () => {
  const course = path.join(dir, "faulty");
  mkdirSync(path.join(course, "files"), { recursive: true });
  const head =
    "slug: wrong\nposition: 1\nkind: job\ntitle: 错\ntitleEn: Wrong\nsummary: 一\nsummaryEn: One\n";
  const tail = "partner: uni\npartnerPart: 二\n";
  const check = async (file: string, content: string | Buffer) => {
    writeFileSync(path.join(course, "course.yaml"), head + tail);
    writeFileSync(path.join(course, "01-one.mdx"), lessonOf("一"));
    writeFileSync(path.join(course, file), content);
    const { code, out, err } = await cli("none", "content", "check", "faulty");
    expect([file, code, err]).toEqual([file, 1, ""]);
    return out;
  };
  const lesson = (over: string) => `---\ntitle: 一课\nminutes: 10\n${over}\n---\n\n一\n`;
  for (const [file, content, says] of [
    ["course.yaml", `${head}  kind: [job\n`, /^faulty\/course\.yaml:7:12 /],
    ["course.yaml", `${head}${tail}colour: red\n`, /^faulty\/course\.yaml:10:\d+ .*"colour"/],
    ["course.yaml", `${head}partner: &a uni\npartnerPart: *a\n`, /^faulty\/course\.yaml:8:10 aliases/],
    ["course.yaml", Buffer.from([0xc4, 0xe3]), /^faulty\/course\.yaml:1:1 the file is not text in UTF-8/],
    ["01-one.mdx", Buffer.from([0xff, 0xfe, 0]), /^faulty\/01-one\.mdx:1:1 the file is not text in UTF-8/],
    ["01-one.mdx", "字".repeat(100_000), /^faulty\/01-one\.mdx:1:1 .*200 KB/],
    ["01-one.mdx", lesson("colour: red"), /^faulty\/01-one\.mdx:4:1 .*colour/],
    ["01-one.mdx", lesson("summary: &a 一\ntopics: [*a]"), /^faulty\/01-one\.mdx:4:9 .*&/],
    ["01-one.mdx", lesson("topics: [2025/zz-99]"), /^faulty\/01-one\.mdx:4:10 .*"2025\/zz-99"/],
  ] as const)
    expect(await check(file, content)).toMatch(says);
  expect(await check("files/door.png", Buffer.from("MZ not a picture"))).toMatch(
    /^faulty\/files\/door\.png:1:1 a course takes no file of this type/,
  );
});

test("a store that nothing was started on", async () => {
  expect(await cli("empty", "db", "status")).toMatchObject({ code: 1 });
  expect(await cli("empty", "db", "migrate")).toMatchObject({ code: 0, err: "" });
  const { code, out } = await cli("empty", "db", "status");
  expect([code, out]).toEqual([0, expect.stringMatching(/applied\s+20261123000000_first/)]);
  expect(await cli("empty", "db", "restore", "nothing.backup")).toMatchObject({ code: 1 });
  writeFileSync(path.join(dir, "lie.backup"), "not a backup");
  expect(await cli("empty", "db", "restore", "lie.backup")).toMatchObject({ code: 1, out: "" });
});

test("commands while the server runs, and after", async () => {
  test.setTimeout(180_000);
  const running = await serve("district");
  const { url } = running;
  try {
    expect(await cli("district", "db", "status")).toMatchObject({ code: 0 });

    const token = (await cli("district", "token", "create", "prometheus", "--days", "1")).out.trim();
    expect(token).toMatch(/^nxt_/);
    expect(await cli("district", "token", "create", "prometheus")).toMatchObject({ code: 1 });
    const metrics = (headers: Record<string, string>) => fetch(`${url}/metrics`, { headers });
    expect(await (await metrics({})).text()).toContain("nuanxin_jobs{state=");
    const abroad = { "X-Forwarded-For": "203.0.113.9" };
    expect((await metrics(abroad)).status).toBe(404);
    expect((await metrics({ ...abroad, Authorization: `Bearer ${token}` })).status).toBe(200);
    expect(await cli("district", "token", "revoke", "prometheus")).toMatchObject({ code: 0 });
    expect((await metrics({ ...abroad, Authorization: `Bearer ${token}` })).status).toBe(404);

    const health = await fetch(`${url}/healthz`);
    expect([health.status, await health.json()]).toEqual([
      200,
      { ok: true, database: true, migrations: true, disk: true, jobs: true },
    ]);

    const invitation = await cli("district", "user", "invite", "W0002");
    const link = /\/link\/[\w-]+/.exec(invitation.out)?.[0] ?? "";
    expect(await (await fetch(`${url}${link}`)).text()).toContain("W0002");
    expect(await cli("district", "user", "invite", "X9999")).toMatchObject({ code: 1 });
    expect(await cli("district", "user", "invite")).toMatchObject({ code: 1 });

    expect(await cli("district", "key", "rotate")).toMatchObject({ code: 0, err: "" });
    for (const log of ["audit", "ledger"]) {
      const { code, out } = await cli("district", log, "verify");
      expect([code, JSON.parse(out)]).toEqual([0, expect.objectContaining({ ok: true })]);
    }
    expect(await cli("district", "db", "backup", "a.backup")).toMatchObject({ code: 0, err: "" });
    expect(statSync(path.join(dir, "a.backup")).mode & 0o777).toBe(0o600);
    expect(await cli("district", "db", "backup", "a.backup")).toMatchObject({ code: 1 });
    const busy = await cli("district", "db", "restore", "a.backup");
    expect([busy.code, busy.err]).toEqual([1, expect.stringContaining("in use by process")]);
  } finally {
    await running.close();
  }
  const head = await cli("district", "audit", "head");
  expect(head.code).toBe(0);
  writeFileSync(path.join(dir, "head.json"), head.out);
  expect(await cli("district", "audit", "verify", "--head", "head.json")).toMatchObject({ code: 0 });
});

test("a backup fills an empty store elsewhere, and the server goes on from it", async () => {
  test.setTimeout(120_000);
  // The key does not travel with the backup.
  const refused = await cli("elsewhere", "db", "restore", "a.backup");
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining("ENCRYPTION_KEY")]);
  copyFileSync(path.join(dir, "district/encryption.key"), path.join(dir, "elsewhere/encryption.key"));
  expect(await cli("elsewhere", "db", "restore", "a.backup")).toMatchObject({ code: 0, err: "" });
  expect(await cli("elsewhere", "db", "restore", "a.backup")).toMatchObject({ code: 1 });
  const running = await serve("elsewhere");
  try {
    expect(await running.store.db.person.count()).toBeGreaterThan(1200);
    expect(await cli("elsewhere", "audit", "verify")).toMatchObject({ code: 0 });
  } finally {
    await running.close();
  }
});
