import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

const heads = "工号,姓名,所属社区,岗位,手机";

/** HR sends a file of people and sees what would happen. */
async function send(page: Page, lines: readonly string[]) {
  await page.goto("/desk/import");
  await page.getByLabel("导入什么").selectOption("people");
  await page.locator("input[type=file]").setInputFiles({
    name: "新进人员.csv",
    mimeType: "text/csv",
    buffer: Buffer.from([heads, ...lines].join("\r\n")),
  });
  await page.getByRole("button", { name: "试运行" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "新进人员.csv" })).toBeVisible();
}

test("HR tries a dirty file, takes the good rows, and the same rows again are all the same", async ({
  page,
  app,
  signInAs,
}) => {
  const number = `E${Date.now()}`;
  const good = [
    `${number}1,何秀兰,望湖社区,=1+1,13900000001`,
    `\u3000${number}2 ,何\u3000兰,望湖社区,网格员,１３９０００００００２`,
  ];
  await signInAs("H0001");
  await send(page, [...good, `${number}3,何秀菊,望胡社区,网格员,13900000003`]);
  await expect(page.getByText("有 1 行被拒绝。")).toBeVisible();
  await page.getByRole("link", { name: "拒绝 1" }).click();
  await expect(page.getByText("所属社区：没有这个社区。相近的有：望湖社区")).toBeVisible();
  await page.getByRole("link", { name: "清理过 1" }).click();
  await expect(page.getByText("姓名：已清理“何\u3000兰” → “何兰”")).toBeVisible();

  await page.getByRole("link", { name: "只导入没问题的 2 行" }).click();
  await page.getByRole("button", { name: "确认导入 2 行" }).click();
  await expect(page.getByRole("status")).toContainText("已导入：新增 2 行，变更 0 行");
  const taken = await app.store.db.account.findUniqueOrThrow({
    where: { employeeNo: `${number}1` },
    include: { person: { include: { posts: true } } },
  });
  expect(taken.person.posts).toMatchObject([{ title: "=1+1" }]);

  await send(page, good);
  await expect(page.getByText("没有要新增或变更的行，不用导入。")).toBeVisible();
  await expect(page.getByRole("link", { name: "相同 2" })).toBeVisible();
  // Nothing of the page has to be moved sideways.
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wide).toBeLessThanOrEqual(0);
});

test("a file with other columns, and one that is no table, are refused beside the field", async ({
  page,
  signInAs,
  quiet,
}) => {
  quiet.allow(/status of 422/);
  await signInAs("H0001");
  await page.goto("/desk/import");
  const field = page.locator("input[type=file]");
  const go = page.getByRole("button", { name: "试运行" });
  await field.setInputFiles({
    name: "a.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("工号,名字\nW1,何秀兰"),
  });
  await go.click();
  await expect(page.getByRole("alert")).toContainText("缺少的列：姓名、所属社区");
  await expect(page.getByRole("alert")).toContainText("不认识的列：名字");
  await field.setInputFiles({ name: "a.xlsx", mimeType: "text/csv", buffer: Buffer.from("\u0000\u0001<x>") });
  await go.click();
  await expect(page.getByText("这不是 XLSX 或 CSV 文件。")).toBeVisible();
});
