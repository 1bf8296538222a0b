import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import type { Running } from "../../app/process/start.server";
import { loadBuild } from "../setup/build";
import { startSmtp } from "../setup/smtp";
import { expect, ready, test as base } from "./fixtures";

type Smtp = Awaited<ReturnType<typeof startSmtp>>;

/** A server without the demonstration, empty, that sends mail. */
const test = base.extend<object, { app: Running; smtp: Smtp }>({
  smtp: [
    async ({}, use) => {
      const smtp = await startSmtp();
      await use(smtp);
      await smtp.stop();
    },
    { scope: "worker" },
  ],
  app: [
    async ({ smtp }, use) => {
      const dir = mkdtempSync(path.join(os.tmpdir(), "nuanxin-account-"));
      const build = await loadBuild();
      const port = await freePort();
      const running = await build.entry.module.start({
        env: {
          PORT: String(port),
          PUBLIC_ORIGIN: `http://127.0.0.1:${port}`,
          NUANXIN_DATA: dir,
          NUANXIN_DEMO: "0",
          SMTP_URL: smtp.url,
        },
        build: async () => build,
      });
      await use(running);
      await running.close();
      rmSync(dir, { recursive: true, force: true });
    },
    { scope: "worker", timeout: 90_000 },
  ],
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test.beforeEach(({}, info) => {
  test.skip(info.project.name !== "phone", "one server is enough, and a phone the narrower one");
});

const password = "Rain-on-7-roofs";

async function choosePassword(page: Page, chosen = password) {
  await page.getByLabel("新密码", { exact: true }).fill(chosen);
  await page.getByLabel("再输一次新密码").fill(chosen);
  await page.getByRole("button", { name: "保存密码" }).click();
  await expect(page.getByText("密码已设好")).toBeVisible();
}

async function signIn(page: Page, employeeNo: string, chosen = password) {
  await page.goto("/login");
  await ready(page);
  await page.getByLabel("工号").fill(employeeNo);
  await page.getByLabel("密码").fill(chosen);
  await page.getByRole("button", { name: "登录" }).click();
}

/** Sets a second factor up on the page that asks for it; gives its secret and the recovery codes. */
async function setUpSecondFactor(page: Page): Promise<{ secret: string; codes: string[] }> {
  await page.getByRole("button", { name: "开始设置" }).click();
  const secret = ((await page.locator("code").first().textContent()) ?? "").replaceAll(" ", "");
  await page.getByLabel("6 位验证码").fill("000000");
  await page.getByRole("button", { name: "确认并开启" }).click();
  await expect(page.getByText("验证码不对")).toBeVisible();
  await page.getByLabel("6 位验证码").fill(codeOf(secret));
  await page.getByRole("button", { name: "确认并开启" }).click();
  await expect(page.getByRole("heading", { name: "恢复码" })).toBeVisible();
  const codes = await page.locator("li code").allTextContents();
  await page.getByRole("button", { name: "我已保存，继续" }).click();
  return { secret, codes };
}

const codeOf = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret) }).generate();

/** The address on the sheet that is shown. */
const onSheet = async (page: Page) => (await page.locator("article code").textContent()) ?? "";

async function signOut(page: Page) {
  await page.goto("/me");
  await page.getByRole("button", { name: "退出登录" }).click();
  await expect(page).toHaveURL("/login");
}

test("from an empty store to HR: the first administrator, the security administrator, and mail", async ({
  page,
  app,
  smtp,
  quiet,
}) => {
  test.setTimeout(180_000);
  // What is refused comes with 422, what is over with 410.
  quiet.allow(/status of (422|410)/);
  const first = app.firstAdministrator ?? "";
  await page.goto(first);
  await page.getByLabel("姓名").fill("孙浩然");
  await page.getByLabel("工号").fill("S1");
  await page.getByLabel("邮箱（选填）").fill("sun@");
  await page.getByLabel("区的名称").fill("示例区");
  await page.getByLabel("新密码", { exact: true }).fill("short");
  await page.getByLabel("再输一次新密码").fill("short");
  await page.getByRole("button", { name: "保存密码" }).click();
  await expect(page.getByText("邮箱的格式不对。")).toBeVisible();
  await page.getByLabel("邮箱（选填）").fill("");
  await page.getByLabel("新密码", { exact: true }).fill("short");
  await page.getByLabel("再输一次新密码").fill("short");
  await page.getByRole("button", { name: "保存密码" }).click();
  await expect(page.getByText("密码至少 8 个字符。")).toBeVisible();
  await expect(page.getByLabel("姓名")).toHaveValue("孙浩然");
  await choosePassword(page);
  expect((await page.goto(first))?.status()).toBe(410);
  await expect(page.getByText("这个链接不能用了")).toBeVisible();

  await signIn(page, "S1");
  await expect(page).toHaveURL("/me/second-factor");
  await page.goto("/admin");
  await expect(page).toHaveURL(/\/me\/second-factor\?next=%2Fadmin$/);
  const background = await page.request.get("/me", {
    headers: { "X-Nuanxin-Background": "1" },
    maxRedirects: 0,
  });
  expect(background.status()).toBe(401);
  await setUpSecondFactor(page);
  await expect(page).toHaveURL("/admin");

  const invite = async (name: string, employeeNo: string, role?: string) => {
    await page.goto("/admin/new");
    await page.getByLabel("姓名").fill(name);
    await page.getByLabel("工号").fill(employeeNo);
    await page.getByLabel("岗位").fill("管理员");
    if (role) await page.getByLabel("角色").selectOption({ label: role });
    await page.getByRole("button", { name: "开通并邀请" }).click();
    await page.getByRole("button", { name: "生成邀请单" }).click();
    await expect(page.getByText("这张单子只显示一次")).toBeVisible();
    return onSheet(page);
  };
  const security = await invite("吴敏", "S2", "安全管理员");
  const hr = await invite("刘芳", "H1");
  await page.reload();
  await expect(page.locator("article code")).toHaveCount(0);
  await signOut(page);

  await page.goto(security);
  await choosePassword(page);
  await signIn(page, "S2");
  await setUpSecondFactor(page);
  await page.goto("/admin?q=H1");
  await page.getByRole("link", { name: "刘芳" }).click();
  await page.getByRole("link", { name: "授予角色" }).click();
  await page.getByRole("combobox", { name: "角色" }).selectOption({ label: "人事干部" });
  await page.getByRole("button", { name: "授予" }).click();
  await expect(page.getByText("角色已授予。")).toBeVisible();
  await signOut(page);

  await page.goto(hr);
  await choosePassword(page);
  await signIn(page, "H1");
  const factor = await setUpSecondFactor(page);
  expect(factor.codes).toHaveLength(10);
  await expect(page).toHaveURL("/");
  await page.goto("/me/security");
  await expect(page.getByText("这台设备", { exact: true })).toBeVisible();
  await signOut(page);

  await signIn(page, "H1");
  await expect(page).toHaveURL("/login/code");
  await page.goto("/desk/people");
  await expect(page).toHaveURL(/\/login\/code\?next=/);
  await page.getByLabel("6 位验证码").fill(factor.codes[0] ?? "");
  await page.getByRole("button", { name: "继续登录" }).click();
  await expect(page).toHaveURL("/desk/people");
  await signOut(page);

  await app.store.db.person.updateMany({
    where: { account: { employeeNo: "H1" } },
    data: { email: "h1@example.cn" },
  });
  await page.goto("/login/forgot");
  await page.getByLabel("工号").fill("H1");
  await page.getByRole("button", { name: "发送链接" }).click();
  await expect(page.getByText("链接已在路上")).toBeVisible();
  await expect.poll(() => smtp.messages.length, { timeout: 20_000 }).toBeGreaterThan(0);
  const address = (await smtp.parsed())
    .map(({ text }) => /http:\S+\/link\/[\w-]{43}/.exec(text ?? "")?.[0])
    .find(Boolean);
  await page.goto(address ?? "no link was sent");
  await choosePassword(page, "Wind-over-3-hills");
  await signIn(page, "H1", "Wind-over-3-hills");
  await expect(page).toHaveURL("/login/code");
});
