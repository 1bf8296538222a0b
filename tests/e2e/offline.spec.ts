import type { Page } from "@playwright/test";
import type { Running } from "../../app/process/start.server";
import { expectClean } from "./clean-page";
import { expect, ready, test } from "./fixtures";

const course = "/courses/community-mediation";
const slug = "see-it-early";
const lesson = `${course}/${slug}`;

async function personOf(app: Running, employeeNo: string): Promise<string> {
  return (await app.store.db.account.findUniqueOrThrow({ where: { employeeNo } })).personId;
}

async function publishedOf(app: Running, lessonSlug: string) {
  const where = { slug: lessonSlug, course: { slug: "community-mediation" } };
  const { id, published } = await app.store.db.lesson.findFirstOrThrow({
    where,
    include: { published: true },
  });
  if (!published) throw new Error(`${lessonSlug} is not published`);
  return { id, version: published };
}

/** Reads on for so many half minutes while the server's clock goes on as well. */
async function read(page: Page, advance: (minutes: number) => Promise<void>, minutes: number) {
  await advance(minutes);
  for (let beat = 0; beat < minutes * 2; beat++) {
    await page.mouse.wheel(0, 40);
    await page.clock.runFor(30_000);
  }
}

const kept = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const opened = indexedDB.open("nuanxin-study");
        opened.onsuccess = () => {
          const all = opened.result.transaction("reports").objectStore("reports").count();
          all.onsuccess = () => resolve(all.result);
        };
      }),
  );

test.use({ viewport: { width: 360, height: 740 } });

test("a downloaded course is read without a network; what was done is sent and told when it returns", async ({
  page,
  app,
  advance,
  signInAs,
  freshWorker,
  quiet,
}) => {
  quiet.allow(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|status of 503|Failed to fetch/);
  const { db } = app.store;
  const worker = await freshWorker();
  const personId = await personOf(app, worker);
  const study = () => db.lessonStudy.findFirst({ where: { personId } });
  await signInAs(worker);
  await page.goto(course);
  await ready(page);
  await page.getByRole("button", { name: /^下载到本机/ }).click();
  await expect(page.getByText(/已下载 [\d.]+ MB/)).toBeVisible({ timeout: 30_000 });
  await expectClean(page, "downloaded");

  await test.step("the course page and its lessons open, other pages say that there is no network", async () => {
    await page.context().setOffline(true);
    await page.goto("/points");
    await expect(page.getByRole("heading", { name: "现在没有网络" })).toBeVisible();
    await expectClean(page, "no network");
    await page.getByRole("link", { name: "社区矛盾纠纷预防与人民调解" }).click();
    await expect(page).toHaveURL(course);
    await ready(page);
    await page.clock.install();
    await page.locator(`a[href="${lesson}"]`).last().click();
    await ready(page);
    await expect(page).toHaveURL(lesson);
  });

  await test.step("minutes and an answer wait on the device, also across a closed tab", async () => {
    await read(page, advance, 4);
    await expect(page.getByText("网络断了", { exact: true })).toBeVisible();
    const check = page.locator("section.quiz:has(.opt)").first();
    await check.locator(".opt").first().click();
    await check.getByRole("button", { name: "提交" }).click();
    await expect(check.getByText("先存在本机")).toBeVisible();
    await expect.poll(() => kept(page)).toBe(2);
    await expectClean(page, "an answer kept on this device");
    expect(await study()).toBeNull();
    const other = await page.context().newPage();
    await page.close();
    page = other;
    await page.goto(lesson);
    await ready(page);
    await expect(page.locator("section.quiz:has(.opt)").first().getByText("先存在本机")).toBeVisible();
    await expect(page.locator("section.quiz .opt input").first()).toBeChecked();
  });

  await test.step("when the network returns they are credited and graded, and the page says so", async () => {
    await page.context().setOffline(false);
    await expect(page.getByText("离线读了 4 分钟，已补记 4 分钟。")).toBeVisible();
    await expect(page.getByText(/离线答的题，1 道/)).toBeVisible();
    await expectClean(page, "the receipt");
    const row = await study();
    expect(Math.round((row?.offlineMs ?? 0) / 60_000)).toBe(4);
    expect(await db.checkAnswer.count({ where: { personId } })).toBe(1);
    await expect.poll(() => kept(page)).toBe(0);
    await expect(page.locator(".credit")).toContainText("已计 4 分钟");
  });

  await test.step("signing out takes the download away", async () => {
    await page.goto("/me");
    await ready(page);
    await page.getByRole("button", { name: "退出登录" }).click();
    await expect(page).toHaveURL(/login/);
    await expect
      .poll(() => page.evaluate(async () => (await caches.keys()).filter((name) => /course/.test(name))))
      .toEqual([]);
  });
});

test("what waits outlives the session, a newer version is a new download, and a lesson taken out gives the words back", async ({
  page,
  app,
  signInAs,
  freshWorker,
  quiet,
}) => {
  quiet.allow(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|status of (401|404|503)|Failed to fetch/);
  const { db } = app.store;
  const worker = await freshWorker();
  const personId = await personOf(app, worker);
  const note = page.locator("#note-my-five-places");
  const write = async (text: string) => {
    await page.goto(lesson);
    await ready(page);
    await page.context().setOffline(true);
    await note.locator("textarea").fill(text);
    await note.getByRole("button", { name: "保存" }).click();
    await expect(note.getByText("先存在本机")).toBeVisible();
    await expect.poll(() => kept(page)).toBe(1);
  };
  const notes = () => db.reflection.findMany({ where: { personId }, select: { text: true } });
  await signInAs(worker);
  await page.goto(course);
  await ready(page);
  await page.getByRole("button", { name: /^下载到本机/ }).click();
  await expect(page.getByText(/已下载 [\d.]+ MB/)).toBeVisible({ timeout: 30_000 });

  await test.step("a note waits until its writer signs in again", async () => {
    await write("井台边五处。");
    await db.session.deleteMany({ where: { accountId: personId } });
    const refused = page.waitForResponse((response) => response.status() === 401);
    await page.context().setOffline(false);
    await refused;
    expect(await kept(page)).toBe(1);
    expect(await notes()).toEqual([]);
    await signInAs(worker);
    await page.goto("/courses");
    await expect(page.getByText("离线写的笔记已保存 1 处。")).toBeVisible();
    expect(await notes()).toEqual([{ text: "井台边五处。" }]);
    expect(await kept(page)).toBe(0);
  });

  await test.step("a newer version of a lesson that is not begun is offered as a new download", async () => {
    const { id, version } = await publishedOf(app, "agreement-and-follow-up");
    const { id: before, ...copy } = version;
    const source = `${copy.source.trimEnd()}\n\n离线新版的一句。\n`;
    const newest = await db.lessonVersion.create({
      data: { ...copy, number: 31, source, sourceHash: "offline" },
    });
    await db.lesson.update({ where: { id }, data: { publishedVersionId: newest.id } });
    await page.goto(course);
    await ready(page);
    await expectClean(page, "a download that has been overtaken");
    await page.getByRole("button", { name: "有新版，更新下载" }).click();
    await expect(page.getByText(/已下载 [\d.]+ MB/)).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole("button", { name: "有新版，更新下载" })).toHaveCount(0);
    await db.lesson.update({ where: { id }, data: { publishedVersionId: before } });
  });

  await test.step("what was written in a lesson that was taken out meanwhile can be copied", async () => {
    await write("改成六处。");
    const { id, version } = await publishedOf(app, slug);
    await db.lesson.update({ where: { id }, data: { publishedVersionId: null } });
    await page.context().setOffline(false);
    await expect(page.getByText(/^有 1 项没有记上/)).toBeVisible();
    await expect(page.locator(".lost")).toHaveText("改成六处。");
    await expectClean(page, "a text that was not taken");
    expect(await notes()).toEqual([{ text: "井台边五处。" }]);
    await db.lesson.update({ where: { id }, data: { publishedVersionId: version.id } });
  });
});

test("a copy that is renewed after a release brings the styles and scripts that it names", async ({
  page,
  signInAs,
  freshWorker,
}) => {
  await signInAs(await freshWorker());
  await page.goto(course);
  await ready(page);
  await page.getByRole("button", { name: /^下载到本机/ }).click();
  await expect(page.getByText(/已下载 [\d.]+ MB/)).toBeVisible({ timeout: 30_000 });
  const assets = (remove: boolean) =>
    page.evaluate(async (drop) => {
      const names = (await caches.keys()).filter((name) => name.indexOf("nuanxin-course:") === 0);
      const found: string[] = [];
      for (const name of names) {
        const cache = await caches.open(name);
        for (const { url } of await cache.keys()) {
          if (!/\/assets\//.test(url)) continue;
          found.push(new URL(url).pathname);
          if (drop) await cache.delete(url);
        }
      }
      return found;
    }, remove);
  // As if the download were of an earlier release, whose files had other names.
  expect((await assets(true)).length).toBeGreaterThan(1);
  expect(await assets(false)).toEqual([]);
  await page.goto(lesson);
  await ready(page);
  const named = await page.evaluate(() =>
    Array.from(
      document.querySelectorAll("link[rel=stylesheet], script[src]"),
      (each) => each.getAttribute("href") ?? each.getAttribute("src") ?? "",
    ),
  );
  expect(named).toHaveLength(2);
  await expect.poll(async () => (await assets(false)).sort()).toEqual(named.sort());
});

test.describe("without a service worker", () => {
  test.use({ serviceWorkers: "block" });

  test("an open lesson goes on, and another person on the same phone sends nothing of it", async ({
    page,
    app,
    advance,
    signInAs,
    freshWorker,
    quiet,
  }) => {
    quiet.allow(/ERR_INTERNET_DISCONNECTED|Service Worker|status of 40[14]/);
    const { db } = app.store;
    const worker = await freshWorker();
    const somebodyElse = await freshWorker();
    const personId = await personOf(app, worker);
    const otherId = await personOf(app, somebodyElse);
    await signInAs(worker);
    await page.clock.install();
    const first = page.waitForResponse((response) => response.url().endsWith("/beat"));
    await page.goto(lesson);
    await ready(page);
    await first;
    await page.context().setOffline(true);
    await read(page, advance, 3);
    await expect.poll(() => kept(page)).toBe(1);

    await signInAs(somebodyElse);
    const refused = page.waitForResponse((response) => response.url().endsWith("/offline"));
    await page.context().setOffline(false);
    expect((await refused).status()).toBe(401);
    await page.goto("/courses");
    await ready(page);
    expect(await kept(page)).toBe(1);
    expect(await db.offlineStudy.count({ where: { personId: { in: [personId, otherId] } } })).toBe(0);

    await signInAs(worker);
    await page.goto("/courses");
    await expect(page.getByText("离线读了 3 分钟，已补记 3 分钟。")).toBeVisible();
    expect(await db.offlineStudy.count({ where: { personId } })).toBe(1);
    expect(await kept(page)).toBe(0);
  });
});

test("the site can be installed", async ({ page, app }) => {
  await page.goto("/login");
  const href = await page.locator("link[rel=manifest]").getAttribute("href");
  const answer = await page.request.get(`${app.url}${href}`);
  expect(answer.headers()["content-type"]).toContain("application/manifest+json");
  const manifest = (await answer.json()) as { name: string; icons: { src: string; sizes: string }[] };
  expect(manifest.name).toBe("暖心学堂");
  for (const { src, sizes } of manifest.icons) {
    const bytes = await (await page.request.get(`${app.url}${src}`)).body();
    expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`).toBe(sizes);
  }
  const worker = await page.request.get(`${app.url}/service-worker.js`);
  expect(worker.headers()["cache-control"]).toBe("no-cache");
});
