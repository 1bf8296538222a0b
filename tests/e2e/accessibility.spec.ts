import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import type { Running } from "../../app/process/start.server";
import { loadBuild } from "../setup/build";
import { expect, ready, test } from "./fixtures";
import { writeAtEnd, writeText, writtenText } from "./lesson-text";
import { pageRoutes, sampleParams } from "./routes";
import { expectClean } from "./clean-page";

// Every page × every role × light and dark; the two projects add 360 and 1440 px. A role without the permission sees
// the page that says so, which is looked at once for each role.
const people = ["-", "W0001", "T0001", "R0001", "U0001", "H0001", "S0001", "S0002", "A0001"];

type Db = Running["store"]["db"];

/** Papers and certificates belong to somebody: they are looked at as that person. */
const ownerOf: Readonly<Record<string, (db: Db, key: string) => Promise<{ personId: string }>>> = {
  "routes/exams.$attempt._index": (db, id) => db.attempt.findUniqueOrThrow({ where: { id } }),
  "routes/exams.$attempt.result": (db, id) => db.attempt.findUniqueOrThrow({ where: { id } }),
  "routes/certificates.$number._index": (db, number) =>
    db.courseCertificate.findUniqueOrThrow({ where: { number } }),
};

for (const employeeNo of people) {
  test(`axe finds nothing on any page, light or dark, as ${employeeNo === "-" ? "nobody" : employeeNo}`, async ({
    page,
    app,
    signInAs,
    quiet,
  }) => {
    test.setTimeout(600_000);
    quiet.allow(/status of 404/);
    const routes = pageRoutes(await loadBuild(), await sampleParams(app));
    expect(routes.length).toBeGreaterThan(15);
    if (employeeNo !== "-") await signInAs(employeeNo);
    let refused = 0;
    for (const { id, address } of routes) {
      const owned = employeeNo === "W0001" ? ownerOf[id] : undefined;
      if (owned) {
        const { db } = app.store;
        const { personId } = await owned(db, address.split("/")[2] ?? "");
        await signInAs((await db.account.findUniqueOrThrow({ where: { personId } })).employeeNo);
      }
      // What somebody may not see is the same page for every address: it is looked at twice.
      const { status } = await asked(page, address);
      expect([id, status < 500]).toEqual([id, true]);
      if (status === 404 && refused++ > 1) continue;
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      await page.goto(address);
      await expectClean(page, address);
      if (owned) await signInAs(employeeNo);
    }
  });
}

/** The status of an address, without the browser drawing it. */
async function asked(page: Page, address: string): Promise<{ status: number }> {
  const response = await page.request.get(address, { maxRedirects: 0 });
  return { status: response.status() };
}

test("axe finds nothing in English either", async ({ page, app, signInAs, quiet }) => {
  test.setTimeout(600_000);
  quiet.allow(/status of 404/);
  const routes = pageRoutes(await loadBuild(), await sampleParams(app));
  await page.context().addCookies([{ name: "nuanxin_language", value: "en", url: app.url }]);
  for (const employeeNo of ["W0001", "T0001", "H0001"]) {
    await signInAs(employeeNo);
    for (const { address } of routes) {
      if ((await asked(page, address)).status === 404) continue;
      await page.goto(address);
      await expect(page.locator("html")).toHaveAttribute("lang", "en");
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect.soft([address, ...violations.map(({ id }) => id)]).toEqual([address]);
    }
  }
});

test("axe finds nothing in any state of the workshop, light or dark", async ({
  page,
  app,
  signInAs,
  quiet,
}) => {
  test.setTimeout(600_000);
  quiet.allow(/status of (409|422)/);
  const at = "/workshop/community-mediation";
  const { id, slug } = await app.store.db.lesson.findFirstOrThrow({
    where: { course: { slug: "community-mediation" }, slug: "one-mediation" },
  });
  await signInAs("T0001");
  const visit = async (address: string) => {
    await page.goto(address);
    await ready(page);
  };
  const addresses = [
    "/workshop?q=%E6%B2%A1%E6%9C%89",
    "/workshop?state=retired",
    `${at}?out=${id}`,
    `${at}/state?to=retired`,
    `${at}/files?q=nothing`,
    `${at}/import?lesson=${slug}&lost=colours.3%20links.1`,
  ];
  for (const address of addresses) {
    await visit(address);
    await expectClean(page, address);
  }

  for (const [form, button] of [
    ["/workshop/new", "新建课程"],
    [`${at}/new`, "新建并编写"],
    [`${at}/import`, "导入成草稿"],
    [`${at}/files`, "上传"],
    ["/workshop/import", "看看会改什么"],
  ] as const) {
    await visit(form);
    await page.getByRole("button", { name: button, exact: true }).click();
    await expect(page.locator("main [aria-invalid=true]").first()).toBeFocused();
    await expectClean(page, `${form} refused`);
  }

  const buffer = await (await page.request.get(`${at}/export`)).body();
  await page
    .getByLabel("课程包", { exact: true })
    .setInputFiles({ name: "a.zip", mimeType: "application/zip", buffer });
  await page.getByLabel("导入到哪门课（可以不填）").fill("another-course");
  await page.getByRole("button", { name: "看看会改什么" }).click();
  await expect(page.getByRole("button", { name: "导入", exact: true })).toBeVisible();
  await expectClean(page, "what a package would change");

  await visit(`${at}/${slug}`);
  const before = await writtenText(page);
  const other = await page.context().newPage();
  await other.goto(`${at}/${slug}`);
  await ready(other);
  await writtenText(other);
  await writeAtEnd(page, "\n年龄<18岁。\n\n<Quiz />\n");
  await expect(page.getByText("还有 2 处错误，改好再送审")).toBeVisible();
  await page.getByText("全部组件和用法").click();
  await expectClean(page, "an editor with errors and help");
  await page.getByText("全部组件和用法").click();
  await page.locator(".cm-content").focus();
  await page.keyboard.type("<");
  await expect(page.getByRole("option").first()).toBeVisible();
  // The arrow keys move in the list while the text keeps the focus (aria-activedescendant): it is no stop of Tab.
  await expectClean(page, "an editor with its list of components", "scrollable-region-focusable");
  await page.keyboard.press("Escape");
  await writeText(page, `${before}\n先到的一句。\n`);
  await expect(page.getByText(/^已保存/)).toBeVisible();
  await writeText(other, `${before}\n后到的一句。\n`);
  await expect(other.getByRole("heading", { name: "两边都改了这一课" })).toBeVisible();
  await other.getByText("自己合成一份").click();
  await expectClean(other, "two texts");
  await other.close();
  await visit(`${at}/${slug}/history`);
  await page.getByRole("link", { name: "和现在对比" }).first().click();
  await expect(page.getByRole("heading", { name: "对比", exact: true })).toBeVisible();
  await expectClean(page, "a comparison in history");

  const [one, two] = [page, await page.context().newPage()];
  for (const each of [one, two]) {
    await each.goto(`${at}/edit`);
    await ready(each);
    await each.getByLabel("院校做了什么").fill(each === one ? "先写的。" : "后写的。");
  }
  await one.getByRole("button", { name: "保存" }).click();
  await expect(one).toHaveURL(new RegExp(`${at}$`));
  await two.getByRole("button", { name: "保存" }).click();
  await expect(two.getByText("别处刚刚改过这门课")).toBeVisible();
  await expectClean(two, "two texts of a course");
});
