import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { anOfficeFile, aPdf } from "../factories/files";
import { expect, ready, test } from "./fixtures";

const pdf = aPdf(["共建协议", "演示用文本。"]);
const choose = (page: Page, name: string, buffer: Buffer) =>
  page.getByLabel(/协议文件|^文件/).setInputFiles({ name, mimeType: "application/pdf", buffer });

test("HR adds an agreement with a document, and downloads it, whole and in part", async ({
  page,
  app,
  signInAs,
  quiet,
}) => {
  quiet.allow(/status of 422/);
  const number = "共建〔2026〕8 号";
  await signInAs("H0001");
  await page.goto("/desk/partners");
  await ready(page);
  await page.getByRole("link", { name: /90 天内到期 1/ }).click();
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.getByRole("link", { name: "示例职业学院" }).click();
  await expect(page.getByText("2026年12月31日到期，还有 38 天")).toBeVisible();
  await page.getByRole("link", { name: "登记协议" }).click();
  await page.getByLabel("编号").fill(number);
  await page.getByLabel("名称").fill("实务技能培训共建协议（续签）");
  await page.getByLabel("签订日期").fill("2026-11-20");
  await page.getByLabel("生效日期").fill("2027-01-01");
  await page.getByLabel("到期日期").fill("2026-12-31");
  await choose(page, "协议.pdf", aPdf(["a"], ["<< /S /JavaScript /JS (x) >>"]));
  await page.getByRole("button", { name: "登记" }).click();

  await test.step("a wrong file is refused beside its field, and what was typed stays", async () => {
    await expect(page.getByText("文件里带有宏、脚本、附件，或者加了密，不能收。")).toBeVisible();
    await expect(page.getByLabel("编号")).toHaveValue(number);
    await choose(page, "协议.pdf", Buffer.from("<html><script>1</script></html>"));
    await page.getByRole("button", { name: "登记" }).click();
    await expect(page.getByText("这种文件不收。")).toBeVisible();
    await choose(page, "协议.pdf", pdf);
    await page.getByRole("button", { name: "登记" }).click();
    await expect(page.getByText("结束日期不能早于开始日期")).toBeVisible();
    await page.getByLabel("到期日期").fill("2029-12-31");
    await choose(page, "协议.pdf", pdf);
    await page.getByRole("button", { name: "登记" }).click();
  });

  const agreement = page.getByRole("article").filter({ hasText: number });
  await expect(agreement).toContainText("还没有生效");
  const link = agreement.getByRole("link", { name: "协议.pdf", exact: true });

  await test.step("the document comes back as it was sent, and a part of it", async () => {
    const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
    expect(download.suggestedFilename()).toBe("协议.pdf");
    expect(readFileSync(await download.path())).toEqual(pdf);
    const address = `${app.url}${await link.getAttribute("href")}`;
    const part = await page.request.get(address, { headers: { Range: "bytes=0-7" } });
    expect([part.status(), part.headers()["content-range"]]).toEqual([206, `bytes 0-7/${pdf.length}`]);
    expect((await part.body()).toString()).toBe("%PDF-1.4");
    const beyond = await page.request.get(address, { headers: { Range: `bytes=${pdf.length}-` } });
    expect(beyond.status()).toBe(416);
    const headers = (await page.request.head(address)).headers();
    expect(headers["content-length"]).toBe(String(pdf.length));
    expect(headers["content-security-policy"]).toContain("sandbox");
  });

  await test.step("a second document, and taken away again after asking", async () => {
    await agreement.getByRole("link", { name: /添加文件/ }).click();
    await page.getByRole("button", { name: "添加" }).click();
    await expect(page.getByText("请选择文件")).toBeVisible();
    await choose(page, "附件.docx", anOfficeFile("docx"));
    await page.getByRole("button", { name: "添加" }).click();
    await agreement.getByRole("link", { name: "移除 附件.docx" }).click();
    await expect(page.getByText("要移除“附件.docx”吗？")).toBeVisible();
    await page.getByRole("button", { name: "移除这个文件" }).click();
    await expect(agreement.getByRole("link", { name: "附件.docx", exact: true })).toHaveCount(0);
  });

  await test.step("ended early only after it said what that means", async () => {
    await agreement.getByRole("link", { name: /提前终止/ }).click();
    await page.getByLabel("最后一天").fill("2027-06-30");
    await page.getByRole("button", { name: "下一步" }).click();
    await expect(page.getByText("终止后不能恢复")).toBeVisible();
    await page.getByRole("button", { name: "终止协议" }).click();
    await expect(agreement).toContainText("提前终止，最后一天是2027年6月30日");
    await expect(agreement.getByRole("link", { name: /修改/ })).toHaveCount(0);
  });
});

test("a unit head reads the partners and finds no form", async ({ page, app, signInAs, quiet }) => {
  quiet.allow(/status of 404/);
  await signInAs("U0001");
  await page.goto("/desk/partners");
  await page.getByRole("link", { name: "示例大学社会工作系" }).click();
  await expect(page.getByRole("heading", { name: "师资库" })).toBeVisible();
  await expect(page.locator("main form")).toHaveCount(0);
  await expect(page.getByRole("link", { name: /登记|修改|终止|添加|移除/ })).toHaveCount(0);
  const document = await page.getByRole("link", { name: /协议（节选）\.pdf/ }).getAttribute("href");
  const partner = new URL(page.url()).pathname;
  expect((await page.request.get(`${app.url}${document}`)).status()).toBe(200);
  expect((await page.goto(`${partner}/agreement`))?.status()).toBe(404);
  const posted = await page.request.post(`${app.url}${partner}/agreement`, {
    headers: { Origin: app.url },
    multipart: { number: "x" },
  });
  expect(posted.status()).toBe(404);
  await signInAs("W0001");
  expect((await page.request.get(`${app.url}${document}`)).status()).toBe(404);
});

test("works without a script", async ({ browser, app, signInAs }, info) => {
  test.skip(info.project.name !== "desk", "needs no second screen");
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await signInAs("H0001", page);
  await page.goto(`${app.url}/desk/partners`);
  await page.getByRole("link", { name: "示例师范大学" }).click();
  await page.getByRole("link", { name: "登记协议" }).click();
  await choose(page, "协议.docx", anOfficeFile("docx", [["word/vbaProject.bin", "x"]]));
  await page.getByRole("button", { name: "登记" }).click();
  await expect(page.getByText("请填写编号")).toBeVisible();
  await expect(page.getByText("文件里带有宏、脚本、附件，或者加了密，不能收。")).toBeVisible();
  await context.close();
});
