import { expect, ready, test } from "./fixtures";

test("answers given without a network, and after the session has ended, reach the server", async ({
  page,
  app,
  signInAs,
  freshWorker,
  quiet,
}) => {
  quiet.allow(/ERR_INTERNET_DISCONNECTED|status of 40[14]/);
  const { db } = app.store;
  const employeeNo = await freshWorker();
  const somebodyElse = await freshWorker();
  const { personId } = await db.account.findUniqueOrThrow({ where: { employeeNo } });
  await signInAs(employeeNo);
  await page.goto("/exams");
  await page.getByRole("button", { name: "开始考试" }).click();
  await ready(page);
  const attempt = await db.attempt.findFirstOrThrow({ where: { personId } });
  const stored = () =>
    db.attemptAnswer.count({ where: { attemptId: attempt.id, NOT: { chosen: { isEmpty: true } } } });
  const answer = async () => page.locator(".opt").first().click();
  const next = async () => page.getByRole("button", { name: "下一题" }).click();

  await test.step("a saved answer has its receipt", async () => {
    await answer();
    await expect(page.getByText(/已保存 \d\d:\d\d:\d\d/)).toBeVisible();
    expect(await stored()).toBe(1);
  });

  await test.step("without a network answers wait on the device, also across a closed tab", async () => {
    await page.context().setOffline(true);
    await next();
    await answer();
    await next();
    await answer();
    await expect(page.getByText("网络断了，接着答就行。")).toBeVisible();
    await expect(page.getByText("2 题存在本机")).toBeVisible();
    expect(await stored()).toBe(1);
    await page.context().setOffline(false);
    await page.goto("/me");
    // A page that is closed while it is being drawn complains.
    await ready(page);
    const other = await page.context().newPage();
    await page.close();
    await other.goto(`/exams/${attempt.id}`);
    await expect(other.getByText("答了 3 题，没答 17 题")).toBeVisible();
    await expect.poll(stored).toBe(3);
    page = other;
    await ready(page);
  });

  await test.step("when the session has ended, signing in again as the same person sends them", async () => {
    await db.session.deleteMany({ where: { accountId: personId } });
    for (let item = 0; item < 3; item++) await next();
    await answer();
    await expect(page.getByText("登录过期了，接着答就行。")).toBeVisible();
    await expect(page.getByText("1 题存在本机")).toBeVisible();
    const [login] = await Promise.all([
      page.context().waitForEvent("page"),
      page.getByRole("link", { name: "去登录" }).click(),
    ]);
    await login.getByLabel("工号").fill(employeeNo);
    await login.getByLabel("密码").fill("Nuanxin-2026");
    await login.getByRole("button", { name: "登录" }).click();
    await expect(login.getByRole("heading", { name: "今天" })).toBeVisible();
    await login.close();
    await expect.poll(stored).toBe(4);
    await expect(page.getByText("题存在本机")).toHaveCount(0);
  });

  await test.step("another person on the same device sends nothing of it", async () => {
    await page.context().setOffline(true);
    await next();
    await answer();
    await signInAs(somebodyElse, page);
    const refused = page.waitForResponse((response) => response.url().endsWith("/save"));
    await page.context().setOffline(false);
    expect((await refused).status()).toBe(404);
    expect(await stored()).toBe(4);
    await signInAs(employeeNo, page);
    await expect.poll(stored).toBe(5);
  });

  await test.step("handing in waits for the network, and the paper stays", async () => {
    await page.context().setOffline(true);
    await page.getByRole("button", { name: /^交卷/ }).click();
    await expect(page.getByText("网络还没恢复，先不交卷。")).toBeVisible();
    await page.context().setOffline(false);
    await page.getByRole("button", { name: /^交卷/ }).click();
    await expect(page.getByRole("heading", { name: "成绩" })).toBeVisible();
    expect(await db.attemptScore.count({ where: { attemptId: attempt.id } })).toBe(1);
  });
});

test("two devices: the lesson counts on one, and the other is told", async ({
  page,
  browser,
  app,
  signInAs,
  freshWorker,
  quiet,
}) => {
  quiet.allow(/status of 409/);
  const worker = await freshWorker();
  await signInAs(worker);
  await page.goto("/courses/community-mediation/see-it-early");
  await ready(page);
  await expect(page.locator(".credit")).toContainText("已计 0 分钟");
  const tablet = await browser.newContext({ baseURL: app.url });
  const other = await tablet.newPage();
  await signInAs(worker, other);
  const claimed = other.waitForResponse((response) => response.url().endsWith("/beat"));
  await other.goto("/courses/community-mediation/see-it-early");
  expect((await claimed).status()).toBe(200);
  await page.clock.install();
  await page.reload();
  await ready(page);
  const taken = other.waitForResponse((response) => response.url().endsWith("/beat"), { timeout: 40_000 });
  expect((await taken).status()).toBe(409);
  await expect(other.getByText("你在另一台设备上学这一课")).toBeVisible();
  await other.getByRole("button", { name: "在这里继续" }).click();
  await expect(other.getByText("你在另一台设备上学这一课")).toBeHidden();
  await tablet.close();
});
