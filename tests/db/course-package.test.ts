import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { zipSync } from "fflate";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { courseYaml, readCoursePackage, zipPackage } from "~/features/courses/package/export-course.server";
import type { CourseFile } from "~/features/courses/schema";
import { db } from "~/platform/store.server";
import { placeBytes, useUploadDir } from "~/platform/uploads.server";
import { arrangeCourse } from "~/workflows/arrange-course.server";
import { takePackage, tryPackage } from "~/workflows/import-course.server";
import { atOnce, changes } from "../factories/changes";
import { aPng, anMp4 } from "../factories/files";
import { aWorld, type World } from "../factories/world";

let world: World;
let data = "";
beforeAll(async () => {
  world = await aWorld();
  data = await mkdtemp(path.join(tmpdir(), "nuanxin-package-"));
  useUploadDir(data);
});
afterAll(async () => {
  useUploadDir(undefined);
  await rm(data, { recursive: true });
});

const bytesOf = async (courseId: string) => {
  const pieces: Uint8Array[] = [];
  for await (const piece of zipPackage(await readCoursePackage(courseId, "newest"))) pieces.push(piece);
  return Buffer.concat(pieces);
};
const idOf = async (slug: string) => (await db().course.findUniqueOrThrow({ where: { slug } })).id;
const packed = (files: Record<string, string | Buffer>) =>
  Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes)]))),
  );

const tried = async (bytes: Buffer, slug = "", partnerId = world.university) => {
  const sha256 = await placeBytes(bytes);
  const result = await tryPackage({ sha256, slug, partnerId });
  const digest = "plan" in result ? result.plan.digest : "";
  const take = () =>
    takePackage({ actorId: world.trainer, sha256, slug, partnerId, digest, requestId: "test" });
  return { plan: "plan" in result ? result.plan : null, refusal: "refusal" in result ? result : null, take };
};

const meta = (slug: string, over: Partial<CourseFile> = {}): CourseFile => ({
  ...{ slug, position: 7, kind: "job", title: "走访", titleEn: "Visits", summary: "s", summaryEn: "s" },
  ...{ partner: "uni-shili-social", partnerPart: "p" },
  ...over,
});
const lesson = (title: string, body = "正文。") =>
  `---\ntitle: ${title}\nminutes: 5\n---\n\n## ${title}\n\n${body}\n`;

test("a course of content/ comes in as a draft and goes out as it came", async () => {
  const folder = path.resolve("content/courses/community-mediation");
  const files: Record<string, string> = {};
  for (const name of (await readdir(folder)).filter((each) => /\.(mdx|yaml)$/.test(each)))
    files[`community-mediation/${name}`] = await readFile(path.join(folder, name), "utf8");
  const { plan, take } = await tried(packed(files), "mediation-again");
  expect(plan).toMatchObject({ courseId: null, findings: [], slug: "mediation-again" });
  expect(await take()).toEqual({ slug: "mediation-again" });
  const out = await readCoursePackage(await idOf("mediation-again"), "newest");
  expect(out.lessons.map(({ source }) => source)).toEqual(
    Object.entries(files).flatMap(([name, text]) => (name.endsWith(".mdx") ? [text] : [])),
  );
  const { slug: _, ...course } = out.course;
  expect(`slug: community-mediation\n${courseYaml({ ...course } as CourseFile)}`).toBe(
    files["community-mediation/course.yaml"],
  );
});

describe("a package", () => {
  const whole = (slug: string) =>
    packed({
      "course.yaml": courseYaml(
        meta(slug, {
          chapters: [
            { title: "上门", lessons: ["b"] },
            { title: "空的", lessons: [] },
          ],
          retired: ["c"],
          fileNames: { "door.png": "门口.png" },
        }),
      ),
      "01-a.mdx": lesson("一", "![门](files/door.png)"),
      "02-c.mdx": lesson("三"),
      "03-b.mdx": lesson("二"),
      "files/door.png": aPng(11, 11),
      "files/same.png": aPng(11, 11),
      "files/visit.mp4": anMp4(),
    });

  test("is taken once, and changes nothing when it is taken again", async () => {
    const { take, plan } = await tried(whole("once"));
    expect(plan?.files.map(({ name }) => name)).toEqual(["door.png", "same.png", "visit.mp4"]);
    let given: unknown[] = [];
    expect(await changes(async () => (given = await atOnce(4, take)))).toMatchObject({
      ...{
        course: "+1",
        lesson: "+3",
        chapter: "+2",
        course_file: "+3",
        audit_event: expect.stringMatching(/^\+/),
      },
    });
    expect(given.filter(Boolean)).toHaveLength(1);
    const again = await tried(whole("once"));
    expect(again.plan).toMatchObject({ text: [], outline: false, findings: [], untouched: 0 });
  });

  test("goes out, and in elsewhere, and out with the same bytes", async () => {
    await (await tried(whole("round"))).take();
    const first = await bytesOf(await idOf("round"));
    await db().course.update({ where: { slug: "round" }, data: { slug: "round-old" } });
    await (await tried(first)).take();
    expect(await bytesOf(await idOf("round"))).toEqual(first);
  });

  test("brings back what was changed since, as drafts, and leaves what it does not know", async () => {
    await (await tried(whole("since"))).take();
    const courseId = await idOf("since");
    const before = await bytesOf(courseId);
    const by = { actorId: world.trainer, requestId: "test", courseId };
    const a = await db().lesson.findFirstOrThrow({
      where: { courseId, slug: "a" },
      include: { versions: true },
    });
    await db().lessonVersion.update({
      where: { id: a.versions[0]?.id ?? "" },
      data: { state: "published", publishedAt: new Date(), source: lesson("一", "改过了。") },
    });
    await arrangeCourse({ ...by, act: { intent: "retire-lesson", id: a.id } });
    await db().course.update({ where: { id: courseId }, data: { title: "别的名字" } });
    const { plan, take } = await tried(before);
    expect(plan).toMatchObject({ text: ["title"], outline: true, findings: [] });
    expect(plan?.lessons.find(({ slug }) => slug === "a")?.change).toBe("changed");
    await take();
    expect(await bytesOf(courseId)).toEqual(before);
    expect(await db().lessonVersion.count({ where: { lessonId: a.id } })).toBe(2);
  });

  test("whatever its chapters, lessons and files, loses nothing on the way", async () => {
    let run = 0;
    const word = fc.string({
      unit: fc.constantFrom("一", "课", "a", "#", ":", '"', "'", "\\", "<", "{", "-", "é"),
      minLength: 1,
      maxLength: 12,
    });
    const any = fc.record({
      title: word,
      summary: word,
      lessons: fc.array(fc.record({ body: word, chapter: fc.nat({ max: 2 }), out: fc.boolean() }), {
        maxLength: 5,
      }),
      files: fc.uniqueArray(fc.nat({ max: 9 }), { maxLength: 3 }),
      chapters: fc.array(
        word.filter((text) => text.trim() === text),
        { maxLength: 2 },
      ),
    });
    await fc.assert(
      fc.asyncProperty(any, async ({ title, summary, lessons, files, chapters }) => {
        const slug = `any-${++run}`;
        const slugs = lessons.map((_, at) => `l${at}`);
        const inside = (chapter: number) => slugs.filter((_, at) => lessons[at]?.chapter === chapter + 1);
        const loose = slugs.filter((each) => !chapters.some((_, chapter) => inside(chapter).includes(each)));
        const order = [...loose, ...chapters.flatMap((_, chapter) => inside(chapter))];
        const body = (each: string) => lessons[slugs.indexOf(each)]?.body ?? "";
        const bytes = packed({
          "course.yaml": courseYaml(
            meta(slug, {
              ...{ title, summary },
              ...(chapters.length > 0 && {
                chapters: chapters.map((each, at) => ({ title: each, lessons: inside(at) })),
              }),
              retired: slugs.filter((_, at) => lessons[at]?.out),
            }),
          ),
          ...Object.fromEntries(
            order.map((each, at) => [`0${at + 1}-${each}.mdx`, lesson("课", body(each))]),
          ),
          ...Object.fromEntries(files.map((n) => [`files/p${n}.png`, aPng(20 + n, 3)])),
        });
        expect(await (await tried(bytes)).take()).toEqual({ slug });
        const first = await bytesOf(await idOf(slug));
        await db().course.update({ where: { slug }, data: { slug: `${slug}-old` } });
        expect(await (await tried(first)).take()).toEqual({ slug });
        expect(await bytesOf(await idOf(slug))).toEqual(first);
      }),
      { numRuns: 8 },
    );
  }, 60_000);

  test("is refused with the file and the reason, and writes nothing", async () => {
    await (await tried(whole("mended"))).take();
    const { plan, take } = await tried(
      packed({
        "course.yaml": courseYaml(meta("mended", { chapters: [{ title: "x", lessons: ["none"] }] })),
        "01-a.mdx": "# 没有题头\n",
        "1-b.mdx": lesson("b"),
        "02-files.mdx": lesson("f"),
        "files/门.png": aPng(),
        "files/door.png": aPng(12, 12),
        "files/big.png": Buffer.alloc(5 * 1024 * 1024 + 1),
        "readme.txt": "x",
      }),
    );
    expect(plan?.findings.map(({ file, problem }) => `${file}: ${problem}`).sort()).toEqual([
      "01-a.mdx: front-matter",
      "02-files.mdx: reserved",
      "1-b.mdx: name",
      "course.yaml: chapter",
      "files/big.png: size",
      "files/door.png: differs",
      "files/门.png: name",
      "readme.txt: name",
    ]);
    expect(await changes(async () => expect(await take()).toBeNull())).toEqual({});
  });

  test("that lies about a file's kind is not taken", async () => {
    const bytes = packed({ "course.yaml": courseYaml(meta("liar")), "files/a.png": "<script>1</script>" });
    const { take } = await tried(bytes);
    expect(await changes(async () => expect(await take()).toBeNull())).toEqual({});
  });

  test("is no way into another institution's course", async () => {
    const { plan, take } = await tried(whole("community-mediation"), "", world.otherUniversity);
    expect(plan).toMatchObject({ courseId: null, findings: [{ problem: "slug-taken" }] });
    expect(await changes(async () => expect(await take()).toBeNull())).toEqual({});
  });

  test("needs a course.yaml that can be read", async () => {
    expect((await tried(packed({ "01-a.mdx": lesson("a") }))).refusal).toMatchObject({
      refusal: "no-course",
    });
    expect((await tried(packed({ "course.yaml": "a: &x 1\nb: *x\n" }))).refusal).toMatchObject({
      refusal: "no-course",
    });
    expect((await tried(packed({ "course.yaml": "[".repeat(60_000) }))).refusal).toMatchObject({
      refusal: "no-course",
    });
    expect((await tried(Buffer.from("PK\x03\x04"))).refusal).toMatchObject({ refusal: "unreadable" });
    const up = packed({ "course.yaml": courseYaml(meta("up")), "../01-a.mdx": lesson("a") });
    expect((await tried(up)).refusal).toMatchObject({ refusal: "unreadable" });
  });
});
