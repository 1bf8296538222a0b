import type { Running } from "../../app/process/start.server";
import { aVersion } from "../factories/courses";
import { expect, ready, test } from "./fixtures";
import { expectClean } from "./clean-page";

// `accessibility.spec.ts` looks at each page as the demonstration has it; here are the states that a lesson's page gets
// into while somebody learns, and the review's pages while somebody reads.

const slug = "intake-and-assessment";
const address = `/courses/casework/${slug}`;

const everyPart = (added = "") => `---
title: 接案与评估
minutes: 10
---

## 先看

<Callout kind="tip" title="要紧的话">先听完。</Callout>

<Law ref="人民调解法/22" checkedOn="2024-01-05" validUntil="2025-12-31">

调解要公平。

</Law>

<Compare>
<Side kind="do">

- 您慢慢说。

</Side>
<Side kind="dont">

- 您别急。

</Side>
</Compare>

${added}

<Check id="one" kind="single">

先做什么？

<Option correct why="先听。">听</Option>
<Option why="不先判。">判</Option>

</Check>

<Check id="some" kind="multiple">

哪些要记？

<Option correct why="要记。">时间</Option>
<Option correct why="要记。">地点</Option>
<Option why="不必。">天气</Option>

</Check>

## 再想

<Check id="order" kind="ordering">

排出先后。

<Option why="第一。">接案</Option>
<Option why="第二。">评估</Option>
<Option why="第三。">计划</Option>

</Check>

<Check id="word" kind="fill" right="对。" wrong="再想想。">

接案以后是什么？

<Answer>评估</Answer>

</Check>

<Reflection id="diary">

写下你的做法。

</Reflection>

<Discussion id="talk">

你们社区怎么做？

</Discussion>
`;

/** Gives the lesson a new published version for one piece of work, and the old one back. */
async function withVersion(app: Running, number: number, source: string, work: () => Promise<void>) {
  const { db } = app.store;
  const lesson = await db.lesson.findFirstOrThrow({ where: { slug, course: { slug: "casework" } } });
  const version = aVersion({ lessonId: lesson.id, number, title: "接案与评估", source });
  await db.lessonVersion.create({ data: version });
  await db.lesson.update({ where: { id: lesson.id }, data: { publishedVersionId: version.id } });
  try {
    await work();
  } finally {
    const { publishedVersionId } = lesson;
    await db.lesson.update({ where: { id: lesson.id }, data: { publishedVersionId } });
  }
}

test("each state of a lesson's page is sound for everybody, light and dark", async ({
  page,
  browser,
  app,
  signInAs,
  freshWorker,
  quiet,
}) => {
  test.setTimeout(300_000);
  quiet.allow(/ERR_INTERNET_DISCONNECTED|status of (409|422)/);
  const { db } = app.store;
  const worker = await freshWorker();
  const { personId } = await db.account.findUniqueOrThrow({ where: { employeeNo: worker } });
  const check = (id: string) => page.locator(`#check-${id}`);
  const send = (id: string) =>
    check(id)
      .getByRole("button", { name: /^(提交|再答一次)$/ })
      .click();

  await withVersion(app, 21, everyPart(), async () => {
    await signInAs(worker);
    await page.goto(address);
    await ready(page);
    await expect(page.getByText("这一课引用的法条过了有效期")).toBeVisible();
    await expectClean(page, "fresh, with a law that has run out");

    await page.getByLabel("字号").click();
    await expectClean(page, "sizes of text open");
    for (const size of ["大", "特大", "标准"]) {
      const kept = page.waitForResponse((response) => response.url().endsWith("/preferences"));
      await page.getByRole("button", { name: size, exact: true }).click();
      await kept;
      await expectClean(page, `text size ${size}`);
      if (await page.locator(".menu[open]").count()) continue;
      await page.getByLabel("字号").click();
    }
    await page.keyboard.press("Escape");

    await send("one");
    await expect(check("one").getByRole("alert")).toBeVisible();
    await expectClean(page, "an empty answer");
    await check("one").locator(".opt").nth(1).click();
    await check("some").locator(".opt").first().click();
    await check("word").locator("input[name=text]").fill("计划");
    for (const id of ["one", "some", "order", "word"]) {
      await send(id);
      await expect(check(id).locator(".feedback")).toBeVisible();
    }
    await expectClean(page, "answers that are wrong");
    await check("one").locator(".opt").first().click();
    await check("some").locator(".opt").nth(1).click();
    await check("word").locator("input[name=text]").fill("评估");
    for (const id of ["one", "some", "word"]) {
      await send(id);
      await expect(check(id).getByText("答对了。")).toBeVisible();
    }
    await expectClean(page, "answers that are right");

    await page.getByRole("button", { name: "学完了这一课" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await expectClean(page, "not finished yet");

    const note = page.locator("#note-diary");
    await note.locator("textarea").fill("先听完再记。");
    await note.getByRole("button", { name: "保存" }).click();
    await expect(note.getByRole("status")).toBeVisible();
    const talk = page.locator("#talk-talk");
    await talk.getByRole("button", { name: "发出" }).click();
    await expect(talk.getByRole("alert")).toBeVisible();
    await talk.locator("textarea").fill("我们先去看看现场。");
    await talk.getByRole("button", { name: "发出" }).click();
    await expect(talk.locator(".post")).toContainText("我们先去看看现场。");
    await talk.locator("summary").click();
    await expectClean(page, "a note kept, a discussion open, a post about to be taken back");

    await page.context().setOffline(true);
    await note.getByRole("button", { name: "保存" }).click();
    await expect(note.getByText("先存在本机")).toBeVisible();
    await expectClean(page, "a note kept on this device");
    await page.context().setOffline(false);

    const ids = await page
      .locator("[data-of]")
      .evaluateAll((all) => all.map((each) => each.getAttribute("data-of") ?? ""));
    const [first = "", second = ""] = ids;
    const where = { section: second, sectionsRead: [first] };
    await db.lessonStudy.updateMany({ where: { personId }, data: where });
    await page.goto(address);
    await ready(page);
    await expect(page.getByRole("link", { name: /^接着.*再想/ })).toBeVisible();
    await expectClean(page, "under way");

    const tablet = await browser.newContext({ baseURL: app.url });
    const other = await tablet.newPage();
    await signInAs(worker, other);
    const claimed = other.waitForResponse((response) => response.url().endsWith("/beat"));
    await other.goto(address);
    await claimed;
    const refused = page.waitForResponse((response) => response.url().endsWith("/beat"), { timeout: 40_000 });
    await page.mouse.wheel(0, 300);
    expect((await refused).status()).toBe(409);
    await expect(page.getByText("你在另一台设备上学这一课")).toBeVisible();
    await expectClean(page, "counted on another device");
    await tablet.close();

    await withVersion(app, 22, everyPart("新添的一句。"), async () => {
      await page.goto(address);
      await ready(page);
      await expect(page.getByRole("button", { name: "换到第 22 版" })).toBeVisible();
      await expectClean(page, "a newer version is there");
      await page.getByRole("button", { name: "换到第 22 版" }).click();
      await expect(page.getByText("已换到第 22 版")).toBeVisible();
      await expectClean(page, "moved to the newer version");
      await db.lessonStudy.updateMany({ where: { personId }, data: { studiedMs: 600_000 } });
      await page.goto(address);
      await ready(page);
      const order = check("order").getByRole("listitem");
      for (const [place, step] of ["接案", "评估", "计划"].entries()) {
        const at = async () => (await order.allTextContents()).findIndex((text) => text.includes(step));
        for (let from = await at(); from > place; from = await at())
          await order.nth(from).getByRole("button", { name: /^上移/ }).click();
      }
      await send("order");
      await expect(check("order").getByText("答对了。")).toBeVisible();
      await page.getByRole("button", { name: "学完了这一课" }).click();
      await expect(page.getByText("这一课学完了")).toBeVisible();
      await expectClean(page, "finished just now");
      await page.goto(address);
      await ready(page);
      await expectClean(page, "finished before");
    });

    const { partnerId: unitId } = await db.course.findUniqueOrThrow({ where: { slug: "casework" } });
    const trainer = await freshWorker();
    const teacher = await db.account.findUniqueOrThrow({ where: { employeeNo: trainer } });
    const grant = { personId: teacher.personId, role: "trainer", unitId, grantedAt: new Date() };
    await db.roleGrant.create({ data: grant });
    await signInAs(trainer);
    await page.goto(address);
    await ready(page);
    await page.locator("#talk-talk summary").click();
    await expectClean(page, "as the trainer, who may take a post back");
  });
});

test("the review's pages are sound while somebody comments and decides", async ({
  page,
  app,
  signInAs,
  quiet,
}) => {
  test.setTimeout(180_000);
  quiet.allow(/status of 422/);
  const { db } = app.store;
  const lesson = await db.lesson.findFirstOrThrow({ where: { slug: "agreement-and-follow-up" } });
  const author = await db.account.findUniqueOrThrow({ where: { employeeNo: "T0001" } });
  const waiting = {
    state: "in-review",
    publishedAt: null,
    submittedAt: new Date(),
    authorId: author.personId,
  };
  const source = everyPart("送审的一句。");
  await db.lessonVersion.create({ data: aVersion({ lessonId: lesson.id, number: 23, source, ...waiting }) });
  await signInAs("R0001");
  const at = "/workshop/community-mediation/agreement-and-follow-up";
  await page.goto(`${at}/review`);
  await ready(page);
  await expectClean(page, "a text to be judged");
  await page.getByRole("button", { name: "请作者修改" }).click();
  await expect(page.getByText("写一句话，或者在段落旁写意见，作者才好改。")).toBeVisible();
  await expectClean(page, "a decision without a word");
  await page
    .getByRole("link", { name: /给这一段写意见/ })
    .first()
    .press("Enter");
  await page.getByRole("button", { name: "发表" }).first().click();
  await expect(page.getByText("请写下意见。")).toBeVisible();
  await expectClean(page, "an empty comment");
  await page.getByRole("textbox", { name: "对这一段的意见" }).fill("写明哪一天。");
  await page.getByRole("button", { name: "发表" }).first().click();
  await expect(page.locator(".cm")).toContainText("写明哪一天。");
  await expectClean(page, "a comment on a block");
  await page.goto(`${at}/compare`);
  await ready(page);
  await expectClean(page, "two texts compared");
  await page.goto("/workshop/laws");
  await ready(page);
  await expectClean(page, "laws to look at");
});
