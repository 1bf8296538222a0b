import { expectClean } from "./clean-page";
import { expect, ready, test } from "./fixtures";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a worker looks for two characters, reads the passage, and comes back to the same list", async ({
      page,
      signInAs,
      freshWorker,
    }) => {
      await signInAs(await freshWorker());
      await page.goto("/courses?state=new");
      if (javaScriptEnabled) await ready(page);
      await page.getByLabel("搜索课程和课文").fill("调解");
      await page.getByRole("button", { name: "查找" }).click();
      await expect(page).toHaveURL(/[?&]state=new/);
      await expect(page).toHaveURL(/[?&]q=%E8%B0%83%E8%A7%A3/);
      const hits = page.getByRole("region", { name: "课文里的“调解”" });
      await expect(hits.locator("mark").first()).toHaveText("调解");

      await page.getByRole("link", { name: "社区矛盾纠纷预防与人民调解", exact: true }).click();
      await expect(page.getByRole("heading", { name: "学完得到什么" })).toBeVisible();
      await page.locator(".crumb").getByRole("link", { name: "课程" }).click();
      await expect(page).toHaveURL(/state=new/);
      await expect(page.getByLabel("搜索课程和课文")).toHaveValue("调解");

      const links = hits.getByRole("listitem").getByRole("link");
      const address = await links.evaluateAll((all) =>
        all.map((link) => link.getAttribute("href") ?? "").find((href) => href.includes("#section-")),
      );
      await page.locator(`a[href="${address}"]`).first().click();
      await expect(page).toHaveURL(new RegExp(`${address}$`));
      await expect(page.locator(`#${address?.split("#")[1]}`)).toBeInViewport();
    });
  });
}

test("a course is found by the topic of the exam, by partner, length and kind", async ({
  page,
  app,
  signInAs,
}) => {
  await signInAs("W0001");
  const titles = page.locator("main h2 a");
  await page.goto("/courses");
  await page.locator("summary").click();
  for (const [field, choice, found] of [
    ["考点", "个案工作 · 社会工作综合能力（初级）", "个案工作"],
    ["考点", "人民调解、信访、突发事件应对 · 社会工作法规与政策", "社区矛盾纠纷预防与人民调解"],
    ["共建院校", "示例师范大学", "个案工作"],
    ["类别", "考试课程", "个案工作"],
    ["类别", "岗位课程", "社区矛盾纠纷预防与人民调解"],
    ["时长", "3 小时以上", null],
  ] as const) {
    await page.getByLabel(field).selectOption({ label: choice });
    await page.getByRole("button", { name: "查找" }).click();
    await expect(page.getByText(`找到 ${found ? 1 : 0} 门课`)).toBeVisible();
    expect(await titles.allTextContents()).toEqual(found ? [found] : []);
    await expect(page.getByLabel(field)).toBeVisible();
    await page.getByRole("link", { name: "清除条件" }).click();
    await expect(titles).toHaveCount(2);
    await page.locator("details:not([open]) > summary").click();
  }
  await page.context().addCookies([{ name: "nuanxin_language", value: "en", url: app.url }]);
  await page.goto("/courses?topic=jc-06&q=%E5%8A%A9%E9%A4%90");
  await expect(page.getByLabel("Exam topic")).toContainText(
    "Casework · Comprehensive ability in social work (junior)",
  );
  await expect(page.locator("#hits mark").first()).toHaveText("助餐");
  await expectClean(page);
  await page.goto("/courses/casework");
  await expect(page.getByText("Comprehensive ability in social work (junior): ")).toContainText("Casework");
});

test("what cannot be found or looked for gets a clear answer", async ({ page, quiet, signInAs }) => {
  quiet.allow(/status of (400|422)/);
  await signInAs("W0001");
  await page.goto("/courses?q=%E9%BE%98%E9%BE%98&partner=nobody");
  await expect(page.getByText("课文里没有这些字")).toBeVisible();
  for (const [q, status] of [
    ["' & | ! : *", 200],
    ["\0", 400],
    ["((", 200],
    ["😀", 200],
    ["%", 200],
  ] as const) {
    const answer = await page.goto(`/courses?q=${encodeURIComponent(q)}`);
    expect([q, answer?.status()]).toEqual([q, status]);
  }
  const long = await page.goto(`/courses?q=${"x".repeat(10_000)}`);
  expect(long?.status()).toBe(422);
  await expect(page.getByText("最多 60 个字")).toBeVisible();
});
