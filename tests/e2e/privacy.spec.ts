import { readFile } from "node:fs/promises";
import { expect, ready, test } from "./fixtures";

test("a worker reads, downloads and corrects; HR decides and reveals; the worker is told and sees it", async ({
  page,
  app,
  signInAs,
  quiet,
}) => {
  quiet.allow(/status of 422/);
  const { db } = app.store;
  const { personId } = await db.account.findUniqueOrThrow({ where: { employeeNo: "W0003" } });

  await test.step("what is held, why and how long", async () => {
    await signInAs("W0003");
    await page.goto("/me");
    await page.getByRole("link", { name: "我的信息" }).click();
    await ready(page);
    const idNumber = page.locator("details", { has: page.getByText("身份证号", { exact: true }) }).first();
    await expect(idNumber.locator("summary")).toContainText(/999\*+\d{3}[\dX]/);
    await idNumber.locator("summary").click();
    await expect(idNumber.getByText("离职后 3 年")).toBeVisible();
    await expect(page.getByText("还没有人看过身份证号或收款账号的全号。")).toBeVisible();
  });

  await test.step("the download is masked without the password, in full with it", async () => {
    const read = async (password: string) => {
      await page.goto("/me/data/download");
      await page.getByLabel(/登录密码/).fill(password);
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name: "下载" }).click();
      const text = await readFile(await (await download).path(), "utf8");
      return JSON.parse(text) as { secrets: { idNumber: string }; tables: Record<string, unknown[]> };
    };
    const masked = await read("");
    expect(masked.secrets.idNumber).toMatch(/^999\*{11}/);
    expect(masked.tables.post).toHaveLength(1);
    await page.goto("/me/data/download");
    await page.getByLabel(/登录密码/).fill("wrong");
    await page.getByRole("button", { name: "下载" }).click();
    await expect(page.getByText("密码不对。")).toBeVisible();
    expect((await read("Nuanxin-2026")).secrets.idNumber).toMatch(/^999999/);
  });

  await test.step("a correction is asked for, with an error beside the field first", async () => {
    await page.goto("/me/data");
    await page.getByRole("link", { name: "提出更正" }).click();
    await ready(page);
    await page.getByLabel("哪一项有误").selectOption("phone");
    await page.getByLabel("应该是什么").fill("12");
    await page.getByLabel("理由").fill("换了新号码");
    await page.getByRole("button", { name: "提交" }).click();
    await expect(page.getByText("格式不对，请按提示填写。")).toBeVisible();
    await expect(page.getByLabel("理由")).toHaveValue("换了新号码");
    await page.getByLabel("应该是什么").fill("139 0000 0003");
    await page.getByRole("button", { name: "提交" }).click();
    await expect(page.locator("#corrections")).toContainText("待处理");
  });

  await test.step("HR finds it from Today, accepts it, and the phone is another", async () => {
    await signInAs("H0001");
    await page.goto("/");
    await page.getByRole("link", { name: "去处理" }).click();
    await page.getByLabel("姓名或工号").fill("W0003");
    await page.getByRole("button", { name: "查找" }).click();
    const item = page.locator(".todo__it", { hasText: "W0003" });
    await expect(item).toHaveCount(1);
    await expect(page.locator(".todo__it")).toHaveCount(1);
    await expect(item).toContainText("139 0000 0003");
    await item.getByRole("button", { name: "接受并改好" }).click();
    await expect(page.getByText("没有这样的申请")).toBeVisible();
    expect(await db.person.findUniqueOrThrow({ where: { id: personId } })).toMatchObject({
      phone: "139 0000 0003",
    });
  });

  await test.step("HR sees the ID number for a reason, once", async () => {
    await page.goto(`/desk/people/${personId}/secrets`);
    await ready(page);
    await page.getByRole("radio", { name: "身份证号" }).check();
    await page.getByLabel("事由").selectOption({ label: "其他（写在补充说明里）" });
    await page.getByRole("button", { name: "查看完整号码" }).click();
    await expect(page.getByText("请写明理由，至少 4 个字。")).toBeVisible();
    await page.getByLabel("补充说明").fill("核对考试报名表");
    await page.getByRole("button", { name: "查看完整号码" }).click();
    await expect(page.getByRole("status")).toContainText(/999999\d{11}[\dX]/);
    expect(new URL(page.url()).search).toBe("");
    await page.reload();
    await expect(page.getByText(/999999\d{11}[\dX]/)).toHaveCount(0);
  });

  await test.step("the worker is told, and sees who looked and why", async () => {
    await signInAs("W0003");
    const news = await db.notification.findMany({ where: { personId, kind: "correction.decided" } });
    expect(news).toHaveLength(1);
    await page.goto("/me/data");
    await expect(page.locator("#corrections")).toContainText("已接受");
    await expect(page.locator("#reveals")).toContainText("刘芳看了身份证号");
    await expect(page.locator("#reveals")).toContainText("核对考试报名表");
  });
});

test("a new version of the notice asks on every page, takes one tap and keeps what was typed", async ({
  page,
  app,
  signInAs,
}) => {
  const { db } = app.store;
  await signInAs("W0009");
  const { personId } = await db.account.findUniqueOrThrow({ where: { employeeNo: "W0009" } });
  await db.consent.updateMany({ where: { personId }, data: { version: "2025.1" } });
  await page.goto("/me/data/correction");
  await ready(page);
  await page.getByLabel("理由").fill("写到一半的话");
  await expect(page.getByRole("link", { name: "请阅读《个人信息处理告知》" })).toBeVisible();
  await page.getByRole("button", { name: "我已阅读" }).click();
  await expect(page.getByRole("button", { name: "我已阅读" })).toHaveCount(0);
  await expect(page.getByLabel("理由")).toHaveValue("写到一半的话");
  expect(
    await db.consent.count({ where: { personId, purpose: "personal-data-notice", version: "2026.1" } }),
  ).toBe(1);
});

test("a consent is taken back and given again without JavaScript", async ({ browser, app, signInAs }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: app.url });
  const page = await context.newPage();
  await signInAs("W0001", page);
  await page.goto("/me/data");
  await page.getByRole("button", { name: "撤回同意" }).click();
  await expect(page.getByText("你没有同意。")).toBeVisible();
  await expect(page.locator("#consents")).toContainText("撤回");
  await page.getByRole("button", { name: "同意", exact: true }).click();
  await expect(page.getByText("你同意了。")).toBeVisible();
  await context.close();
});
