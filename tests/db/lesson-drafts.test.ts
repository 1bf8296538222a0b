import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { historyText, lessonHistory } from "~/features/courses/history.server";
import { lessonDesk } from "~/features/courses/workshop.server";
import { keepEveryMs, type SaveKind } from "~/features/courses/rules/draft";
import { now, startClockAt } from "~/platform/clock.server";
import { db } from "~/platform/store.server";
import { restoreLesson } from "~/workflows/restore-lesson.server";
import { saveLesson } from "~/workflows/save-lesson.server";
import { atOnce, changes, withoutInsertsInto } from "../factories/changes";
import { aVersion } from "../factories/courses";
import { aWorld, type World } from "../factories/world";

const course = "community-mediation";
const text = (line: string) => `---\ntitle: 课\nminutes: 10\n---\n\n${line}\n`;

let world: World;
let other = "";
let lessonId = "";
let slug = "";
beforeAll(async () => {
  world = await aWorld();
  other = await world.person();
});
beforeEach(async () => {
  const { id: courseId } = await db().course.findUniqueOrThrow({ where: { slug: course } });
  slug = `lesson-${crypto.randomUUID()}`;
  ({ id: lessonId } = await db().lesson.create({ data: { courseId, slug, position: 91 } }));
  const version = aVersion({ lessonId, source: text("发布的") });
  await db().lessonVersion.create({ data: version });
  await db().lesson.update({ where: { id: lessonId }, data: { publishedVersionId: version.id } });
});

async function basis() {
  const { version } = (await lessonDesk(course, slug, [world.university])) ?? {};
  if (!version) throw new Error("no such lesson");
  return { versionId: version.id, revision: version.revision };
}
type Over = {
  kind?: SaveKind;
  authorId?: string;
  aside?: string;
  on?: { versionId: string; revision: number };
};
async function save(line: string, { on, authorId = world.trainer, ...over }: Over = {}) {
  const asked = { lessonId, authorId, source: text(line), submit: false, requestId: "test", ...over };
  return saveLesson({ ...asked, basis: on ?? (await basis()) });
}
const draft = async () =>
  (await db().lessonVersion.findFirstOrThrow({ where: { lessonId }, orderBy: { number: "desc" } })).source;
const kept = async () =>
  (await db().lessonSave.findMany({ where: { version: { lessonId } }, orderBy: { revision: "asc" } })).map(
    ({ source, authorId }) => [source.trim().split("\n").pop(), authorId],
  );

describe("saving by itself", () => {
  test("counts the revision, leaves no row in the log, and is kept at most once in five minutes", async () => {
    await save("一", { kind: "auto" });
    expect(await changes(() => save("二", { kind: "auto" }))).toEqual({ lesson_version: "~1" });
    expect(await draft()).toBe(text("二"));
    startClockAt(new Date(now().getTime() + keepEveryMs));
    expect(await changes(() => save("三", { kind: "auto" }))).toEqual({
      lesson_version: "~1",
      lesson_save: "+1",
    });
    expect(await kept()).toEqual([
      ["一", world.trainer],
      ["三", world.trainer],
    ]);
  });

  test("what was saved by itself is kept and told to the log when it is saved by hand, once", async () => {
    await save("一", { kind: "auto" });
    await save("二", { kind: "auto" });
    const act = () => save("二");
    expect(await changes(() => atOnce(4, act))).toEqual({ lesson_save: "+1", audit_event: "+1" });
    expect(await changes(act)).toEqual({});
  });

  test("another author's first save keeps the text that it replaces", async () => {
    await save("一", { kind: "auto" });
    await save("甲写到一半", { kind: "auto" });
    await save("乙", { kind: "auto", authorId: other });
    expect(await kept()).toEqual([
      ["一", world.trainer],
      ["甲写到一半", world.trainer],
      ["乙", other],
    ]);
  });
});

describe("two authors at once", () => {
  test("of eight on one text, one is saved and seven are told of the conflict", async () => {
    await save("起点");
    const on = await basis();
    const given = await atOnce(8, (index) =>
      save(`第 ${index} 人`, { on, kind: "auto", authorId: index % 2 ? other : world.trainer }),
    );
    const refused = given.filter((each) => "refusal" in each);
    expect(refused).toEqual(Array.from({ length: 7 }, () => ({ refusal: "conflict" })));
    expect((await basis()).revision).toBe(on.revision + 1);
  });

  test.each([
    ["用我的", "我的", "我的"],
    ["用对方的", "对方的", "对方的"],
    ["自己合成", "合成的", "合成的"],
  ])(
    "whatever is chosen (%s), both texts are in history, and twice the same is once",
    async (_, source, stands) => {
      await save("起点");
      const old = await basis();
      await save("对方的", { authorId: other, kind: "auto" });
      await save("对方的", { authorId: other, kind: "auto" });
      expect(await save("我的", { on: old })).toEqual({ refusal: "conflict" });
      const on = await basis();
      const act = () => save(source, { on, kind: "choice", aside: text("我的") });
      expect(await act()).toMatchObject({ submitted: false });
      expect(await draft()).toBe(text(stands));
      const texts = (await kept()).map(([line]) => line);
      expect(texts).toEqual(expect.arrayContaining(["起点", "对方的", "我的", stands]));
      expect(await changes(act)).toEqual({});
    },
  );

  test("a choice between texts of which one is older than the newest is a conflict again", async () => {
    await save("起点");
    const on = await basis();
    await save("新的", { authorId: other });
    expect(
      await changes(async () =>
        expect(await save("我的", { on, kind: "choice", aside: text("我的") })).toEqual({
          refusal: "conflict",
        }),
      ),
    ).toEqual({});
  });
});

describe("history", () => {
  test("has versions and saves with who and when, and gives any text again", async () => {
    await save("一");
    await save("二", { authorId: other });
    const entries = await lessonHistory(lessonId);
    expect(entries.map(({ key, state }) => [key, state])).toEqual([
      ["2.2", "draft"],
      ["2.1", null],
      ["1.1", "published"],
    ]);
    expect(entries.map(({ author }) => author === null)).toEqual([false, false, true]);
    expect(await historyText(lessonId, "2.1")).toBe(text("一"));
    expect(await historyText(lessonId, "1.1")).toBe(text("发布的"));
    for (const key of ["2.9", "9.1", "x", "0.1"]) expect(await historyText(lessonId, key)).toBeNull();
  });

  test("an earlier text becomes the draft again, and the one that was stays", async () => {
    await save("一");
    await save("二", { kind: "auto" });
    const on = await basis();
    const act = () =>
      restoreLesson({ lessonId, authorId: world.trainer, key: "2.1", basis: on, requestId: "test" });
    expect(await changes(act)).toEqual({ lesson_version: "~1", lesson_save: "+2", audit_event: "+1" });
    expect(await draft()).toBe(text("一"));
    expect((await kept()).map(([line]) => line)).toEqual(["一", "二", "一"]);
    expect(await changes(() => atOnce(4, act))).toEqual({});
  });

  test("restoring over a newer text than the one that was seen is refused", async () => {
    await save("一");
    const on = await basis();
    await save("二", { authorId: other });
    const asked = { lessonId, authorId: world.trainer, basis: on, requestId: "test" };
    expect(await restoreLesson({ ...asked, key: "1.1" })).toEqual({ refusal: "conflict" });
    expect(await restoreLesson({ ...asked, key: "7.7" })).toEqual({ refusal: "not-there" });
    expect(await draft()).toBe(text("二"));
  });
});

test.each(["lesson_save", "audit_event"])(
  "all or nothing: without a row in %s nothing is saved",
  async (table) => {
    await save("一");
    const before = await changes(async () => {
      await withoutInsertsInto(table, async () => {
        await expect(save("二", { kind: "choice", aside: text("三") })).rejects.toThrow();
      });
    });
    expect(before).toEqual({});
    expect(await draft()).toBe(text("一"));
  },
);
