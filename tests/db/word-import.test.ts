import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { courseFile } from "~/features/courses/course-shelf.server";
import { readWord } from "~/features/courses/word/read-word.server";
import { compileLesson } from "~/platform/mdx/compile.server";
import { db } from "~/platform/store.server";
import { receiveUpload, useUploadDir } from "~/platform/uploads.server";
import { createCourse } from "~/workflows/create-course.server";
import { importWord } from "~/workflows/import-word.server";
import { atOnce, changes } from "../factories/changes";
import { aForm, aPng } from "../factories/files";
import {
  aLink,
  aNoteMark,
  anItem,
  aParagraph,
  aRun,
  aWordFile,
  aWordPicture,
  aWordTable,
} from "../factories/word";
import { aWorld, type World } from "../factories/world";

let world: World;
let data = "";
beforeAll(async () => {
  world = await aWorld();
  data = await mkdtemp(path.join(tmpdir(), "nuanxin-word-"));
  useUploadDir(data);
});
afterAll(async () => {
  useUploadDir(undefined);
  await rm(data, { recursive: true });
});

async function read(bytes: Buffer) {
  const file = path.join(data, crypto.randomUUID());
  await writeFile(file, bytes);
  return readWord(file);
}
async function textOf(blocks: readonly string[], more?: Parameters<typeof aWordFile>[1], ok = true) {
  const document = await read(aWordFile(blocks, more));
  if ("refusal" in document) throw new Error(document.refusal);
  const source = `---\ntitle: 示例\nminutes: 5\n---\n\n${document.body.replace(/\uE000(\d+)\uE001/g, "p-$1.png")}`;
  expect(await compileLesson(source)).toMatchObject({ ok });
  return document;
}

describe("a Word file becomes a lesson's text", () => {
  test("with headings from the second level on, and its title", async () => {
    const { title, body } = await textOf([
      aParagraph("走访入户", "a3"),
      aParagraph("上门之前", "1"),
      aParagraph("先约时间。"),
      aParagraph("打电话", "2"),
      aParagraph("说清来意。"),
      aParagraph("上门之后", "1"),
    ]);
    expect(title).toBe("走访入户");
    expect(body).toBe("## 上门之前\n\n先约时间。\n\n### 打电话\n\n说清来意。\n\n## 上门之后\n");
  });

  test("with lists, tables, emphasis, links, pictures and footnotes", async () => {
    const { body, pictures, losses } = await textOf(
      [
        anItem("敲门"),
        anItem("等一等", { depth: 1 }),
        anItem("问好"),
        anItem("先听", { numbered: true }),
        anItem("再说", { numbered: true }),
        aWordTable([
          ["时间", "地点"],
          ["9:00", "3|4 号楼"],
        ]),
        aParagraph(
          aRun("记住：") + aRun("“先听后说”", "<w:b/>") + aRun("，不") + aRun("急", "<w:i/>") + aRun("。"),
        ),
        aParagraph(aLink("通知") + aRun("见这里") + aNoteMark(1) + aRun("。")),
        aWordPicture(1, "门口"),
      ],
      { pictures: [aPng(7, 7)], notes: ["依据是去年的通知。"] },
    );
    expect(body.split("\n\n")).toEqual([
      "- 敲门\n  - 等一等\n- 问好",
      "1. 先听\n2. 再说",
      "| 时间 | 地点 |\n| --- | --- |\n| 9:00 | 3\\|4 号楼 |",
      "记住：“**先听后说**”，不*急*。",
      "[通知](https://example.cn/)见这里[^1]。",
      "![门口](files/\uE0001\uE001)",
      "[^1]: 依据是去年的通知。\n",
    ]);
    expect(pictures.map(({ bytes }) => bytes)).toEqual([aPng(7, 7)]);
    expect(losses).toEqual({});
  });

  test("in which daily Chinese text survives as it stands", async () => {
    const lines = [
      "年龄<18岁的，用{ }写：$x_{1}$ 与 *不* 加粗，a_b_c，`代码`。",
      "import 手续要先办",
      "export 也一样",
      "# 不是标题",
      "1. 不是列表",
      "- 也不是",
      "> 不是引用",
      "见 http://example.cn/a?b=1 和 me@example.cn",
      '<Check id="x">不是组件</Check>',
      "A&amp;B 与 &lt;",
    ];
    const { body } = await textOf(lines.map((line) => aParagraph(aRun(line))));
    const compiled = await compileLesson(`---\ntitle: 示例\nminutes: 5\n---\n\n${body}`);
    const html = compiled.ok ? JSON.stringify(compiled.body.blocks) : "";
    const read = html.replace(/<\/?(p|code|a)\b[^>]*>/g, "");
    for (const line of lines) {
      const escaped = JSON.stringify(
        line.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;"),
      ).slice(1, -1);
      expect(read.replace(/&quot;/g, '\\"').replace(/&#x27;/g, "'")).toContain(escaped);
    }
  });

  test("and what does not come along is told", async () => {
    const { losses, body } = await textOf(
      [
        aParagraph(aRun("红字", '<w:color w:val="FF0000"/>') + aRun("黑字", '<w:color w:val="auto"/>')),
        aParagraph(aLink("旧网址")),
        aWordPicture(1),
        aWordPicture(2),
        aParagraph(
          `<w:ins w:id="1" w:author="a">${aRun("新加")}</w:ins><w:del w:id="2" w:author="a"><w:r><w:delText>旧的</w:delText></w:r></w:del>`,
        ),
      ],
      {
        pictures: [aPng(), Buffer.from("\x01\0\0\0 EMF")],
        link: "http://old.example.cn/",
        parts: { "word/header1.xml": "<x/>" },
      },
      // The pipeline asks for the description of the picture.
      false,
    );
    expect(losses).toEqual({ colours: 1, links: 1, undescribed: 1, pictures: 1, changes: 2, margins: 1 });
    expect(body).toContain("[旧网址](https://old.example.cn/)");
    expect(body).toContain("新加");
    expect(body).not.toContain("旧的");
  });
});

describe("what is no document, or not a bearable one, is refused", () => {
  const nested = (depth: number) =>
    "<w:sdt><w:sdtContent>".repeat(depth) + aParagraph("x") + "</w:sdtContent></w:sdt>".repeat(depth);
  test.each<[string, () => Buffer, string]>([
    ["no archive", () => Buffer.from("PK\x03\x04 nothing"), "unreadable"],
    [
      "no document in it",
      () =>
        Buffer.from(
          aWordFile([]).toString("latin1").replaceAll("word/document.xml", "word/documenX.xml"),
          "latin1",
        ),
      "unreadable",
    ],
    ["no text", () => aWordFile([aParagraph(" ")]), "empty"],
    ["broken XML", () => aWordFile(["<w:p>"]), "unreadable"],
    [
      "entities",
      () =>
        aWordFile([aParagraph("x")], { parts: { "word/styles.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x/>' } }),
      "unreadable",
    ],
    ["a document of 13 MB", () => aWordFile([aParagraph("长".repeat(13 * 1024 * 350))]), "too-much"],
    ["elements nested 20,000 deep", () => aWordFile([nested(20_000)]), "unreadable"],
  ])("%s", async (_, bytes, refusal) => expect(await read(bytes())).toEqual({ refusal }), 20_000);

  test("a directory that lies about a size", async () => {
    const bytes = aWordFile([aParagraph("长".repeat(5_000_000 / 3))]);
    const name = bytes.lastIndexOf("word/document.xml", undefined, "latin1");
    bytes.writeUInt32LE(1000, name - 46 + 24);
    expect(await read(bytes)).toEqual({ refusal: "unreadable" });
  });
});

test("an import makes a draft with its pictures once, however often it is sent, and nothing elsewhere", async () => {
  const by = { actorId: world.trainer, requestId: "test" };
  const courseId = crypto.randomUUID();
  const text = {
    kind: "job" as const,
    title: "课",
    titleEn: "Word",
    summary: "s",
    summaryEn: "s",
    partnerPart: "p",
  };
  await createCourse({
    ...by,
    id: courseId,
    partnerId: world.university,
    slug: "from-word",
    fallback: "",
    text,
  });
  const bytes = aWordFile([aParagraph("走访", "a3"), aParagraph("第一步", "1"), aWordPicture(1, "门")], {
    pictures: [aPng(9, 9)],
  });
  const request = new Request("http://here/", {
    method: "POST",
    body: aForm({}, [{ name: "走访.docx", bytes }]),
  });
  const { file, discard } = await receiveUpload(request, "word");
  if (!file || file.refusal) throw new Error(`refused: ${file?.refusal}`);
  const id = crypto.randomUUID();
  const act = () => importWord({ ...by, courseId, id, file, title: "", slug: "", chapterId: null });
  expect(await changes(() => atOnce(4, act))).toEqual({
    ...{ lesson: "+1", lesson_version: "+1", lesson_save: "+1", course: "~1", audit_event: "+1" },
    ...{ course_file: "+1", upload: "+1", upload_use: "+1" },
  });
  expect(await changes(act)).toEqual({});
  expect(
    await importWord({
      ...by,
      courseId: crypto.randomUUID(),
      id,
      file,
      title: "",
      slug: "",
      chapterId: null,
    }),
  ).toBeNull();
  await discard();
  const version = await db().lessonVersion.findFirstOrThrow({ where: { lessonId: id } });
  expect(version).toMatchObject({ title: "走访", state: "draft", minutes: 1 });
  expect(version.source).toContain("## 第一步\n\n![门](files/picture-1.png)");
  expect(await courseFile("from-word", "picture-1.png", [world.university])).toMatchObject({
    mime: "image/png",
  });
});
