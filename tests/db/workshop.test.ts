import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readLesson } from "~/features/courses/read-lesson.server";
import { lessonDesk } from "~/features/courses/workshop.server";
import { workshopList } from "~/features/courses/workshop-list.server";
import { workshopFilter } from "~/features/courses/schema";
import { db } from "~/platform/store.server";
import { reviewLesson } from "~/workflows/review-lesson.server";
import { saveLesson } from "~/workflows/save-lesson.server";
import { atOnce, changes } from "../factories/changes";
import { aVersion } from "../factories/courses";
import { aWorld, type World } from "../factories/world";

const course = "community-mediation";

let world: World;
let slug = "";
beforeAll(async () => {
  world = await aWorld();
});
// Each test leaves its lesson in a state of its own, so each has one of its own.
beforeEach(async () => {
  const { courseId, published } = await db().lesson.findFirstOrThrow({
    where: { position: 1, course: { slug: course } },
    include: { published: true },
  });
  slug = `lesson-${crypto.randomUUID()}`;
  const { id: lessonId } = await db().lesson.create({ data: { courseId, slug, position: 90 } });
  const version = aVersion({ lessonId, source: published?.source ?? "" });
  await db().lessonVersion.create({ data: version });
  await db().lesson.update({ where: { id: lessonId }, data: { publishedVersionId: version.id } });
});

async function newest() {
  const desk = await lessonDesk(course, slug, [world.university]);
  if (!desk) throw new Error("no such lesson");
  return desk;
}

async function write(change: (source: string) => string, submit = false, authorId = world.trainer) {
  const { lessonId, version } = await newest();
  const basis = { versionId: version.id, revision: version.revision };
  const source = change(version.source);
  return () => saveLesson({ lessonId, authorId, source, basis, submit, requestId: "test" });
}
const addition = () => `\n\n新加的一句 ${crypto.randomUUID()}。\n`;
const adding = () => {
  const text = addition();
  return (source: string) => source + text;
};

async function submitted(authorId = world.trainer) {
  const saved = await (await write(adding(), true, authorId))();
  if ("refusal" in saved) throw new Error(saved.refusal);
  return saved.versionId;
}
async function review(
  versionId: string,
  verdict: "approve" | "ask" = "approve",
  over: { reviewerId?: string; partners?: string[]; note?: string } = {},
) {
  const { revision } = await db().lessonVersion.findUniqueOrThrow({ where: { id: versionId } });
  return reviewLesson({
    reviewerId: world.reviewer,
    partners: [world.university],
    ...{ versionId, revision, verdict },
    note: "",
    requestId: "test",
    ...over,
  });
}
const learnerReads = async () => {
  const lesson = await db().lesson.findFirstOrThrow({ where: { slug }, include: { published: true } });
  const page = await readLesson(world.trainer, course, slug);
  expect(page?.versionId).toBe(lesson.publishedVersionId);
  return { number: lesson.published?.number ?? 0, page: JSON.stringify(page?.body) };
};

describe("saving a text", () => {
  test("opens the next version, is audited, and the same sent twice is saved once", async () => {
    const { version } = await newest();
    const act = await write(adding());
    expect(
      await changes(async () =>
        expect(await act()).toMatchObject({ number: version.number + 1, revision: 1 }),
      ),
    ).toEqual({ lesson_version: "+1", lesson_save: "+1", audit_event: "+1" });
    expect(
      await changes(async () =>
        expect(await act()).toMatchObject({ number: version.number + 1, revision: 1 }),
      ),
    ).toEqual({});
    const again = await write(adding());
    expect(await changes(again)).toEqual({ lesson_version: "~1", lesson_save: "+1", audit_event: "+1" });
  });

  test("eight times the same at once is saved once", async () => {
    const act = await write(adding());
    expect(await changes(() => atOnce(8, act))).toEqual({
      lesson_version: "+1",
      lesson_save: "+1",
      audit_event: "+1",
    });
  });

  test("sent for review twice or eight times at once, it is there once and nobody is refused", async () => {
    const act = await write(adding(), true);
    let given: Awaited<ReturnType<typeof act>>[] = [];
    expect(await changes(async () => (given = await atOnce(8, act)))).toEqual({
      lesson_version: "+1",
      lesson_save: "+1",
      audit_event: "+2",
      notification: "+1",
    });
    expect(await db().notification.findMany({ where: { kind: "lesson.submitted" } })).toMatchObject([
      { personId: world.reviewer },
    ]);
    for (const each of given) expect(each).toMatchObject({ submitted: true, revision: 1 });
    expect(await changes(act)).toEqual({});
  });

  test("of two tabs with different texts, one is saved and the other told of the conflict", async () => {
    const acts = [await write(adding()), await write(adding())];
    let given: unknown[] = [];
    expect(await changes(async () => (given = await Promise.all(acts.map((act) => act()))))).toEqual({
      lesson_version: "+1",
      lesson_save: "+1",
      audit_event: "+1",
    });
    expect(given.filter((each) => (each as { refusal?: string }).refusal === "conflict")).toHaveLength(1);
  });

  test("a text that does not compile may be kept, and not be sent for review", async () => {
    const broken = (source: string) => `${source}\n\n{1 + 1}\n`;
    const submit = await write(broken, true);
    expect(await changes(async () => expect(await submit()).toEqual({ refusal: "problems" }))).toEqual({});
    expect(await (await write(broken))()).toMatchObject({ submitted: false });
  });

  test("a text whose front matter does not parse is kept with the title it had, and is not sent", async () => {
    const { version } = await newest();
    const broken = () => "# 没有题头\n";
    expect(await (await write(broken))()).toMatchObject({ number: version.number + 1 });
    expect((await newest()).version).toMatchObject({ title: version.title, source: broken() });
    const submit = await write(broken, true);
    expect(await changes(async () => expect(await submit()).toEqual({ refusal: "problems" }))).toEqual({});
  });

  test("title, minutes and topics come from the front matter", async () => {
    const { lessonId } = await newest();
    await (
      await write((text) => text.replace(/^---\n[^]*?\n---/, meta))
    )();
    expect(await db().lessonVersion.findFirst({ where: { lessonId, state: "draft" } })).toMatchObject({
      ...{ title: "换个题目", minutes: 21, topics: ["2025/综合能力(初级)/个案工作"] },
    });
  });
});

const meta = "---\ntitle: 换个题目\nminutes: 21\ntopics: [2025/综合能力(初级)/个案工作]\n---";

describe("the partner's review", () => {
  test("learners read the old version until it is approved, and the new one from then on", async () => {
    const before = await learnerReads();
    const text = addition();
    const saved = await (await write((source) => source + text, true))();
    if ("refusal" in saved) throw new Error(saved.refusal);
    const meanwhile = await learnerReads();
    expect(meanwhile).toEqual(before);
    expect(
      await changes(async () => expect(await review(saved.versionId)).toEqual({ refusal: null })),
    ).toEqual({
      ...{ lesson_version: "~1", lesson: "~1", review_decision: "+1", audit_event: "+1" },
      notification: "+1",
    });
    expect(await db().notification.findMany({ where: { kind: "lesson.approved" } })).toMatchObject([
      { personId: world.trainer },
    ]);
    const after = await learnerReads();
    expect(after.number).toBe(before.number + 1);
    expect(after.page).toContain(text.trim());
    expect(before.page).not.toContain(text.trim());
  });

  test("approving twice, or eight times at once, decides once", async () => {
    const id = await submitted();
    let given: Awaited<ReturnType<typeof review>>[] = [];
    expect(await changes(async () => (given = await atOnce(8, () => review(id))))).toEqual({
      lesson_version: "~1",
      lesson: "~1",
      review_decision: "+1",
      audit_event: "+1",
      notification: "+1",
    });
    expect(given.filter((each) => each?.refusal === null)).toHaveLength(1);
    expect(
      await changes(async () => expect(await review(id)).toMatchObject({ refusal: "published" })),
    ).toEqual({});
  });

  test("of an approval and a request for changes at once, one stands", async () => {
    const id = await submitted();
    const given = await Promise.all([review(id), review(id, "ask", { note: "请补一个个案。" })]);
    expect(given.filter((each) => each?.refusal === null)).toHaveLength(1);
    expect(await db().reviewDecision.count({ where: { versionId: id } })).toBe(1);
  });

  test("asking for changes needs a note, and lets the author write on with the same number", async () => {
    const id = await submitted();
    expect(
      await changes(async () => expect(await review(id, "ask")).toMatchObject({ refusal: "note-missing" })),
    ).toEqual({});
    expect(await (await write(adding()))()).toEqual({ refusal: "in-review" });
    expect(await review(id, "ask", { note: "请补一个个案。" })).toEqual({ refusal: null });
    expect(await (await write(adding()))()).toMatchObject({ versionId: id, revision: 2 });
  });

  test("a reviewer of another institution has no such version, and sees no such lesson", async () => {
    const id = await submitted();
    const foreign = { reviewerId: world.otherReviewer, partners: [world.otherUniversity] };
    expect(await changes(async () => expect(await review(id, "approve", foreign)).toBeNull())).toEqual({});
    expect(await lessonDesk(course, slug, foreign.partners)).toBeNull();
    expect(await workshopList(foreign.partners, workshopFilter.parse({}))).toMatchObject({ rows: [] });
    expect(await review(id)).toEqual({ refusal: null });
  });

  test("nobody approves an own text", async () => {
    const id = await submitted(world.reviewer);
    expect(
      await changes(async () => expect(await review(id)).toMatchObject({ refusal: "own-text" })),
    ).toEqual({});
    expect((await learnerReads()).number).toBeLessThan((await newest()).version.number);
  });
});
