import { expect, test } from "./fixtures";

test.use({ javaScriptEnabled: false });

test("signing in works without JavaScript: errors beside the fields, what was typed is kept", async ({
  page,
  quiet,
}) => {
  quiet.allow(/status of 422/);
  await page.goto("/points");
  await expect(page).toHaveURL("/login?next=%2Fpoints");
  await page.getByLabel("工号").fill("W0003");
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page.getByText("请填写密码。")).toBeVisible();
  await expect(page.getByLabel("密码")).toBeFocused();
  await expect(page.getByLabel("密码")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("工号")).toHaveValue("W0003");
  await page.getByLabel("密码").fill("Nuanxin-2026");
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page).toHaveURL("/points");
  await expect(page.getByRole("heading", { name: "我的积分" })).toBeVisible();
});

test("a lesson's check, a session's seat and a whole paper work without JavaScript", async ({
  page,
  app,
  signInAs,
  freshWorker,
}) => {
  const employeeNo = await freshWorker();
  await signInAs(employeeNo);
  await page.goto("/courses/community-mediation/see-it-early");
  // Chromium under this switch still reads <noscript> as if scripts ran, so the note is looked up in the source.
  expect(await page.content()).toContain("这个浏览器没有运行脚本");
  const check = page.locator(".quiz").first();
  await check.locator(".opt").first().click();
  await check.getByRole("button", { name: "提交" }).click();
  await expect(page.locator(".quiz").first().locator(".feedback")).toBeVisible();

  await page.goto("/training");
  await page.getByRole("link", { name: "年度案例分享会" }).click();
  await page.getByRole("button", { name: "报名", exact: true }).click();
  await expect(page.getByText("已报名")).toBeVisible();
  await page.getByRole("button", { name: "取消报名" }).click();
  await expect(page.getByText("已报名")).toHaveCount(0);

  await page.goto("/exams");
  await page.getByRole("button", { name: "开始考试" }).click();
  for (let item = 1; item <= 20; item++) {
    await expect(page.getByText(`第 ${item} 题`, { exact: true })).toBeVisible();
    await page.locator(".opt").first().click();
    if (item < 20) await page.getByRole("button", { name: "下一题" }).click();
  }
  await page.getByRole("button", { name: "3 已答", exact: true }).click();
  await expect(page.getByText("答了 20 题，没答 0 题")).toBeVisible();
  await expect(page.getByText("第 3 题", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: /^交卷/ }).click();
  await expect(page.getByRole("heading", { name: "成绩" })).toBeVisible();
  const { personId } = await app.store.db.account.findUniqueOrThrow({ where: { employeeNo } });
  expect(await app.store.db.attemptScore.count({ where: { attempt: { personId } } })).toBe(1);
});
