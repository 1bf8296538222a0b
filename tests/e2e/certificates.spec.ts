import { pdfText } from "../factories/pdf";
import { expectClean } from "./clean-page";
import { expect, ready, test } from "./fixtures";

const course = "community-mediation";

test("a finished course gives a certificate: paper, verification signed out, revocation", async ({
  page,
  app,
  browser,
  signInAs,
  freshWorker,
  quiet,
}) => {
  quiet.allow(/status of (404|422)/);
  const { db } = app.store;
  const employeeNo = await freshWorker();
  const { personId } = await db.account.findUniqueOrThrow({ where: { employeeNo } });
  const { name } = await db.person.findUniqueOrThrow({ where: { id: personId } });
  const lessons = await db.lesson.findMany({
    where: { course: { slug: course }, publishedVersionId: { not: null }, retiredAt: null },
    orderBy: { position: "asc" },
    include: { published: true },
  });
  const last = lessons[lessons.length - 1];
  if (!last) throw new Error("the course has no lessons");

  await test.step("all is studied but the last press of a button", async () => {
    const at = new Date();
    for (const { id: lessonId, publishedVersionId, published } of lessons) {
      const versionId = publishedVersionId ?? "";
      const checks = [...(published?.source ?? "").matchAll(/<Check\b[^>]*?\bid="([a-z0-9-]+)"/g)];
      await db.lessonStudy.create({
        data: {
          ...{ personId, lessonId, versionId, startedAt: at, studiedMs: 60 * 60_000 },
          completedAt: lessonId === last.id ? null : at,
        },
      });
      await db.checkAnswer.createMany({
        data: checks.map(([, checkId = ""]) => ({
          ...{ personId, versionId, checkId, chosen: [], right: true, answeredAt: at, passedAt: at },
        })),
      });
    }
    await signInAs(employeeNo);
    await page.goto("/certificates");
    await expect(page.getByText("还没有结业证书")).toBeVisible();
    await page.goto(`/courses/${course}/${last.slug}`);
    await page.getByRole("button", { name: "学完了这一课" }).click();
    await page.getByRole("link", { name: "看结业证书" }).click();
    await expect(page.getByRole("article", { name: "结业证书" })).toContainText(name);
    await expectClean(page);
    await page.getByRole("link", { name: "我的证书" }).first().click();
    await expect(page.getByRole("link", { name: "社区矛盾纠纷预防与人民调解" })).toContainText("有效");
    await expectClean(page);
    await page.goBack();
    await expect(page.getByRole("article", { name: "结业证书" })).toBeVisible();
  });

  const number = page.url().split("/").pop() ?? "";
  expect(number).toMatch(/^NX26-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/);

  await test.step("the PDF has the name, the number and the address of its verification", async () => {
    const response = await page.request.get(`/certificates/${number}/pdf`);
    expect(response.headers()["content-type"]).toBe("application/pdf");
    const pdf = await response.body();
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    const text = pdfText(pdf);
    for (const part of ["结业证书", name, number, `${app.url}/verify/${number}`])
      expect(text).toContain(part);
    expect(await db.auditEvent.count({ where: { action: "certificate.download" } })).toBe(0);
  });

  const stranger = await browser.newContext({ javaScriptEnabled: false });
  const out = await stranger.newPage();
  const [first = "", ...rest] = [...name];

  await test.step("whoever has the number sees that it is valid, and no more of the name than that", async () => {
    const response = await out.goto(`${app.url}/verify/${number.toLowerCase().replaceAll("-", "%20")}`);
    expect(out.url()).toBe(`${app.url}/verify/${number}`);
    expect(response?.headers()["x-robots-tag"]).toContain("noindex");
    await expect(out.getByText("这张证书有效")).toBeVisible();
    expect(await out.content()).not.toContain(name);
    await expect(out.getByText(`${first}*`)).toBeVisible();
    expect(rest.length).toBeGreaterThan(0);
    await out.getByRole("button", { name: "English" }).click();
    await expect(out.getByText("This certificate is valid")).toBeVisible();
    await out.getByRole("button", { name: "中文" }).click();
    expect((await out.goto(`${app.url}/verify/NX26-2222-2222`))?.status()).toBe(404);
    await expect(out.getByText("没有这张证书")).toBeVisible();
    await out.getByLabel("证书编号").fill(number);
    await out.getByRole("button", { name: "查验" }).click();
    await expect(out.getByText("这张证书有效")).toBeVisible();
  });

  await test.step("another worker has no such certificate", async () => {
    await signInAs("W0001");
    expect((await page.goto(`/certificates/${number}`))?.status()).toBe(404);
    expect((await page.request.get(`/certificates/${number}/pdf`)).status()).toBe(404);
    expect((await page.request.get(`/desk/certificates/${number}`)).status()).toBe(404);
  });

  await test.step("HR revokes it, with a reason and after a question in numbers", async () => {
    await signInAs("H0001");
    await page.goto(`/desk/certificates?q=${number}`);
    await ready(page);
    await page.getByRole("link", { name: number }).click();
    await page.getByRole("button", { name: "下一步" }).click();
    await expect(page.getByText(/请(写明撤销原因|至少写 4 个字)。/)).toBeVisible();
    await page.getByLabel("撤销原因").fill("本人证件号 11010519491231002X1234");
    await page.getByRole("button", { name: "下一步" }).click();
    await expect(page.getByText(/原因里有一长串数字/)).toBeVisible();
    await page.getByLabel("撤销原因").fill("代学，记录不实");
    await page.getByRole("button", { name: "下一步" }).click();
    await expect(page.getByRole("alert")).toContainText("确定撤销吗？");
    // A second press of the same key must not be the answer.
    await expect(page.locator(".answer")).toBeFocused();
    await expectClean(page);
    await expect(page.locator(".facts")).toContainText("30");
    expect((await page.request.get(`/certificates/${number}/pdf`)).status()).toBe(200);
    expect(await db.auditEvent.count({ where: { action: "certificate.download" } })).toBe(1);
    await page.getByRole("button", { name: "确定撤销" }).click();
    await expect(page.getByText("证书已撤销")).toBeVisible();
    const { _sum } = await db.hourCredit.aggregate({ where: { personId }, _sum: { minutes: true } });
    expect(_sum.minutes).toBe(0);
  });

  await test.step("from then on it says so to everybody, with its reason to the holder alone", async () => {
    await out.reload();
    await expect(out.getByText("这张证书已经撤销")).toBeVisible();
    expect(await out.content()).not.toContain("代学");
    await stranger.close();
    await signInAs(employeeNo);
    await page.goto(`/certificates/${number}`);
    await expect(page.getByText(/代学，记录不实/)).toBeVisible();
    await expectClean(page);
    await page.goto(`/verify/${number}`);
    await expectClean(page);
    await expect(page.getByRole("link", { name: "下载 PDF" })).toHaveCount(0);
  });
});
