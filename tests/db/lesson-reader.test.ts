import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { compiledLesson } from "~/features/courses/compiled-lesson.server";
import { sourceHash } from "~/features/courses/course-files.server";
import { readLesson } from "~/features/courses/read-lesson.server";
import { longestPost, mostPosts } from "~/features/courses/rules/discussion";
import { startClockAt } from "~/platform/clock.server";
import { db } from "~/platform/store.server";
import { actInLesson } from "~/workflows/act-in-lesson.server";
import { answerCheck } from "~/workflows/answer-check.server";
import { beatLesson } from "~/workflows/beat-lesson.server";
import { finishLesson } from "~/workflows/finish-lesson.server";
import { hidePost } from "~/workflows/hide-post.server";
import { keepNote } from "~/workflows/keep-note.server";
import { moveToVersion } from "~/workflows/move-to-version.server";
import { postInDiscussion } from "~/workflows/post-in-discussion.server";
import { atOnce, changes, withoutInsertsInto } from "../factories/changes";
import { aPassedCheck, aStudy, aVersion } from "../factories/courses";
import { aWorld, worldStart, type World } from "../factories/world";

const check = (id: string, stem: string, right = "A") => `
<Check id="${id}" kind="single">

${stem}

${["A", "B"].map((key) => `<Option${key === right ? " correct" : ""} why="因为${key}。">选项 ${key}</Option>`).join("\n")}

</Check>
`;
const lessonText = (title: string, ...parts: string[]) =>
  `---\ntitle: ${title}\nminutes: 10\n---\n\n## 先看\n\n${parts.join("\n")}\n\n## 再想\n\n正文。\n`;
const first = lessonText(
  "第一版",
  check("same", "先做什么？"),
  check("changed", "再做什么？"),
  `<Reflection id="diary">写下你的做法。</Reflection>`,
  `<Discussion id="talk">你会怎么做？</Discussion>`,
);
const second = lessonText(
  "第二版",
  check("same", "先做什么？"),
  check("changed", "然后做什么？"),
  check("added", "最后做什么？"),
  `<Reflection id="diary">写下你的做法。</Reflection>`,
  `<Discussion id="talk">你会怎么做？</Discussion>`,
);

const course = "community-mediation";
const lesson = "reader-test";
const requestId = "test";
let world: World;
let lessonId = "";
let courseId = "";
let versions: { id: string; number: number }[] = [];
let personId = "";

beforeAll(async () => {
  world = await aWorld();
  courseId = (await db().course.findUniqueOrThrow({ where: { slug: course } })).id;
  const made = await db().lesson.create({
    data: { slug: lesson, courseId, position: 90, retiredAt: worldStart },
  });
  lessonId = made.id;
  const rows = [first, second].map((source, index) =>
    aVersion({
      lessonId,
      source,
      number: index + 1,
      sourceHash: sourceHash(source),
      title: `第 ${index + 1} 版`,
    }),
  );
  await db().lessonVersion.createMany({ data: rows });
  versions = rows.map(({ id, number }) => ({ id, number }));
  for (const source of [first, second]) await compiledLesson(source);
});

beforeEach(async () => {
  startClockAt(worldStart);
  await publish(0);
  await db().lesson.update({ where: { id: lessonId }, data: { retiredAt: null } });
  personId = await world.person();
});

const versionOf = (index: number) => versions[index]?.id ?? "";
const publish = (index: number) =>
  db().lesson.update({ where: { id: lessonId }, data: { publishedVersionId: versionOf(index) } });
const common = () => ({ personId, course, lesson, requestId });
const beat = (place?: { section: string; read: string[] }) =>
  beatLesson({ personId, course, lesson, device: "tablet-01", claim: true, place });
const study = () =>
  db().lessonStudy.findUniqueOrThrow({ where: { personId_lessonId: { personId, lessonId } } });

describe("where the learner is", () => {
  test("a beat keeps the section and what was read, in the lesson's order, and forgets what the lesson does not have", async () => {
    await beat({ section: "section-2", read: ["section-2", "no-such"] });
    expect(await study()).toMatchObject({ section: "section-2", sectionsRead: ["section-2"] });
    await beat({ section: "no-such", read: ["section-1"] });
    expect(await study()).toMatchObject({ section: "section-2", sectionsRead: ["section-1", "section-2"] });
    expect(await readLesson(personId, course, lesson)).toMatchObject({ section: "section-2", newer: null });
  });

  test("who finishes without a script has read all sections", async () => {
    await db().lessonStudy.create({ data: aStudy({ personId, lessonId, versionId: versionOf(0) }) });
    const passed = ["same", "changed"].map((checkId) =>
      aPassedCheck({ personId, versionId: versionOf(0), checkId }),
    );
    await db().checkAnswer.createMany({ data: passed });
    expect(await finishLesson(common())).toMatchObject({ refusal: null });
    expect((await study()).sectionsRead).toEqual(["section-1", "section-2"]);
  });
});

describe("a newer version", () => {
  /** Under way in the first version, with both checks passed, when the second is published. */
  async function underWay() {
    await db().lessonStudy.create({
      data: aStudy({
        personId,
        lessonId,
        versionId: versionOf(0),
        section: "section-2",
        sectionsRead: ["section-1"],
      }),
    });
    const passed = ["same", "changed"].map((checkId) =>
      aPassedCheck({ personId, versionId: versionOf(0), checkId }),
    );
    await db().checkAnswer.createMany({ data: passed });
    await publish(1);
  }

  test("a learner under way keeps the version of the first day and is told of the newer one", async () => {
    await beat();
    await publish(1);
    const page = await readLesson(personId, course, lesson);
    expect(page).toMatchObject({ title: "第 1 版", newer: { number: 2, kept: 0, passed: 0 } });
    expect(await readLesson(await world.person(), course, lesson)).toMatchObject({
      title: "第 2 版",
      newer: null,
    });
    await answerCheck({ ...common(), check: "changed", chosen: ["A"], device: "tablet-01" });
    expect(await db().checkAnswer.findFirst({ where: { personId } })).toMatchObject({
      versionId: versionOf(0),
    });
  });

  test("moving keeps the minutes and the checks that are the same; the changed one is open again", async () => {
    await underWay();
    expect((await readLesson(personId, course, lesson))?.newer).toEqual({ number: 2, kept: 1, passed: 2 });
    const { studiedMs } = await study();
    const moved = { version: 2, carried: 1, checks: 3 };
    expect(await changes(async () => expect(await moveToVersion(common())).toEqual({ moved }))).toEqual({
      lesson_study: "~1",
      check_answer: "+1",
      audit_event: "+1",
    });
    expect(await study()).toMatchObject({
      studiedMs,
      versionId: versionOf(1),
      section: "section-2",
      sectionsRead: ["section-1"],
    });
    const page = await readLesson(personId, course, lesson);
    expect(page).toMatchObject({ title: "第 2 版", newer: null, refusal: "checks-open" });
    expect(Object.keys(page?.checks ?? {})).toEqual(["same"]);
    expect(await changes(async () => expect(await moveToVersion(common())).toEqual({ moved: null }))).toEqual(
      {},
    );
  });

  test("eight at once move once", async () => {
    await underWay();
    expect(await changes(() => atOnce(8, () => moveToVersion(common())))).toEqual({
      lesson_study: "~1",
      check_answer: "+1",
      audit_event: "+1",
    });
  });

  test("all or nothing: without its audit row nobody has moved", async () => {
    await underWay();
    await withoutInsertsInto("audit_event", async () => {
      expect(await changes(() => expect(moveToVersion(common())).rejects.toThrow())).toEqual({});
    });
  });

  test("somebody who is done keeps the version, and somebody who has not begun has nothing to move", async () => {
    expect(await changes(async () => expect(await moveToVersion(common())).toEqual({ moved: null }))).toEqual(
      {},
    );
    await underWay();
    await db().lessonStudy.update({
      where: { personId_lessonId: { personId, lessonId } },
      data: { completedAt: worldStart },
    });
    expect(await changes(async () => expect(await moveToVersion(common())).toEqual({ moved: null }))).toEqual(
      {},
    );
    expect(await readLesson(personId, course, lesson)).toMatchObject({ title: "第 1 版", newer: null });
  });

  test("the completion names the version that was studied, and a lesson taken out need not be done", async () => {
    await underWay();
    await finishLesson(common());
    const others = await db().lesson.findMany({ where: { courseId, id: { not: lessonId } } });
    await db().lessonStudy.createMany({
      data: others.map(({ id }) => aStudy({ personId, lessonId: id, completedAt: worldStart })),
    });
    // Doing it again finds the course complete: every other lesson was done meanwhile.
    expect(await finishLesson(common())).toMatchObject({ refusal: null, course: { points: 30 } });
    const { evidence } = await db().courseCompletion.findFirstOrThrow({ where: { personId } });
    expect((evidence as { lessons: unknown[] }).lessons).toContainEqual(
      expect.objectContaining({ lesson, version: 1 }),
    );

    const next = await world.person();
    await db().lesson.update({ where: { id: lessonId }, data: { retiredAt: worldStart } });
    await db().lessonStudy.createMany({
      data: others.map(({ id }, index) =>
        aStudy({ personId: next, lessonId: id, completedAt: index ? worldStart : null }),
      ),
    });
    const open = others[0];
    const published = await db().lessonVersion.findFirstOrThrow({ where: { lessonId: open?.id } });
    const { keys } = await compiledLesson(published.source);
    await db().checkAnswer.createMany({
      data: Object.keys(keys).map((checkId) =>
        aPassedCheck({ personId: next, versionId: published.id, checkId }),
      ),
    });
    const asked = { personId: next, course, lesson: open?.slug ?? "", requestId };
    expect(await finishLesson(asked)).toMatchObject({ refusal: null, course: { points: 30 } });
  });

  test("a lesson taken out, a retired course and a draft are shown to those who are under way", async () => {
    const mine = await world.person();
    await db().lessonStudy.create({ data: aStudy({ personId: mine, lessonId, versionId: versionOf(0) }) });
    const seen = async (who: string) => (await readLesson(who, course, lesson)) !== null;
    await db().lesson.update({ where: { id: lessonId }, data: { retiredAt: worldStart } });
    expect([await seen(mine), await seen(personId)]).toEqual([true, false]);
    expect(await beat()).toBeNull();
    await db().lesson.update({ where: { id: lessonId }, data: { retiredAt: null } });
    await db().course.update({ where: { id: courseId }, data: { state: "retired" } });
    expect([await seen(mine), await seen(personId)]).toEqual([true, false]);
    await db().course.update({ where: { id: courseId }, data: { state: "open" } });
  });
});

describe("an answer through the form", () => {
  const act = (chosen: string[] | null) =>
    actInLesson({
      ...common(),
      partners: [],
      chosen,
      act: { intent: "check", check: "same", chosen: [], device: "tablet-01" },
    });

  test("an empty one and an order that is none come back and leave nothing", async () => {
    expect(
      await changes(async () => {
        expect(await act([])).toEqual({ check: { id: "same", refusal: "empty", chosen: [] } });
        expect(await act(null)).toEqual({ check: { id: "same", refusal: "order", chosen: [] } });
      }),
    ).toEqual({});
    expect(await act(["A"])).toEqual({ at: "check-same" });
  });
});

describe("a private note", () => {
  const note = (text: string, place = "diary") => keepNote({ personId, course, lesson, place, text });

  test("is kept, written over, forgotten when it is empty, and seen by nobody else", async () => {
    expect(await changes(() => note("先听，再问。"))).toEqual({ reflection: "+1" });
    expect(await changes(() => note("先听。"))).toEqual({ reflection: "~1" });
    expect((await readLesson(personId, course, lesson))?.notes).toEqual({ diary: "先听。" });
    expect((await readLesson(await world.person(), course, lesson))?.notes).toEqual({});
    expect((await readLesson(world.trainer, course, lesson))?.notes).toEqual({});
    expect(await changes(() => note(""))).toEqual({ reflection: "-1" });
  });

  test("eight at once are one note; a place that is none is refused", async () => {
    expect(await changes(() => atOnce(8, () => note("一样的话")))).toEqual({ reflection: "+1" });
    expect(await changes(async () => expect(await note("话", "talk")).toBeNull())).toEqual({});
  });
});

describe("a discussion", () => {
  const post = (text: string, over: { id?: string; personId?: string } = {}) =>
    postInDiscussion({ ...common(), place: "talk", id: crypto.randomUUID(), text, ...over });
  const hide = (id: string, who: string, partners: string[] = []) =>
    hidePost({ ...common(), personId: who, post: id, partners });

  test("the same is said once, with name and unit, the newest last", async () => {
    const id = crypto.randomUUID();
    expect(await changes(() => atOnce(8, () => post("我会先听。", { id })))).toEqual({
      discussion_post: "+1",
      audit_event: "+1",
    });
    startClockAt(new Date(worldStart.getTime() + 60_000));
    await post("我也是。", { personId: world.trainer });
    const talk = (await readLesson(personId, course, lesson))?.talks.talk;
    expect(talk?.posts.slice(-2)).toMatchObject([
      { id, personId, text: "我会先听。", hidden: false, unit: { name: expect.any(String) } },
      { personId: world.trainer, text: "我也是。" },
    ]);
  });

  test("empty, too long and too many are refused and leave nothing", async () => {
    expect(
      await changes(async () => {
        expect(await post("")).toEqual({ refusal: "empty" });
        expect(await post("字".repeat(longestPost + 1))).toEqual({ refusal: "long" });
      }),
    ).toEqual({});
    const answers = await atOnce(mostPosts + 2, (index) => post(`第 ${index} 条`));
    expect(answers.filter((answer) => answer?.refusal === "too-many")).toHaveLength(2);
  });

  test("its writer and the institution hide a post, once; nobody else does; its text leaves the page", async () => {
    const id = crypto.randomUUID();
    await post("写错了。", { id });
    const stranger = await world.person();
    expect(
      await changes(async () => {
        expect(await hide(id, stranger)).toBeNull();
        expect(await hide(id, world.otherReviewer, [world.otherUniversity])).toBeNull();
      }),
    ).toEqual({});
    const once = { discussion_post: "~1", audit_event: "+1" };
    expect(await changes(() => atOnce(8, () => hide(id, world.reviewer, [world.university])))).toEqual(once);
    const talk = (await readLesson(stranger, course, lesson))?.talks.talk;
    expect(talk?.posts.find((each) => each.id === id)).toMatchObject({ hidden: true, text: "" });
    const own = crypto.randomUUID();
    await post("再写一条。", { id: own });
    expect(await changes(() => hide(own, personId))).toEqual(once);
  });
});
