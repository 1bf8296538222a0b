import type { Page } from "@playwright/test";
import type { Running } from "../../app/process/start.server";
import { shanghai } from "../../app/lib/dates";
import { aSession } from "../factories/training";
import { expect, ready, test } from "./fixtures";

/** A session with one seat, five weeks ahead, where nothing else of the demonstration is. */
async function oneSeat(app: Running) {
  const [like] = await app.store.db.trainingSession.findMany({
    where: { trainerId: { not: null } },
    take: 1,
  });
  const { id, title } = await app.store.db.trainingSession.create({
    data: aSession({
      partnerId: like?.partnerId ?? "",
      trainerId: like?.trainerId ?? "",
      title: `个案会谈 ${crypto.randomUUID().slice(0, 6)}`,
      startsAt: shanghai("2026-12-29", "09:00"),
      capacity: 1,
    }),
  });
  return { address: `/training/${id}`, title };
}

const navigation = (page: Page) => page.getByRole("navigation", { name: "主导航" });

test("whoever moves up from the waiting list is told, reads it and goes there", async ({
  app,
  page,
  browser,
  signInAs,
  freshWorker,
}) => {
  const { address, title } = await oneSeat(app);
  const other = await (await browser.newContext({ baseURL: app.url })).newPage();
  await signInAs(await freshWorker(), other);
  await other.goto(address);
  await other.getByRole("button", { name: "报名", exact: true }).click();
  await expect(other.getByText("已报名")).toBeVisible();

  await signInAs(await freshWorker());
  await page.goto(address);
  await page.getByRole("button", { name: "加入候补" }).click();
  await expect(page.getByText("候补中")).toBeVisible();
  await expect(navigation(page).getByText("1 条未读")).toHaveCount(0);

  await other.getByRole("button", { name: "取消报名" }).click();
  await expect(other.getByText("已报名")).toHaveCount(0);
  await other.context().close();

  await page.goto("/");
  await expect(navigation(page).getByText("1 条未读").first()).toBeAttached();
  await page.goto("/notifications");
  await ready(page);
  await expect(page.getByRole("heading", { name: `未读 候补成功：${title}` })).toBeVisible();
  await page.getByRole("button", { name: `看这一场：候补成功：${title}` }).click();
  await expect(page).toHaveURL(address);
  await expect(page.getByText("已报名")).toBeVisible();
  await page.goto("/notifications");
  await expect(page.getByText("全部已读")).toBeVisible();
  await expect(page.getByRole("heading", { name: `候补成功：${title}`, exact: true })).toBeVisible();
  await expect(navigation(page).getByText("条未读")).toHaveCount(0);
});

test("with the keyboard alone: narrow to a topic, mark as read, choose what comes by mail", async ({
  page,
  signInAs,
}) => {
  await signInAs("H0002");
  await page.goto("/notifications");
  await ready(page);
  await page.getByLabel("分类").focus();
  await page.keyboard.press("End"); // the last topic
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/topic=system/);
  await expect(page.getByText("还没有消息")).toBeVisible();

  await page.goto("/notifications?topic=correction");
  await ready(page);
  const unread = page.getByRole("button", { name: /^标为已读：/ });
  await expect(unread).toHaveCount(2);
  await unread.first().focus();
  await page.keyboard.press("Enter");
  await expect(unread).toHaveCount(1);
  await expect(page).toHaveURL(/topic=correction/);

  await page.goto("/notifications/settings");
  await ready(page);
  const transfer = page.getByRole("group", { name: "工作调动" }).getByLabel("发邮件");
  await expect(transfer).not.toBeChecked();
  await transfer.focus();
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "保存" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("已保存。")).toBeVisible();
  await page.reload();
  await expect(transfer).toBeChecked();
  await expect(page.getByRole("group", { name: "账号锁定" }).getByLabel("发邮件")).toBeDisabled();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("everything is marked as read", async ({ page, signInAs }) => {
    await signInAs("H0001");
    await page.goto("/notifications?show=unread");
    await page.getByRole("button", { name: /^全部标为已读/ }).click();
    await expect(page.getByText("没有未读的消息")).toBeVisible();
  });
});

test("the system administrator adds a robot, sees what it was told wrongly, and stops it", async ({
  page,
  signInAs,
  quiet,
}) => {
  quiet.allow(/status of 422/);
  await signInAs("S0001");
  await page.goto("/admin/messages");
  await ready(page);
  await expect(page.getByText("没有设置 SMTP_URL")).toBeVisible();
  await page.getByLabel("名称").fill("测试群");
  await page.getByLabel("Webhook 地址").fill("https://example.cn/");
  await page.getByRole("button", { name: "添加" }).click();
  await expect(page.getByText("这不是机器人的 Webhook 地址。")).toBeVisible();
  await page
    .getByLabel("Webhook 地址")
    .fill("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0a1b2c3d-0000-4000-8000-000000000000");
  await page.getByRole("button", { name: "添加" }).click();
  await expect(page.getByText("机器人已添加。")).toBeVisible();
  expect(await page.content()).not.toContain("0a1b2c3d");
  await page.getByRole("link", { name: "停用“测试群”" }).click();
  await page.getByRole("button", { name: "停用", exact: true }).click();
  await expect(page.getByText("机器人已停用。")).toBeVisible();
  await expect(page.getByText("已停用", { exact: true })).toBeVisible();
});
