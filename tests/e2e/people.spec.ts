import { expect, ready, test } from "./fixtures";

test.describe.configure({ mode: "serial" });

const number = (project: string) => `N-${project === "phone" ? "1" : "2"}001`;

test("HR finds somebody by name, number and keyboard, and goes back to the same list", async ({
  page,
  signInAs,
}) => {
  await signInAs("H0001");
  await page.goto("/desk/people");
  await ready(page);
  await page.keyboard.press("/");
  await expect(page.getByLabel("姓名、工号、手机号或身份证号")).toBeFocused();
  await page.keyboard.type("W0001");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "1 人", exact: true })).toBeVisible();
  await expect(page).toHaveURL(/\?q=W0001$/);
  await page.getByLabel("姓名、工号、手机号或身份证号").focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("link", { name: "林晓梅" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "林晓梅" })).toBeVisible();
  await page.getByRole("link", { name: "考核", exact: true }).click();
  await expect(page.getByText("2025年度考核")).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "人员", exact: true }).click();
  await expect(page).toHaveURL(/\?q=W0001$/);
});

test("an ID number opens its person and stays out of the address", async ({ page, signInAs }) => {
  await signInAs("H0001");
  await page.goto("/desk/people");
  await ready(page);
  await page.getByLabel("姓名、工号、手机号或身份证号").fill("11010119900307001X");
  await page.getByRole("button", { name: "查找" }).click();
  await expect(page.getByRole("alert")).toContainText("没有找到这个号码");
  expect(page.url()).not.toContain("1101");
});

test("a phone number opens its person and stays out of the address", async ({ page, signInAs }) => {
  await signInAs("H0001");
  await page.goto("/desk/people");
  await ready(page);
  await page.getByLabel("姓名、工号、手机号或身份证号").fill("139 0000 0012");
  await page.getByRole("button", { name: "查找" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "袁立军" })).toBeVisible();
  expect(page.url()).not.toContain("0012");
});

test("HR takes the list as a file, with as many rows as it says", async ({ page, app, signInAs }) => {
  await signInAs("H0001");
  await page.goto("/desk/people?level=senior");
  await ready(page);
  const said =
    (await page
      .getByRole("heading", { level: 2 })
      .filter({ hasText: /^\d+ 人$/ })
      .textContent()) ?? "";
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "导出 CSV" }).click();
  const stream = await (await download).createReadStream();
  let text = "";
  for await (const chunk of stream) text += String(chunk);
  expect(`${text.trim().split("\r\n").length - 1} 人`).toBe(said);
  const act = await app.store.db.auditEvent.findFirstOrThrow({
    where: { action: "people.export" },
    orderBy: { seq: "desc" },
  });
  expect(`${(act.detail as { rows: number }).rows} 人`).toBe(said);
});

test("HR lets somebody join, writes the record, transfers and lets leave", async ({ page, signInAs, quiet }, {
  project,
}) => {
  quiet.allow(/status of 4(22|09)/);
  await signInAs("H0001");
  await page.goto("/desk/people/new");
  await ready(page);
  await page.getByLabel("姓名").fill("示例新人");
  await page.getByLabel("工号").fill("W0001");
  await page.getByLabel("单位", { exact: true }).selectOption({ index: 5 });
  await page.getByLabel("出生日期").fill("1998-03-04");
  await page.getByRole("button", { name: "办理入职" }).click();
  await expect(page.getByText("这个工号已经有人用。")).toBeVisible();
  await page.getByLabel("工号").fill(number(project.name));
  await page.getByRole("button", { name: "办理入职" }).click();
  await expect(page.getByRole("status")).toContainText("已办理入职");
  const record = new URL(page.url()).pathname;

  await test.step("a degree, after a date that cannot be", async () => {
    await page.getByRole("link", { name: "加一条学历" }).click();
    await page.getByLabel("学历", { exact: true }).selectOption("bachelor");
    await page.getByLabel("学校").fill("示例大学");
    await page.getByLabel("入学日期").fill("2016-09-01");
    await page.getByLabel("毕业日期").fill("2016-06-30");
    await page.getByRole("button", { name: "保存" }).click();
    await expect(page.getByText("结束不能早于开始。")).toBeVisible();
    await page.getByLabel("毕业日期").fill("2020-06-30");
    await page.getByRole("button", { name: "保存" }).click();
    await expect(page.getByRole("status")).toContainText("已保存");
    await expect(page.getByRole("row", { name: /示例大学/ })).toBeVisible();
  });

  await test.step("two forms opened together: the second is told, and keeps what was typed", async () => {
    await page.goto(`${record}/edit?part=basics`);
    const other = await page.context().newPage();
    await other.goto(`${record}/edit?part=basics`);
    await other.getByLabel("电话", { exact: true }).fill("13900008888");
    await other.getByRole("button", { name: "保存" }).click();
    await expect(other.getByRole("status")).toContainText("已保存");
    await other.close();
    await page.getByLabel("电话", { exact: true }).fill("13900009999");
    await page.getByRole("button", { name: "保存" }).click();
    await expect(page.getByRole("alert")).toContainText("还没有保存");
    await expect(page.getByRole("row", { name: /电话/ })).toContainText("13900008888");
    await expect(page.getByLabel("电话", { exact: true })).toHaveValue("13900009999");
    await page.getByRole("button", { name: "保存" }).click();
    await expect(page.getByRole("status")).toContainText("已保存");
  });

  await test.step("a transfer ahead, and back", async () => {
    await page.getByRole("link", { name: "调动", exact: true }).click();
    await page.getByLabel("单位", { exact: true }).selectOption({ index: 8 });
    await page.getByLabel("从哪天起").fill("2026-12-01");
    await page.getByRole("button", { name: "下一步" }).click();
    await expect(page.getByRole("alert")).toContainText("从2026年12月1日起");
    await page.getByRole("button", { name: "确认调动" }).click();
    await expect(page.getByRole("status")).toContainText("调动已登记");
    await page.getByRole("link", { name: "撤回调动" }).click();
    await page.getByRole("button", { name: "撤回调动" }).click();
    await expect(page.getByRole("status")).toContainText("调动已撤回");
  });

  await test.step("leaving says in numbers what it does, and then does it", async () => {
    await page.getByRole("link", { name: "离职", exact: true }).click();
    await page.getByLabel("原因").selectOption("resigned");
    await page.getByRole("button", { name: "下一步" }).click();
    await expect(page.getByText("个角色停用")).toBeVisible();
    await page.getByRole("button", { name: "确认离职" }).click();
    await expect(page.getByRole("status")).toContainText("离职已登记");
    await expect(page.getByText("现有角色")).toHaveCount(0);
  });
});

test("a unit head sees the own street alone, and nothing to write", async ({
  page,
  app,
  signInAs,
  quiet,
}) => {
  quiet.allow(/status of 404/);
  await signInAs("U0001");
  await page.goto("/desk/people?size=200");
  const own = await app.store.db.unit.findUniqueOrThrow({
    where: { code: "hepan" },
    include: { children: true },
  });
  const offered = await page.getByLabel("单位", { exact: true }).locator("option").allTextContents();
  expect(offered).toHaveLength(own.children.length + 2);
  await expect(page.getByRole("link", { name: "新增人员" })).toHaveCount(0);
  const outside = await app.store.db.post.findFirstOrThrow({ where: { unit: { code: "wanghu-01" } } });
  expect((await page.goto(`/desk/people/${outside.personId}`))?.status()).toBe(404);
  const inside = await app.store.db.post.findFirstOrThrow({ where: { unit: { code: "hepan-01" } } });
  expect((await page.goto(`/desk/people/${inside.personId}`))?.status()).toBe(200);
  await expect(page.getByText("身份证号")).toHaveCount(0);
  expect((await page.goto(`/desk/people/${inside.personId}/employment?act=leave`))?.status()).toBe(404);
});
