import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { courseDesk, courseOf } from "~/features/courses/course-desk.server";
import { courseFile, courseShelf, fileRefusal } from "~/features/courses/course-shelf.server";
import { courseFileFilter, type OutlineAct } from "~/features/courses/schema";
import zh from "~/locales/zh/workshop.json";
import en from "~/locales/en/workshop.json";
import { compileLesson } from "~/platform/mdx/compile.server";
import { db } from "~/platform/store.server";
import { receiveUpload, serveUpload, useUploadDir } from "~/platform/uploads.server";
import { addCourseFile } from "~/workflows/add-course-file.server";
import { arrangeCourse } from "~/workflows/arrange-course.server";
import { courseText } from "~/features/courses/write-course.server";
import { changeCourse } from "~/workflows/change-course.server";
import { createCourse } from "~/workflows/create-course.server";
import { createLesson } from "~/workflows/create-lesson.server";
import { removeCourseFile } from "~/workflows/remove-course-file.server";
import { setCourseState } from "~/workflows/set-course-state.server";
import { atOnce, changes, withoutInsertsInto } from "../factories/changes";
import { aStudy } from "../factories/courses";
import { aForm, aPng, anMp4 } from "../factories/files";
import { aWorld, type World } from "../factories/world";

let world: World;
let data = "";
beforeAll(async () => {
  world = await aWorld();
  data = await mkdtemp(path.join(tmpdir(), "nuanxin-course-"));
  useUploadDir(data);
});
afterAll(async () => {
  useUploadDir(undefined);
  await rm(data, { recursive: true });
});

const { starter } = zh.lesson;
const text = {
  kind: "job" as const,
  title: "走访入户",
  titleEn: "Home visits",
  summary: "从敲门到记录。",
  summaryEn: "From the door to the record.",
  partnerPart: "审定个案。",
};
const by = () => ({ actorId: world.trainer, requestId: "test" });
const newCourse = (over: Partial<Parameters<typeof createCourse>[0]> = {}) => {
  const id = crypto.randomUUID();
  const asked = { ...by(), id, partnerId: world.university, slug: `c-${id}`, fallback: "home-visits", text };
  return { id, act: () => createCourse({ ...asked, ...over }) };
};

/** A course with two chapters and lessons a and b in the first, c in the second. */
async function aCourse() {
  const { id, act } = newCourse();
  const made = await act();
  if (!made || "refusal" in made) throw new Error("no course");
  const [one, two] = [crypto.randomUUID(), crypto.randomUUID()];
  const arrange = (asked: OutlineAct) => arrangeCourse({ ...by(), courseId: id, act: asked });
  await arrange({ intent: "add-chapter", id: one, title: "上门" });
  await arrange({ intent: "add-chapter", id: two, title: "记录" });
  const lesson = (slug: string, chapterId: string | null) => {
    const lessonId = crypto.randomUUID();
    const asked = {
      ...by(),
      courseId: id,
      id: lessonId,
      title: `课 ${slug}`,
      minutes: 12,
      slug,
      chapterId,
      starter,
    };
    return { id: lessonId, act: () => createLesson(asked) };
  };
  const [c, a, b] = [lesson("c", two), lesson("a", one), lesson("b", one)];
  for (const each of [c, a, b]) await each.act();
  const shown = async () => {
    const desk = await courseDesk(made.slug, [world.university]);
    const slugs = (lessons: readonly { slug: string }[]) => lessons.map(({ slug }) => slug).join();
    return [
      slugs(desk?.loose ?? []),
      ...(desk?.chapters ?? []).map(({ title, lessons }) => `${title}:${slugs(lessons)}`),
    ];
  };
  return { id, slug: made.slug, one, two, a: a.id, b: b.id, c: c.id, arrange, lesson, shown };
}

const publish = async (lessonId: string) => {
  const version = await db().lessonVersion.findFirstOrThrow({ where: { lessonId } });
  await db().lessonVersion.update({
    where: { id: version.id },
    data: { state: "published", publishedAt: new Date() },
  });
  await db().lesson.update({ where: { id: lessonId }, data: { publishedVersionId: version.id } });
};

describe("a new course", () => {
  test("is a draft with an audit row, once however often it is sent", async () => {
    const { act } = newCourse();
    let given: unknown[] = [];
    expect(await changes(async () => (given = await atOnce(8, act)))).toEqual({
      course: "+1",
      audit_event: "+1",
    });
    expect(new Set(given.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(await changes(act)).toEqual({});
  });

  test("is all there or not at all", async () => {
    const { act } = newCourse();
    const failed = withoutInsertsInto("audit_event", () => expect(act()).rejects.toThrow());
    expect(await changes(() => failed)).toEqual({});
  });

  test("refuses an address that is taken, and counts on from a made one", async () => {
    expect(await newCourse({ slug: "community-mediation" }).act()).toEqual({ refusal: "slug-taken" });
    expect(await newCourse({ slug: "new" }).act()).toEqual({ refusal: "slug-taken" });
    const given = await Promise.all([1, 2, 3].map(() => newCourse({ slug: "" }).act()));
    const slugs = given.map((each) => (each && "slug" in each ? each.slug : ""));
    expect(slugs.sort()).toEqual(["home-visits", "home-visits-2", "home-visits-3"]);
  });

  test("is nothing to another institution", async () => {
    const { id, slug } = await aCourse();
    expect(await courseDesk(slug, [world.otherUniversity])).toBeNull();
    expect(await courseOf(slug, [world.otherUniversity])).toBeNull();
    expect(
      await createCourse({ ...by(), id, partnerId: world.otherUniversity, slug: "", fallback: "x", text }),
    ).toBeNull();
  });
});

test("changing its text is told to the log, keeps the file out, and the same again changes nothing", async () => {
  const courseId = (await db().course.findFirstOrThrow({ where: { slug: "community-mediation" } })).id;
  const was = await courseText(db(), courseId);
  const act = () => changeCourse({ ...by(), courseId, was, text: { ...text, title: "另一个名字" } });
  expect(await changes(() => atOnce(8, act))).toEqual({ course: "~1", audit_event: "+1" });
  expect(await changes(act)).toEqual({});
  expect(await db().course.findUnique({ where: { id: courseId } })).toMatchObject({
    title: "另一个名字",
    editedById: world.trainer,
    editedAt: expect.any(Date),
  });
});

test("of two authors on its text, each keeps what only they wrote, and one of eight on the same field is saved", async () => {
  const { id: courseId } = await aCourse();
  const was = await courseText(db(), courseId);
  const change = (part: Partial<typeof was>) =>
    changeCourse({ ...by(), courseId, was, text: { ...was, ...part } });
  expect(await change({ summary: "一位写的简介" })).toBeNull();
  expect(await change({ titleEn: "By the other" })).toBeNull();
  expect(await courseText(db(), courseId)).toMatchObject({
    summary: "一位写的简介",
    titleEn: "By the other",
  });

  let n = 0;
  const found: Awaited<ReturnType<typeof change>>[] = [];
  expect(
    await changes(async () => {
      found.push(...(await atOnce(8, () => change({ title: `第 ${++n} 位取的名字` }))));
    }),
  ).toEqual({ course: "~1", audit_event: "+1" });
  const { title } = await courseText(db(), courseId);
  expect(found.filter((each) => each === null)).toHaveLength(1);
  const told = found.filter((each) => each !== null);
  expect(told.map(({ clashes, now }) => [clashes, now.title])).toEqual(Array(7).fill([["title"], title]));
  expect(told.map(({ merged }) => merged.summary)).toEqual(Array(7).fill("一位写的简介"));
});

describe("a new lesson", () => {
  test("begins with a draft that compiles, once however often it is sent", async () => {
    const { lesson, two } = await aCourse();
    const { act, id } = lesson("d", two);
    expect(await changes(() => atOnce(8, act))).toEqual({
      ...{ lesson: "+1", lesson_version: "+1", lesson_save: "+1", course: "~1", audit_event: "+1" },
    });
    expect(await changes(act)).toEqual({});
    const version = await db().lessonVersion.findFirstOrThrow({ where: { lessonId: id } });
    expect(version).toMatchObject({
      state: "draft",
      title: "课 d",
      minutes: 12,
      number: 1,
      authorId: world.trainer,
    });
    for (const source of [version.source, version.source.replace(starter, en.lesson.starter)])
      expect(await compileLesson(source)).toMatchObject({ ok: true, warnings: [] });
  });

  test("refuses a taken address, and is nothing in another course's chapter", async () => {
    const [{ lesson, id }, other] = [await aCourse(), await aCourse()];
    expect(await lesson("a", null).act()).toEqual({ refusal: "slug-taken" });
    expect(await lesson("files", null).act()).toEqual({ refusal: "slug-taken" });
    expect(await lesson("x", other.one).act()).toBeNull();
    const asked = {
      ...by(),
      courseId: id,
      id: other.a,
      title: "x",
      minutes: 1,
      slug: "",
      chapterId: null,
      starter,
    };
    expect(await createLesson(asked)).toBeNull();
  });
});

describe("chapters and order", () => {
  test("stand as they were made, each lesson at the end of its chapter", async () => {
    const { shown } = await aCourse();
    expect(await shown()).toEqual(["", "上门:a,b", "记录:c"]);
  });

  test("a lesson goes to the same place once, however often it is sent", async () => {
    const { arrange, shown, b, two } = await aCourse();
    const act = () => arrange({ intent: "place-lesson", id: b, chapter: two, index: 0 });
    expect(await changes(() => atOnce(8, act))).toEqual({ lesson: "~1", course: "~1", audit_event: "+1" });
    expect(await changes(act)).toEqual({});
    expect(await shown()).toEqual(["", "上门:a", "记录:b,c"]);
  });

  test("a chapter takes its lessons along, and positions run through the course", async () => {
    const { arrange, shown, two, id } = await aCourse();
    await arrange({ intent: "place-chapter", id: two, index: 0 });
    expect(await shown()).toEqual(["", "记录:c", "上门:a,b"]);
    const lessons = await db().lesson.findMany({ where: { courseId: id }, orderBy: { position: "asc" } });
    expect(lessons.map(({ slug, position }) => `${slug}${position}`)).toEqual(["c1", "a2", "b3"]);
  });

  test("a chapter is renamed once and removed only when it is empty", async () => {
    const { arrange, shown, two, c } = await aCourse();
    const rename = () => arrange({ intent: "rename-chapter", id: two, was: "记录", title: "写记录" });
    expect(await changes(rename)).toEqual({ chapter: "~1", course: "~1", audit_event: "+1" });
    expect(await changes(rename)).toEqual({});
    const late = () => arrange({ intent: "rename-chapter", id: two, was: "记录", title: "记下来" });
    expect(await changes(async () => expect(await late()).toEqual({ refusal: "renamed" }))).toEqual({});
    const remove = () => arrange({ intent: "remove-chapter", id: two });
    expect(await changes(async () => expect(await remove()).toEqual({ refusal: "not-empty" }))).toEqual({});
    await arrange({ intent: "place-lesson", id: c, index: 0 });
    expect(await changes(() => atOnce(8, remove))).toEqual({
      chapter: "-1",
      course: "~1",
      audit_event: "+1",
    });
    expect(await shown()).toEqual(["c", "上门:a,b"]);
  });

  test("what belongs to another course is not there", async () => {
    const [{ arrange }, other] = [await aCourse(), await aCourse()];
    const acts: OutlineAct[] = [
      { intent: "add-chapter", id: other.one, title: "x" },
      { intent: "rename-chapter", id: other.one, was: "上门", title: "x" },
      { intent: "place-chapter", id: other.one, index: 0 },
      { intent: "place-lesson", id: other.a, index: 0 },
      { intent: "retire-lesson", id: other.a },
    ];
    expect(
      await changes(async () => {
        for (const act of acts) expect(await arrange(act)).toBeNull();
        await arrange({ intent: "remove-chapter", id: other.two });
      }),
    ).toEqual({});
  });
});

describe("opening and retiring", () => {
  const set = (courseId: string, to: "open" | "retired") => () => setCourseState({ ...by(), courseId, to });

  test("needs a published lesson, and happens once", async () => {
    const { id, a } = await aCourse();
    expect(await changes(async () => expect(await set(id, "open")()).toBe("nothing-published"))).toEqual({});
    await publish(a);
    expect(await changes(() => atOnce(8, set(id, "open")))).toEqual({ course: "~1", audit_event: "+1" });
    expect(await changes(set(id, "open"))).toEqual({});
    expect(await changes(set(id, "retired"))).toEqual({ course: "~1", audit_event: "+1" });
  });

  test("says how many are under way and done", async () => {
    const { id, slug, a, b } = await aCourse();
    const [one = "", two = ""] = await world.people(2);
    for (const [personId, lessonId] of [
      [one, a],
      [one, b],
      [two, a],
    ] as const)
      await db().lessonStudy.create({ data: aStudy({ personId, lessonId }) });
    const done = { personId: two, courseId: id, minutes: 10, completedAt: new Date(), evidence: {} };
    await db().courseCompletion.create({ data: done });
    const desk = await courseDesk(slug, [world.university]);
    expect(desk?.learners).toEqual({ underWay: 1, done: 1 });
    expect(desk?.chapters[0]?.lessons.map(({ learners }) => learners)).toEqual([2, 1]);
  });

  test("an open course keeps its last published lesson; others go out and come back", async () => {
    const { id, a, b, arrange } = await aCourse();
    await publish(a);
    await set(id, "open")();
    const out = (lesson: string) => () => arrange({ intent: "retire-lesson", id: lesson });
    expect(await changes(async () => expect(await out(a)()).toEqual({ refusal: "last-published" }))).toEqual(
      {},
    );
    expect(await changes(() => atOnce(8, out(b)))).toEqual({ lesson: "~1", course: "~1", audit_event: "+1" });
    await publish(b);
    expect(await out(a)()).toEqual({ refusal: "last-published" });
    await arrange({ intent: "bring-back-lesson", id: b });
    expect(await out(a)()).toEqual({ refusal: null });
  });
});

describe("files", () => {
  const add = async (courseId: string, name: string, bytes: Buffer, times = 1) => {
    const request = new Request("http://here/", {
      method: "POST",
      body: aForm({ intent: "add" }, [{ name, bytes }]),
    });
    const { file, discard } = await receiveUpload(request, "course");
    try {
      if (!file || fileRefusal(file)) throw new Error(`refused: ${fileRefusal(file)}`);
      const names = await atOnce(times, () => addCourseFile({ ...by(), courseId, file }));
      return names[0] ?? "";
    } finally {
      await discard();
    }
  };
  const shelf = async (id: string) => (await courseShelf(id, courseFileFilter.parse({ q: "" }))).rows;

  test("the same bytes are one file, other bytes of the same name are another", async () => {
    const { id } = await aCourse();
    expect(await changes(() => add(id, "门口 door.png", aPng(3, 3), 8))).toEqual({
      ...{ course_file: "+1", upload: "+1", upload_use: "+1", audit_event: "+1" },
    });
    expect(await changes(() => add(id, "other.png", aPng(3, 3)))).toEqual({});
    expect(await add(id, "door.png", aPng(4, 4))).toBe("door-2.png");
    expect((await shelf(id)).map(({ name }) => name).sort()).toEqual(["door-2.png", "door.png"]);
  });

  test("are removed only when no text uses them, and their name is not given again", async () => {
    const { id, a } = await aCourse();
    const name = await add(id, "door.png", aPng(5, 5));
    const version = await db().lessonVersion.findFirstOrThrow({ where: { lessonId: a } });
    const source = `${version.source}\n![门口](files/${name})\n`;
    await db().lessonVersion.update({ where: { id: version.id }, data: { source } });
    const remove = () => removeCourseFile({ ...by(), courseId: id, name });
    expect((await shelf(id))[0]?.usedIn).toEqual([{ slug: "a", title: "课 a" }]);
    expect(await changes(async () => expect(await remove()).toEqual({ refusal: "in-use" }))).toEqual({});
    await db().lessonVersion.update({ where: { id: version.id }, data: { source: version.source } });
    expect(await changes(() => atOnce(8, remove))).toEqual({
      ...{ course_file: "~1", upload_use: "-1", audit_event: "+1" },
    });
    expect(await shelf(id)).toEqual([]);
    expect(await add(id, "door.png", aPng(6, 6))).toBe("door-2.png");
    expect(await removeCourseFile({ ...by(), courseId: id, name: "none.png" })).toBeNull();
  });

  test("of a draft are for the workshop of its institution, of an open course for readers, in parts too", async () => {
    const { id, slug, a } = await aCourse();
    const name = await add(id, "visit.mp4", anMp4());
    expect(await courseFile(slug, name)).toBeNull();
    expect(await courseFile(slug, name, [world.otherUniversity])).toBeNull();
    expect(await courseFile(slug, name, [world.university])).toMatchObject({ mime: "video/mp4" });
    await publish(a);
    await setCourseState({ ...by(), courseId: id, to: "open" });
    const file = await courseFile(slug, name);
    if (!file) throw new Error("no file");
    const request = new Request("http://here/", { headers: { Range: "bytes=4-7" } });
    const answer = await serveUpload(request, file);
    expect([answer.status, await answer.text()]).toEqual([206, "ftyp"]);
    expect(answer.headers.get("Content-Type")).toBe("video/mp4");
  });

  test("too large for their kind are refused, whatever the form takes", async () => {
    const bytes = Buffer.concat([aPng(), Buffer.alloc(5 * 1024 * 1024)]);
    const request = new Request("http://here/", {
      method: "POST",
      body: aForm({}, [{ name: "a.png", bytes }]),
    });
    const { file, discard } = await receiveUpload(request, "course");
    expect(fileRefusal(file)).toBe("too-large-picture");
    await discard();
    expect(fileRefusal(null)).toBe("missing");
  });
});
