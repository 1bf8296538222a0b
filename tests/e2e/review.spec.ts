import type { Page } from "@playwright/test";
import { expect, ready, test } from "./fixtures";
import { writeText, writtenText } from "./lesson-text";

const at = "/workshop/community-mediation/see-it-early";
const lesson = "/courses/community-mediation/see-it-early";
const opening = "吵起来的那天，往往不是第一天。";
const row = (page: Page, text: string) => page.locator(".rv__row", { hasText: text });

async function noSidewaysScrolling(page: Page) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}

async function send(page: Page, change: (source: string) => string) {
  await page.goto(at);
  await ready(page);
  await writeText(page, change(await writtenText(page)));
  await page.getByRole("button", { name: "保存并送审" }).click();
  await expect(page.getByText("正在审核，暂时不能修改。")).toBeVisible();
}

test.describe.configure({ mode: "serial" });

test("a text is commented on, sent back, changed, compared and approved", async ({
  page,
  signInAs,
  freshWorker,
  quiet,
}) => {
  quiet.allow(/status of (404|409|422)/);
  const added = "每周三傍晚，到楼下坐半个小时。";
  const better = "每周三傍晚五点，到楼下坐半个小时。";

  await test.step("the trainer sends it", async () => {
    await signInAs("T0001");
    await send(page, (source) => `${source.trimEnd()}\n\n${added}\n`);
  });

  await test.step("the reviewer reads it with its keys, comments, and asks for changes", async () => {
    await signInAs("R0001");
    await page.goto(`${at}/review`);
    await ready(page);
    await noSidewaysScrolling(page);
    // The keys of the checks, which learners never get, are there to be judged.
    await expect(page.locator(".opt.is-right").first()).toContainText("正确");
    await page.getByRole("button", { name: "请作者修改" }).click();
    await expect(page.getByText("写一句话，或者在段落旁写意见，作者才好改。")).toBeVisible();
    await row(page, added)
      .getByRole("link", { name: /给这一段写意见/ })
      .press("Enter");
    const field = page.getByRole("textbox", { name: "对这一段的意见" });
    await expect(field).toBeFocused();
    await row(page, added).getByRole("button", { name: "发表" }).click();
    await expect(page.getByText("请写下意见。")).toBeVisible();
    await field.fill("写明几点，大家才知道去哪里找你。");
    await row(page, added).getByRole("button", { name: "发表" }).click();
    await expect(row(page, added).locator(".cm")).toContainText("写明几点");
    await noSidewaysScrolling(page);
    await page.getByRole("button", { name: "请作者修改" }).click();
    await expect(page.getByText("已请作者修改，改好以后会再送审。")).toBeVisible();
  });

  await test.step("the trainer sees the comment beside the text, changes it, settles it and sends it again", async () => {
    await signInAs("T0001");
    await page.goto(at);
    await expect(page.locator(".cm", { hasText: "写明几点" })).toContainText(added);
    await send(page, (source) => source.replace(added, better));
    await page.goto(`${at}/review`);
    await ready(page);
    await expect(row(page, better).locator(".cm")).toContainText(`这一段后来改过，原文：“${added}”`);
    await row(page, better).getByRole("button", { name: "已处理" }).click();
    await expect(page.getByText("没有待处理的意见")).toBeVisible();
  });

  await test.step("the reviewer compares with what was read last and with what learners have, and approves", async () => {
    await signInAs("R0001");
    await page.goto(`${at}/review`);
    await ready(page);
    await page.getByRole("link", { name: "和上次审核时的文字比较" }).click();
    await expect(page.locator(".cp ins")).toHaveText("五点");
    await noSidewaysScrolling(page);
    await page.goto(`${at}/compare`);
    await ready(page);
    await expect(page.locator(".cp__row--added")).toContainText(better);
    await noSidewaysScrolling(page);
    await page.getByRole("link", { name: "回到审核" }).click();
    await page.getByRole("button", { name: "通过并发布" }).click();
    await expect(page.getByText("已经发布，学员看的就是这一版。")).toBeVisible();
  });

  // Whoever begins now begins with the new text.
  await signInAs(await freshWorker());
  await page.goto(lesson);
  await expect(page.getByText(better)).toBeVisible();
});

test("what was changed meanwhile is not approved unseen, and the words stay", async ({
  page,
  context,
  signInAs,
  quiet,
}) => {
  quiet.allow(/status of (404|409)/);
  await signInAs("T0001");
  await send(page, (source) => `${source.trimEnd()}\n\n走之前，把门口再看一眼。\n`);
  await signInAs("R0001");
  const reviewer = await context.newPage();
  await reviewer.goto(`${at}/review`);
  await ready(reviewer);
  await reviewer.getByRole("textbox", { name: "给作者的话" }).fill("写得清楚。");

  await signInAs("T0001");
  await page.goto(`${at}/review`);
  await ready(page);
  await page.getByRole("button", { name: "撤回送审" }).click();
  await expect(page).toHaveURL(at);
  await send(page, (source) => source.replace("再看一眼", "再看两眼"));

  await signInAs("R0001");
  await reviewer.getByRole("button", { name: "通过并发布" }).click();
  await expect(reviewer.getByRole("alert")).toContainText("文字刚刚改过");
  await expect(reviewer.getByText("再看两眼")).toBeVisible();
  await expect(reviewer.getByRole("textbox", { name: "给作者的话" })).toHaveValue("写得清楚。");
  await reviewer.close();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("one comments on a block, settles it, compares and decides", async ({ page, signInAs, quiet }) => {
    quiet.allow(/status of 422/);
    await signInAs("R0001");
    await page.goto(`${at}/review`);
    await row(page, opening)
      .getByRole("link", { name: /给这一段写意见/ })
      .click();
    await row(page, opening).getByRole("button", { name: "发表" }).click();
    await expect(page.getByText("请写下意见。")).toBeVisible();
    await page.getByRole("textbox", { name: "对这一段的意见" }).fill("开头很好。");
    await row(page, opening).getByRole("button", { name: "发表" }).click();
    await expect(row(page, opening).locator(".cm")).toContainText("开头很好。");
    await row(page, opening).getByRole("button", { name: "已处理" }).click();
    await expect(page.getByText("没有待处理的意见")).toBeVisible();
    await page.goto(`${at}/compare?from=1&to=2`);
    await expect(page.locator(".cp__row--added").first()).toBeVisible();
    await page.goto(`${at}/review`);
    await page.getByRole("textbox", { name: "给作者的话" }).fill("少写一句。");
    await page.getByRole("button", { name: "请作者修改" }).click();
    await expect(page.getByText("已请作者修改，改好以后会再送审。")).toBeVisible();
    await page.goto("/workshop/laws");
    await expect(page.getByRole("heading", { name: "要核对的法条", level: 1 })).toBeVisible();
  });
});
