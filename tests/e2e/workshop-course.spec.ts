import { aPng } from "../factories/files";
import { aParagraph, aRun, aWordFile, aWordPicture } from "../factories/word";
import { expect, ready, test } from "./fixtures";

test("a trainer makes a course with chapters, lessons, a picture and a Word file, and takes it along", async ({
  page,
  signInAs,
  quiet,
}, { project }) => {
  quiet.allow(/status of 422/);
  const slug = `home-visits-${project.name}`;
  await signInAs("T0001");
  await page.goto("/workshop");
  await ready(page);
  await page.getByRole("link", { name: "新建课程" }).click();
  // The list has a field of this name too.
  await expect(page.getByRole("heading", { level: 1, name: "新建课程" })).toBeVisible();

  await test.step("a course without its texts is refused beside the fields, and keeps what was typed", async () => {
    await page.getByLabel("课程名", { exact: true }).fill("上门走访");
    await page.getByLabel("英文课程名").fill("Home visits");
    await page.getByLabel("网址里的名字（可以不填）").fill(slug);
    await page.getByRole("button", { name: "新建课程" }).click();
    await expect(page.getByText("请填写")).toHaveCount(3);
    await expect(page.getByLabel("简介", { exact: true })).toBeFocused();
    await expect(page.getByLabel("课程名", { exact: true })).toHaveValue("上门走访");
    await page.getByLabel("简介", { exact: true }).fill("从敲门到记录。");
    await page.getByLabel("英文简介").fill("From the door to the record.");
    await page.getByLabel("院校做了什么").fill("审定个案。");
    await page.getByRole("button", { name: "新建课程" }).click();
    await expect(page).toHaveURL(new RegExp(`/workshop/${slug}$`));
    await expect(page.getByText("学员还看不到这门课")).toBeVisible();
  });

  await test.step("a chapter and two lessons, and one goes up", async () => {
    await page.getByLabel("章名").fill("上门之前");
    await page.getByRole("button", { name: "加一章" }).click();
    await expect(page.getByRole("heading", { name: /第 1 章/ })).toBeVisible();
    for (const [title, name] of [
      ["先约时间", "call-first"],
      ["想好说什么", "what-to-say"],
    ] as const) {
      await page.goto(`/workshop/${slug}/new`);
      await ready(page);
      await page.getByLabel("课名").fill(title);
      await page.getByLabel("网址里的名字（可以不填）").fill(name);
      await page.getByRole("button", { name: "新建并编写" }).click();
      await expect(page).toHaveURL(new RegExp(`/workshop/${slug}/${name}$`));
    }
    await page.goto(`/workshop/${slug}`);
    await ready(page);
    await page.locator("summary").filter({ hasText: "想好说什么" }).click();
    await page
      .getByRole("listitem")
      .filter({ hasText: "想好说什么" })
      .getByRole("button", { name: "上移" })
      .click();
    await expect(page.locator("ol.rows > li").first()).toContainText("想好说什么");
  });

  await test.step("a picture gets a name, and a lie about a picture a refusal", async () => {
    await page.getByRole("link", { name: "文件", exact: true }).click();
    const choose = (buffer: Buffer) =>
      page.getByLabel("选择文件").setInputFiles({ name: "门口 Door.png", mimeType: "image/png", buffer });
    await choose(Buffer.from("<script>1</script>"));
    await page.getByRole("button", { name: "上传" }).click();
    await expect(page.getByText("这种文件不收")).toBeVisible();
    await choose(aPng(8, 8));
    await page.getByRole("button", { name: "上传" }).click();
    await expect(page.getByText("已上传，名字是 door.png")).toBeVisible();
    const shown = await page.request.get(`/workshop/${slug}/files/door.png`);
    expect([shown.status(), shown.headers()["content-type"]]).toEqual([200, "image/png"]);
    expect((await page.request.get(`/courses/${slug}/files/door.png`)).status()).toBe(404);
  });

  await test.step("a Word file becomes a lesson, with a word about what was lost", async () => {
    await page.goto(`/workshop/${slug}/import`);
    await ready(page);
    const blocks = [
      aParagraph("怎么敲门", "a3"),
      aParagraph("第一步", "1"),
      aParagraph(aRun("年龄<18岁的，先找家长。", '<w:color w:val="FF0000"/>')),
      aWordPicture(1, "门口"),
    ];
    const buffer = aWordFile(blocks, { pictures: [aPng(9, 9)] });
    await page.getByLabel("Word 文件").setInputFiles({ name: "敲门.docx", mimeType: "", buffer });
    await page.getByRole("button", { name: "导入成草稿" }).click();
    await expect(page.getByText("《怎么敲门》已导入成草稿")).toBeVisible();
    await expect(page.getByText("1 处颜色、底色或突出显示：去掉了")).toBeVisible();
  });

  await test.step("the package goes out, shows no change where it came from, and makes another course", async () => {
    const out = await page.request.get(`/workshop/${slug}/export`);
    const buffer = await out.body();
    await page.goto("/workshop/import");
    await ready(page);
    const send = async (into: string) => {
      await page.getByLabel("课程包", { exact: true }).setInputFiles({ name: "a.zip", mimeType: "", buffer });
      await page.getByLabel("导入到哪门课（可以不填）").fill(into);
      await page.getByRole("button", { name: "看看会改什么" }).click();
    };
    await send("");
    await expect(page.getByText("和现在的课程一模一样")).toBeVisible();
    await send(`${slug}-again`);
    await expect(page.getByRole("heading", { name: "新建《上门走访》" })).toBeVisible();
    await page.getByRole("button", { name: "导入", exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`/workshop/${slug}-again$`));
    await expect(page.getByText("怎么敲门").first()).toBeVisible();
  });
});

test("a reviewer of the institution sees the course and changes nothing; another trainer's is not there", async ({
  page,
  signInAs,
}) => {
  await signInAs("R0001");
  await page.goto("/workshop/community-mediation");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("link", { name: "新建一课" })).toHaveCount(0);
  expect((await page.request.get("/workshop/community-mediation/edit")).status()).toBe(404);
  expect((await page.request.get("/workshop/casework")).status()).toBe(404);
});
