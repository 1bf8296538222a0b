import { mkdir, mkdtemp, rm, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { courseFile } from "~/features/courses/course-shelf.server";
import { syncCourses } from "~/features/courses/sync-courses.server";
import { db } from "~/platform/store.server";
import { uploadPlace, useUploadDir } from "~/platform/uploads.server";
import { courseText } from "~/features/courses/write-course.server";
import { changeCourse } from "~/workflows/change-course.server";
import { atOnce, changes } from "../factories/changes";
import { aPng } from "../factories/files";
import { aWorld, type World } from "../factories/world";

let world: World;
let data = "";
let root = "";
const folder = () => path.join(root, "visits");
const put = (name: string, text: string | Uint8Array) => writeFile(path.join(folder(), name), text);
const lessonText = (title: string, more = "") =>
  `---\ntitle: ${title}\nminutes: 10\ntopics: [2025/jc-06]\n---\n\n## 一\n\n敲门三下。${more}\n`;
const description = (over = "") => `slug: visits
position: 9
kind: job
title: 走访
titleEn: Visits
summary: 一
summaryEn: One
partner: uni-shili-social
partnerPart: 审定。
${over}`;
const sync = () => syncCourses(root);
const stands = async () => {
  const lessons = await db().lesson.findMany({
    where: { course: { slug: "visits" } },
    orderBy: { position: "asc" },
    include: { chapter: true, published: true },
  });
  return lessons.map(
    ({ slug, chapter, published, retiredAt }) =>
      `${chapter?.title ?? "-"}/${slug}@${published?.number ?? 0}${retiredAt ? " out" : ""}`,
  );
};

beforeAll(async () => {
  world = await aWorld();
  [data, root] = (await Promise.all(
    ["data", "content"].map((name) => mkdtemp(path.join(tmpdir(), `sync-${name}-`))),
  )) as [string, string];
  useUploadDir(data);
  await mkdir(path.join(folder(), "files"), { recursive: true });
  await put("course.yaml", description("chapters:\n  - { title: 上门, lessons: [b, a] }\nretired: [c]\n"));
  for (const [at, slug] of ["a", "b", "c"].entries())
    await put(`0${at + 1}-${slug}.mdx`, lessonText(`课 ${slug}`));
  await put("files/door.png", await aPng());
});
afterAll(async () => {
  useUploadDir(undefined);
  await Promise.all([data, root].map((each) => rm(each, { recursive: true })));
});

test("a folder becomes a course with chapters, topics and files, once however many starts there are", async () => {
  const made = await changes(() => atOnce(3, sync));
  expect(made).toEqual({
    ...{ course: "+1", chapter: "+1", lesson: "+3", lesson_version: "+3" },
    ...{ course_file: "+1", upload: "+1", upload_use: "+1" },
  });
  expect(await stands()).toEqual(["-/c@1 out", "上门/b@1", "上门/a@1"]);
  expect(await db().lessonVersion.count({ where: { topics: { has: "2025/jc-06" } } })).toBe(3);
  const file = await courseFile("visits", "door.png");
  expect(file).toMatchObject({ mime: "image/png", name: "door.png" });
  expect(uploadPlace(file?.sha256 ?? "")).toContain(data);
  expect(await changes(sync)).toEqual({});
});

test("a file that changes keeps its name for the one before, and is reported", async () => {
  await put("files/door.png", new Uint8Array([...(await aPng()), 0]));
  expect(
    await changes(async () =>
      expect((await sync()).reports).toEqual([expect.stringMatching(/door\.png was changed/)]),
    ),
  ).toEqual({});
  await put("files/door.png", await aPng());
});

test("a file that is not what its name says is not taken", async () => {
  await put("files/lie.png", "#!/bin/sh");
  expect(
    await changes(async () =>
      expect((await sync()).reports).toEqual([expect.stringMatching(/lie\.png is not taken: type/)]),
    ),
  ).toEqual({});
  await unlink(path.join(folder(), "files/lie.png"));
});

test("a lesson that does not compile never replaces the good version", async () => {
  await put("01-a.mdx", lessonText("课 a", " 年龄<18岁"));
  expect(
    await changes(async () =>
      expect((await sync()).reports).toEqual([expect.stringMatching(/01-a\.mdx:9:\d+ .*not published/)]),
    ),
  ).toEqual({});
  await put("01-a.mdx", lessonText("课 a", "再敲三下。"));
  expect(
    await changes(async () => expect(await sync()).toMatchObject({ published: 1, reports: [] })),
  ).toEqual({
    lesson: "~1",
    lesson_version: "+1",
  });
});

test("a lesson whose file is gone stays, and is reported", async () => {
  await unlink(path.join(folder(), "02-b.mdx"));
  await put("course.yaml", description("chapters:\n  - { title: 上门去, lessons: [a] }\n"));
  expect((await sync()).reports).toEqual([expect.stringMatching(/lesson b any more/)]);
  expect(await stands()).toEqual(["-/c@1", "上门去/a@2", "上门去/b@1"]);
  expect(await changes(sync)).toEqual({});
});

test("what was edited in the browser is not the file's any more; a new lesson comes all the same", async () => {
  const { id } = await db().course.findUniqueOrThrow({ where: { slug: "visits" } });
  const was = await courseText(db(), id);
  const text = {
    kind: "job",
    title: "新名",
    titleEn: "New",
    summary: "新",
    summaryEn: "New",
    partnerPart: "审。",
  } as const;
  await changeCourse({ courseId: id, was, text, actorId: world.trainer, requestId: "test" });
  await put("course.yaml", description("chapters:\n  - { title: 别的, lessons: [c, a] }\nretired: [a]\n"));
  await put("04-d.mdx", lessonText("课 d"));
  expect(await changes(async () => expect(await sync()).toMatchObject({ published: 1 }))).toEqual({
    lesson: "+1",
    lesson_version: "+1",
  });
  expect(await stands()).toEqual(["-/c@1", "上门去/a@2", "上门去/b@1", "-/d@1"]);
  expect(await db().course.findUnique({ where: { id } })).toMatchObject({ title: "新名" });
});

test("another institution's course of this name is left alone", async () => {
  await db().course.update({ where: { slug: "visits" }, data: { partnerId: world.otherUniversity } });
  expect(
    await changes(async () =>
      expect((await sync()).reports).toEqual([expect.stringMatching(/another institution/)]),
    ),
  ).toEqual({});
});
