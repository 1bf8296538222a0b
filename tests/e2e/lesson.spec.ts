import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import type { Running } from "../../app/process/start.server";
import { expect, ready, test } from "./fixtures";

const course = "/courses/community-mediation";
const lesson = `${course}/noise-and-leak`;

/** The keys of a lesson's checks, which no page shows before an answer. */
async function keysOf(app: Running, slug: string): Promise<[string, { type: string; correct: string[] }][]> {
  const { published } = await app.store.db.lesson.findFirstOrThrow({
    where: { slug, course: { slug: "community-mediation" } },
    include: { published: true },
  });
  const ids = [...(published?.source ?? "").matchAll(/<Check id="([a-z0-9-]+)"/g)].map(
    (match) => match[1] ?? "",
  );
  const compiled = await app.store.db.compiledLesson.findMany({ orderBy: { compiledAt: "asc" } });
  return ids.map((id) => {
    const keys = compiled.map((each) => each.keys as Record<string, { type: string; correct: string[] }>);
    return [id, keys.findLast((each) => each[id])?.[id] ?? { type: "single", correct: [] }];
  });
}

/** Puts an answer into a check, whatever its kind, with or without a script. */
async function fillIn(page: Page, id: string, { type, correct }: { type: string; correct: string[] }) {
  const check = page.locator(`#check-${id}`);
  if (type === "fill") return check.locator("input[name=text]").fill(correct[0] ?? "");
  if (type === "ordering") {
    for (const [index, key] of correct.entries()) {
      const item = check.locator(`[data-key=${key}]`);
      const place = check.locator("[data-key]");
      if (await item.locator("select").isVisible()) {
        await item.locator("select").selectOption(String(index + 1));
        continue;
      }
      for (;;) {
        const now = await place.evaluateAll(
          (all, wanted) => all.findIndex((each) => each.getAttribute("data-key") === wanted),
          key,
        );
        if (now <= index) break;
        await item.getByRole("button", { name: /上移/ }).click();
      }
    }
    return;
  }
  for (const input of await check.locator("input[name=chosen]").all()) {
    const wanted = correct.includes((await input.getAttribute("value")) ?? "");
    if ((await input.isChecked()) === wanted || (type === "single" && !wanted)) continue;
    await check
      .locator(".opt", { has: page.locator(`input[value=${await input.getAttribute("value")}]`) })
      .click();
  }
}

async function personOf(app: Running, employeeNo: string): Promise<string> {
  return (await app.store.db.account.findUniqueOrThrow({ where: { employeeNo } })).personId;
}

test.use({ viewport: { width: 360, height: 740 } });

test("a lesson is studied with the network cut in the middle: nothing that was typed is lost", async ({
  page,
  app,
  advance,
  signInAs,
  freshWorker,
  quiet,
}) => {
  quiet.allow(/ERR_INTERNET_DISCONNECTED|status of 422/);
  const worker = await freshWorker();
  const personId = await personOf(app, worker);
  const study = () => app.store.db.lessonStudy.findFirst({ where: { personId } });
  await signInAs(worker);
  await page.clock.install();
  await page.goto(lesson);
  await ready(page);
  await expect.poll(async () => (await study())?.versionId).toBeTruthy();

  await test.step("time counts by the server's clock, and sections that were read are told", async () => {
    const { sections } = await page.evaluate(() => ({
      sections: document.querySelectorAll("[data-of]").length,
    }));
    expect(sections).toBeGreaterThan(2);
    await page.locator("h2").nth(2).scrollIntoViewIfNeeded();
    for (let minute = 0; minute < 8; minute++) {
      await advance(1);
      const beat = page.waitForResponse((response) => response.url().endsWith("/beat"));
      await page.mouse.wheel(0, 300);
      await page.clock.runFor(30_000);
      expect((await beat).status()).toBe(200);
    }
    await expect(page.locator(".credit")).toContainText(/已计 [789] 分钟/);
    expect((await study())?.sectionsRead.length).toBeGreaterThan(0);
  });

  const keys = await keysOf(app, "noise-and-leak");
  await test.step("without a network an answer waits on the device, and is graded when it returns", async () => {
    const [id = "", key] = keys[0] ?? [];
    if (!key) throw new Error("the lesson has no check");
    await page.context().setOffline(true);
    await fillIn(page, id, key);
    await page.locator(`#check-${id}`).getByRole("button", { name: "提交" }).click();
    await expect(page.locator(`#check-${id}`).getByRole("status")).toContainText("先存在本机");
    await page.clock.runFor(30_000);
    await expect(page.getByText("网络断了", { exact: true })).toBeVisible();
    expect(await app.store.db.checkAnswer.count({ where: { personId } })).toBe(0);
    await page.context().setOffline(false);
    await expect(page.locator(`#check-${id}`).getByText("答对了。")).toBeVisible();
  });

  await test.step("what is open is refused, with the place to go to; then the lesson is done", async () => {
    await page.getByRole("button", { name: "学完了这一课" }).click();
    await expect(page.getByRole("alert")).toContainText("随堂题还没做完");
    for (const [id, key] of keys.slice(1)) {
      await fillIn(page, id, key);
      await page
        .locator(`#check-${id}`)
        .getByRole("button", { name: /提交|再答/ })
        .click();
      await expect(page.locator(`#check-${id}`).getByText("答对了。")).toBeVisible();
      await expect(page.locator(`#check-${id}`).locator(".feedback")).toBeFocused();
    }
    await page.getByRole("button", { name: "学完了这一课" }).click();
    await expect(page.getByText("这一课学完了")).toBeVisible();
    expect((await study())?.completedAt).toBeTruthy();
  });
});

test("the page is light: at most 12 requests and 120 KB, light and dark, and as large as somebody needs", async ({
  page,
  signInAs,
  freshWorker,
}) => {
  await signInAs(await freshWorker());
  const client = await page.context().newCDPSession(page);
  await client.send("Network.enable");
  await client.send("Network.setCacheDisabled", { cacheDisabled: true });
  let bytes = 0;
  let requests = 0;
  client.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    requests++;
  });
  await page.goto(lesson);
  await ready(page);
  await page.waitForLoadState("networkidle");
  expect(requests).toBeLessThanOrEqual(12);
  expect(bytes).toBeLessThan(120 * 1024);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  }
  await page.getByLabel("目录").first().click();
  await expect(page.getByRole("navigation", { name: "目录" })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("navigation", { name: "目录" })).toBeHidden();
  await page.getByLabel("字号").click();
  const kept = page.waitForResponse((response) => response.url().endsWith("/preferences"));
  await page.getByRole("button", { name: "特大" }).click();
  await kept;
  await expect(page.locator("html")).toHaveAttribute("data-text", "huge");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-text", "huge");
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(wide).toBe(0);
});

test("a learner under way is told of a newer version and moves to it", async ({
  page,
  app,
  signInAs,
  freshWorker,
}) => {
  const { db } = app.store;
  const worker = await freshWorker();
  const personId = await personOf(app, worker);
  const slug = "agreement-and-follow-up";
  const row = await db.lesson.findFirstOrThrow({ where: { slug }, include: { published: true } });
  const old = row.published;
  if (!old) throw new Error("the lesson is not published");
  await db.lessonStudy.create({
    data: { personId, lessonId: row.id, versionId: old.id, studiedMs: 240_000, startedAt: new Date() },
  });
  const { id, ...copy } = old;
  const newest = await db.lessonVersion.create({
    data: { ...copy, number: 9, source: `${old.source.trimEnd()}\n\n新添的一句。\n`, sourceHash: "e2e" },
  });
  await db.lesson.update({ where: { id: row.id }, data: { publishedVersionId: newest.id } });
  await signInAs(worker);
  await page.goto(`${course}/${slug}`);
  await expect(page.getByText("新添的一句。")).toHaveCount(0);
  await page.getByRole("button", { name: "换到第 9 版" }).click();
  await expect(page.getByText("已换到第 9 版")).toBeVisible();
  await expect(page.getByText("新添的一句。")).toBeVisible();
  await expect(page.locator(".credit")).toContainText("已计 4 分钟");
  await db.lesson.update({ where: { id: row.id }, data: { publishedVersionId: id } });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a lesson is read, answered and finished, and its text made larger", async ({
    page,
    app,
    advance,
    signInAs,
    freshWorker,
    quiet,
  }) => {
    quiet.allow(/status of 422/);
    const worker = await freshWorker();
    const personId = await personOf(app, worker);
    await signInAs(worker);
    await page.goto(lesson);
    await page.getByLabel("字号").click();
    await page.getByRole("button", { name: "大", exact: true }).click();
    await expect(page).toHaveURL(lesson);
    await expect(page.locator("html")).toHaveAttribute("data-text", "large");
    await page.getByLabel("目录").first().click();
    await expect(page.getByRole("navigation", { name: "目录" })).toBeVisible();

    const keys = await keysOf(app, "noise-and-leak");
    const [first] = keys;
    await page.locator(`#check-${first?.[0]}`).getByRole("button", { name: "提交" }).click();
    await expect(page.locator(`#check-${first?.[0]}`).getByRole("alert")).toContainText("先作答，再提交。");
    for (let again = 0; again < 2; again++) {
      for (const [id, key] of keys) {
        const button = page.locator(`#check-${id}`).getByRole("button", { name: /提交|再答/ });
        if ((await button.count()) === 0) continue;
        await fillIn(page, id, key);
        await button.click();
        await expect(page.locator(`#check-${id}`).getByText("答对了。")).toBeVisible();
        await advance(1);
      }
    }
    await page.getByRole("button", { name: "学完了这一课" }).click();
    await expect(page.getByRole("alert")).toContainText("学习时间还不够");
    await app.store.db.lessonStudy.updateMany({ where: { personId }, data: { studiedMs: 900_000 } });
    await page.getByRole("button", { name: "学完了这一课" }).click();
    await expect(page.getByText("这一课学完了")).toBeVisible();
    const study = await app.store.db.lessonStudy.findFirstOrThrow({ where: { personId } });
    expect(study.sectionsRead.length).toBeGreaterThan(2);
  });
});

test("what is no lesson is the problem page in the reader's language", async ({
  page,
  app,
  signInAs,
  quiet,
}) => {
  quiet.allow(/status of 40[04]/);
  await signInAs("W0001");
  const missing = await page.goto(`${course}/no-such-lesson`);
  expect(missing?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "没有这个页面" })).toBeVisible();
  await page.context().addCookies([{ name: "nuanxin_language", value: "en", url: app.url }]);
  await page.reload();
  await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  const bad = await page.request.post(`${lesson}?index`, {
    form: { intent: "no-such-act" },
    headers: { Origin: app.url },
  });
  expect(bad.status()).toBe(400);
  expect(await bad.text()).toContain("</html>");
});
