import { expect, test } from "./fixtures";

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
