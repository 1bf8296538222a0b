import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { findPostgres, startPostgres } from "../setup/postgres";

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** `npm start` with an environment, until it ends or says where it serves. */
function start(env: Record<string, string>): {
  ended: Promise<Ended>;
  serving: Promise<string>;
  kill: () => void;
} {
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    env: { ...process.env, LOG_LEVEL: "silent", PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  const serving = new Promise<string>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
      const url = /http:\/\/\S+/.exec(out)?.[0];
      if (url) resolve(url);
    });
    child.on("close", () => reject(new Error(`it ended: ${err}`)));
  });
  serving.catch(() => {});
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
  const ended = new Promise<Ended>((resolve) => child.on("close", (code) => resolve({ code, out, err })));
  return { ended, serving, kill: () => child.kill("SIGTERM") };
}

const key = Buffer.alloc(32, 5).toString("base64");
let dir = "";
test.beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), "nuanxin-start-"));
});
test.afterEach(() => rmSync(dir, { recursive: true, force: true }));

for (const [name, env, says] of [
  ["a port that is none", { PORT: "abc" }, /^PORT must be a port number/m],
  ["a port out of range", { PORT: "70000" }, /^PORT must be 0 to 65535/m],
  [
    "an origin with a path",
    { PUBLIC_ORIGIN: "https://a.cn/x" },
    /^PUBLIC_ORIGIN must be an origin without a path/m,
  ],
  ["a proxy count that is none", { TRUST_PROXY: "yes" }, /^TRUST_PROXY must be the number of proxies/m],
  ["a database that is none", { DATABASE_URL: "mysql://x" }, /^DATABASE_URL must be a PostgreSQL address/m],
  ["a switch that is none", { NUANXIN_DEMO: "maybe" }, /^NUANXIN_DEMO must be 0 or 1/m],
  ["a mail server that is none", { SMTP_URL: "http://x" }, /^SMTP_URL must be an address/m],
  ["a short key", { ENCRYPTION_KEY: "abcd" }, /^ENCRYPTION_KEY must be 32 random bytes/m],
  [
    "an old key that is none",
    { ENCRYPTION_KEY_PREVIOUS: "abcd" },
    /^ENCRYPTION_KEY_PREVIOUS must be 32 random/m,
  ],
  ["a sender that is none", { MAIL_FROM: "nobody" }, /^MAIL_FROM must be an address/m],
  ["a webhook origin with a path", { WECOM_ORIGIN: "https://a.cn/x" }, /^WECOM_ORIGIN must be an origin/m],
  [
    "a database server without a key",
    { DATABASE_URL: "postgres://x@127.0.0.1:1/x" },
    /^ENCRYPTION_KEY must be given together with DATABASE_URL/m,
  ],
  [
    "a demonstration on a server",
    { NUANXIN_DEMO: "1", DATABASE_URL: "postgres://x@127.0.0.1:1/x" },
    /^NUANXIN_DEMO must not be 1/m,
  ],
  [
    "a database that does not answer",
    { DATABASE_URL: "postgres://me:secret@127.0.0.1:1/x", ENCRYPTION_KEY: key },
    /cannot be reached/,
  ],
  ["two wrong variables", { PORT: "x", NUANXIN_DEMO: "x" }, /^PORT must.*\nNUANXIN_DEMO must/m],
] as [string, Record<string, string>, RegExp][]) {
  test(`does not start with ${name}, and says why`, async () => {
    const { code, out, err } = await start({ NUANXIN_DATA: dir, ...env }).ended;
    expect(err).toMatch(says);
    expect(err).not.toMatch(/ at .*:\d+:\d+|secret/);
    expect([code, out]).toEqual([1, ""]);
    expect(readdirSync(dir)).toEqual([]);
  });
}

test("does not start in a directory that cannot be written", async () => {
  const file = path.join(dir, "file");
  writeFileSync(file, "");
  chmodSync(file, 0o400);
  const { code, err } = await start({ NUANXIN_DATA: path.join(file, "data") }).ended;
  expect(err).toContain(path.join(file, "data"));
  expect(err).not.toMatch(/ at .*:\d+:\d+/);
  expect(code).toBe(1);
});

test("a second process on the same data is told who has it; a port in use is named; it stops in order", async () => {
  const first = start({ NUANXIN_DATA: dir });
  const url = await first.serving;
  expect((await fetch(`${url}/healthz`)).status).toBe(200);

  const second = await start({ NUANXIN_DATA: dir }).ended;
  expect(second.code).toBe(1);
  expect(second.err).toMatch(/in use by process \d+/);

  const port = new URL(url).port;
  const other = mkdtempSync(path.join(os.tmpdir(), "nuanxin-start-"));
  const third = await start({ NUANXIN_DATA: other, PORT: port, NUANXIN_DEMO: "0" }).ended;
  rmSync(other, { recursive: true });
  expect(third.code).toBe(1);
  expect(third.err).toContain(`Port ${port} on 127.0.0.1 is in use`);

  first.kill();
  expect((await first.ended).code).toBe(0);
  const again = start({ NUANXIN_DATA: dir });
  const started = Date.now();
  expect((await fetch(`${await again.serving}/healthz`)).status).toBe(200);
  test.info().annotations.push({ type: "second start", description: `${Date.now() - started} ms` });
  again.kill();
  await again.ended;
  const notDemo = await start({ NUANXIN_DATA: dir, NUANXIN_DEMO: "0" }).ended;
  expect(notDemo.err).toContain("NUANXIN_DATA holds the demonstration");
});

test("asked to stop, it takes nothing new and finishes what it has begun", async () => {
  const server = start({ NUANXIN_DATA: dir, LOG_LEVEL: "info" });
  const url = await server.serving;
  const form = "employeeNo=W0001&password=Nuanxin-2026&next=%2F";
  const request = http.request(`${url}/login`, {
    method: "POST",
    headers: {
      Origin: url,
      "Content-Type": "application/x-www-form-urlencoded",
      "Content-Length": form.length,
      Connection: "close",
    },
  });
  const answered = new Promise<http.IncomingMessage>((resolve, reject) =>
    request.once("response", resolve).once("error", reject),
  );
  request.write(form.slice(0, 20));
  // The other half comes when nobody else is let in any more.
  await expect.poll(() => fetch(`${url}/healthz`).then(({ status }) => status)).toBe(200);
  server.kill();
  await expect
    .poll(() =>
      fetch(`${url}/healthz`).then(
        () => "open",
        () => "closed",
      ),
    )
    .toBe("closed");
  request.end(form.slice(20));
  const response = await answered;
  expect(response.statusCode).toBe(302);
  const { code, err } = await server.ended;
  expect(code).toBe(0);
  // The log has the request under the id that its answer carried, and nothing that was typed.
  const line = err.split("\n").find((each) => each.includes(String(response.headers["x-request-id"])));
  expect(JSON.parse(line ?? "{}")).toMatchObject({ method: "POST", path: "/login", status: 302 });
  expect(err).not.toContain("Nuanxin-2026");
});

test("without the demonstration there is no account, no gallery and no clock to move", async () => {
  const server = start({ NUANXIN_DATA: dir, NUANXIN_DEMO: "0" });
  const url = await server.serving;
  const login = await (await fetch(`${url}/login`)).text();
  expect(login).not.toContain("演示");
  expect((await fetch(`${url}/dev/gallery`)).status).toBe(404);
  const moved = await fetch(`${url}/demo/clock`, {
    method: "POST",
    headers: { Origin: url },
    body: new URLSearchParams({ minutes: "60", next: "/" }),
  });
  expect(moved.status).toBe(404);
  const signIn = await fetch(`${url}/login`, {
    method: "POST",
    headers: { Origin: url },
    body: new URLSearchParams({ employeeNo: "H0001", password: "Nuanxin-2026" }),
  });
  expect(signIn.status).toBe(422);
  server.kill();
  await server.ended;
});

test("a database that goes away under a running server is a 503 that asks to come back", async () => {
  test.skip(findPostgres() === null && !process.env.CI, "no PostgreSQL server here");
  const postgres = await startPostgres();
  const server = start({ DATABASE_URL: postgres.url, ENCRYPTION_KEY: key, NUANXIN_DATA: dir });
  const url = await server.serving;
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  const cookie = { Cookie: `nuanxin_session=${"a".repeat(40)}` };
  expect((await fetch(`${url}/me`, { headers: cookie, redirect: "manual" })).status).toBe(302);
  await postgres.stop();
  expect((await fetch(`${url}/healthz`)).status).toBe(503);
  const page = await fetch(`${url}/me`, { headers: cookie });
  const text = await page.text();
  expect(page.status).toBe(503);
  expect(text).toContain("数据库暂时连不上");
  expect(text).not.toMatch(/ECONNREFUSED|127\.0\.0\.1:\d+\/|PrismaClient/);
  server.kill();
  expect((await server.ended).code).toBe(0);
});
