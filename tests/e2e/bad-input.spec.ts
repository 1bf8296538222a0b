import http from "node:http";
import { expect, test } from "./fixtures";

/** Sends a request with exactly these headers and this body; browsers and fetch would mend some of them. */
function raw(
  url: string,
  options: http.RequestOptions,
  body?: string,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, options, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => (text += chunk.toString()));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    });
    request.on("error", reject);
    request.end(body);
  });
}

const form = { "Content-Type": "application/x-www-form-urlencoded" };

test.beforeEach(({}, info) => {
  test.skip(info.project.name !== "desk", "needs no second screen");
});

test("every kind of bad request gets its status and a message, and no stack trace", async ({
  app,
  signInAs,
  page,
}) => {
  const origin = { Origin: app.url };
  await signInAs("W0008");
  const [session] = await page.context().cookies();
  const signedIn = { Cookie: `${session?.name}=${session?.value}` };
  const cases: [string, string, http.RequestOptions, string | undefined, number, RegExp][] = [
    ["an unknown address", "/no/such/page", {}, undefined, 404, /没有这个页面/],
    ["an address that does not decode", "/%E0%A4%A", {}, undefined, 400, /这个请求看不懂/],
    ["a wrong method", "/login", { method: "DELETE" }, undefined, 405, /这里不能这样操作/],
    [
      "a method that a page does not take",
      "/courses",
      { method: "POST", headers: { ...origin, ...form, ...signedIn, "Content-Length": 0 } },
      "",
      405,
      /这里不能这样操作/,
    ],
    [
      "a form from another site",
      "/login",
      { method: "POST", headers: { ...form, Origin: "https://example.com", "Content-Length": 3 } },
      "a=1",
      403,
      /不是从本站发出/,
    ],
    [
      "a form without an origin",
      "/login",
      { method: "POST", headers: { ...form, "Content-Length": 3 } },
      "a=1",
      403,
      /不是从本站发出/,
    ],
    [
      "a body without a length",
      "/login",
      { method: "POST", headers: { ...origin, ...form, "Transfer-Encoding": "chunked" } },
      "a=1",
      411,
      /没有写明长度/,
    ],
    [
      "an oversized body",
      "/login",
      { method: "POST", headers: { ...origin, ...form, "Content-Length": 2_000_000 } },
      undefined,
      413,
      /内容太大/,
    ],
    [
      "a body that is no form",
      "/login",
      { method: "POST", headers: { ...origin, "Content-Type": "application/json", "Content-Length": 2 } },
      "{}",
      400,
      /这个请求看不懂/,
    ],
    [
      "a field with an index, which would become an array of that length",
      "/login",
      { method: "POST", headers: { ...origin, ...form, "Content-Length": 36 } },
      "employeeNo%5B200000000%5D=A&password",
      400,
      /这个请求看不懂/,
    ],
    ["a host that is none", "/login", { headers: { Host: "a b" } }, undefined, 400, /这个请求看不懂/],
    [
      "an empty form",
      "/login",
      { method: "POST", headers: { ...origin, ...form, "Content-Length": 0 } },
      "",
      422,
      /请填写工号/,
    ],
    [
      "a form that nobody can fill in so",
      "/training/0198a0b0-0000-7000-8000-000000000000?index",
      { method: "POST", headers: { ...origin, ...form, ...signedIn, "Content-Length": 9 } },
      "intent=xx",
      400,
      /这个请求看不懂/,
    ],
    [
      "a session that is not there",
      "/training/0198a0b0-0000-7000-8000-000000000000",
      { headers: signedIn },
      undefined,
      404,
      /没有这个页面/,
    ],
    [
      "an id that is none",
      "/training/1%27%20or%201=1",
      { headers: signedIn },
      undefined,
      404,
      /没有这个页面/,
    ],
    ["a page of another role", "/desk", { headers: signedIn }, undefined, 404, /没有这个页面/],
    [
      "a broken cookie",
      "/me",
      { headers: { Cookie: "nuanxin_session=%ZZ; =; nuanxin_language" } },
      undefined,
      302,
      /^$/,
    ],
    [
      "an unknown session",
      "/me",
      { headers: { Cookie: `nuanxin_session=${"a".repeat(40)}` } },
      undefined,
      302,
      /^$/,
    ],
    [
      "a background request without a session",
      "/exams/0198a0b0-0000-7000-8000-000000000000/save",
      {
        method: "POST",
        headers: {
          ...origin,
          "X-Nuanxin-Background": "1",
          "Content-Type": "application/json",
          "Content-Length": 2,
        },
      },
      "{}",
      401,
      /^$/,
    ],
    [
      "answers that are no answers",
      "/exams/0198a0b0-0000-7000-8000-000000000000/save",
      {
        method: "POST",
        headers: { ...origin, ...signedIn, "Content-Type": "application/json", "Content-Length": 2 },
      },
      "[]",
      400,
      /^$/,
    ],
  ];
  for (const [name, address, options, body, status, says] of cases) {
    const answer = await raw(`${app.url}${address}`, options, body);
    expect.soft([name, answer.status]).toEqual([name, status]);
    expect.soft(answer.text, name).toMatch(says);
    expect.soft(answer.text, name).not.toMatch(/\bat .*\.(js|ts):\d+|node_modules|PrismaClient/);
  }
  const { personId } = await app.store.db.account.findUniqueOrThrow({ where: { employeeNo: "W0008" } });
  expect(
    await app.store.db.enrolment.count({ where: { personId, enrolledAt: { gt: new Date("2026-11-23") } } }),
  ).toBe(0);
});

test("messages come in the reader's language", async ({ app }) => {
  const english = { headers: { Cookie: "nuanxin_language=en" } };
  expect((await raw(`${app.url}/no/such/page`, english)).text).toContain("There is no such page");
  expect((await raw(`${app.url}/%E0%A4%A`, english)).text).toContain("This request cannot be read");
});

test("pages carry a strict policy, and cookies keep to themselves", async ({ app }) => {
  const response = await fetch(`${app.url}/login`);
  const policy = response.headers.get("content-security-policy") ?? "";
  const script = /script-src ([^;]*)/.exec(policy)?.[1];
  expect(script).toMatch(/^'self' 'nonce-[A-Za-z0-9+/=]+'$/);
  expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|\*/);
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(response.headers.get("x-frame-options")).toBe("SAMEORIGIN");
  const signedIn = await fetch(`${app.url}/login`, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: app.url },
    body: new URLSearchParams({
      employeeNo: "W0009",
      password: "Nuanxin-2026",
      next: "https://example.com/",
    }),
  });
  expect(signedIn.headers.get("location")).toBe("/");
  expect(signedIn.headers.get("set-cookie")).toMatch(/HttpOnly/);
  expect(signedIn.headers.get("set-cookie")).toMatch(/SameSite=Lax/);
});

test("a return address that no header can carry leads home", async ({ app }) => {
  const response = await fetch(`${app.url}/login`, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: app.url },
    body: new URLSearchParams({ employeeNo: "W0012", password: "Nuanxin-2026", next: "/课" }),
  });
  expect([response.status, response.headers.get("location")]).toEqual([302, "/"]);
});

test("five wrong passwords lock the account, and the right one is refused then", async ({ app }) => {
  const attempt = async (password: string) => {
    const response = await fetch(`${app.url}/login`, {
      method: "POST",
      redirect: "manual",
      headers: { Origin: app.url },
      body: new URLSearchParams({ employeeNo: "W0010", password }),
    });
    return [response.status, /已锁定/.test(await response.text())];
  };
  for (let i = 0; i < 4; i++) expect(await attempt("wrong")).toEqual([422, false]);
  expect(await attempt("wrong")).toEqual([422, true]);
  expect(await attempt("Nuanxin-2026")).toEqual([422, true]);
});

test("a session ends after 30 minutes without use and after 12 hours in any case", async ({
  app,
  page,
  signInAs,
}) => {
  const { db } = app.store;
  await signInAs("W0011");
  const { personId } = await db.account.findUniqueOrThrow({ where: { employeeNo: "W0011" } });
  const change = (data: { expiresAt?: Date; createdAt?: Date }) =>
    db.session.updateMany({ where: { accountId: personId }, data });
  const soon = new Date(Date.now() + 60_000);
  await change({ expiresAt: soon });
  await page.goto("/me");
  await expect(page).toHaveURL("/me");
  const session = await db.session.findFirstOrThrow({ where: { accountId: personId } });
  expect(session.expiresAt.getTime()).toBeGreaterThan(Date.now() + 29 * 60_000);
  await change({ createdAt: new Date(Date.now() - 12 * 3_600_000) });
  await page.goto("/me");
  await expect(page).toHaveURL(/\/login/);
  await change({ createdAt: new Date(), expiresAt: new Date(Date.now() - 1) });
  await page.goto("/me");
  await expect(page).toHaveURL(/\/login/);
});
