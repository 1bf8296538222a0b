import { beforeAll, describe, expect, test } from "vitest";
import { catalogue, coursePage } from "~/features/courses/catalogue.server";
import { hasUnreadLessons, indexLessons } from "~/features/courses/lesson-index.server";
import { catalogueFilter } from "~/features/courses/schema";
import { workerToday } from "~/features/reporting/today.server";
import { syncCourses } from "~/features/courses/sync-courses.server";
import { db } from "~/platform/store.server";
import { reviewLesson } from "~/workflows/review-lesson.server";
import { atOnce, changes } from "../factories/changes";
import { aStudy, aVersion } from "../factories/courses";
import { aWorld, type World } from "../factories/world";

const written = `---
title: 上门走访第一课
minutes: 80
summary: 从敲门到记录。
topics:
  - 2025/综合能力（初级）/个案工作
---

开头先说一句：敲门三下。

## 进门以前

老年人助**餐点**开在居委会楼下，每周五有<Term word="义诊">医生来看病。</Term>。

上一段到此为

止，下一段另起。

## 记录怎么写

每季度走访共 20 场，用 Excel 登记。引号是 ' 和 \\\\，符号是 & | ! : \\*。

<Law ref="未成年人保护法/11/2" checkedOn="2026-09-01" validUntil="2026-12-31">看见了要报告。</Law>

<Law ref="未成年人保护法/11/2" checkedOn="2026-08-01">再说一遍。</Law>

<Check id="which" kind="single">

先做哪一步？

<Option correct why="对，先敲门。">敲门</Option>
<Option why="走访不在门外喊话。">喊话</Option>

</Check>
`;

let world: World;
let personId = "";
/** The code of the institution that has the course alone. */
let partner = "";
const topics = ["2025/综合能力（初级）/个案工作"];
const course = { id: crypto.randomUUID(), slug: "visits" };
const lesson = { id: crypto.randomUUID(), slug: "first-visit" };
const first = { id: crypto.randomUUID() };

beforeAll(async () => {
  world = await aWorld();
  personId = await world.person();
  partner = (await db().unit.findUniqueOrThrow({ where: { id: world.otherUniversity } })).code;
  await db().course.create({
    data: {
      ...{ ...course, partnerId: world.otherUniversity, position: 9, kind: "job" },
      ...{
        title: "入户走访",
        titleEn: "Home visits",
        summary: "敲门。",
        summaryEn: "Knock.",
        partnerPart: "审定。",
      },
    },
  });
  await db().lesson.create({ data: { ...lesson, courseId: course.id, position: 1 } });
  const over = { title: "上门走访第一课", minutes: 80, topics, source: written };
  await db().lessonVersion.create({ data: aVersion({ ...first, lessonId: lesson.id, ...over }) });
  await db().lesson.update({ where: { id: lesson.id }, data: { publishedVersionId: first.id } });
  await indexLessons();
});

const asked = (query: Record<string, string> = {}) => catalogue(personId, catalogueFilter.parse(query));
const slugs = async (query: Record<string, string>) => (await asked(query)).courses.map(({ slug }) => slug);
/** What is found in lessons of the course: the section and the passage with its hits in brackets. */
async function hits(q: string): Promise<string[]> {
  const { hits: found } = await asked({ q, partner });
  const shown = (pieces: readonly { text: string; hit: boolean }[]) =>
    pieces.map(({ text, hit }) => (hit ? `[${text}]` : text)).join("");
  return (found?.passages ?? []).map(
    ({ section, heading, text }) => `${section}|${shown(heading)}|${shown(text)}`,
  );
}

describe("the search finds", () => {
  test.each([
    [
      "two characters inside a word, over a mark in the line",
      "助餐",
      /^section-1\|进门以前\|老年人\[助餐\]点/,
    ],
    ["a whole sentence", "老年人助餐点开在居委会楼下", /^section-1\|.*\|\[老年人助餐点开在居委会楼下\]/],
    ["one character", "餐", /^section-1\|.*助\[餐\]点/],
    ["the last character of a line", "前", /\|进门以\[前\]\|/],
    ["a term in the line", "义诊", /有\[义诊\]/],
    ["numbers, with or without their spaces", "共20场", /走访\[共 20 场\]/],
    ["Latin words, whatever their case", "EXCEL", /\[Excel\]/],
    ["two words in one section", "季度 Excel", /^section-2\|.*\[季度\].*\[Excel\]/],
    ["a question and its options", "喊话", /^section-2\|.*\[喊话\]/],
    ["what stands before the first section", "敲门三下", /^\|\|开头先说一句：\[敲门三下\]/],
    ["the summary", "敲门到记", /^\|上门走访第一课\|从\[敲门到记\]录/],
  ])("%s", async (_, q, expected) => {
    expect((await hits(q))[0]).toMatch(expected);
  });

  test.each([
    ["over the end of a block", "此为止"],
    ["characters that do not stand together", "老餐"],
    ["words of different sections", "居委会 季度"],
    ["keys and feedback", "不在门外"],
  ])("nothing %s", async (_, q) => {
    expect(await hits(q)).toEqual([]);
  });

  test("titles before headings before text", async () => {
    expect((await hits("走访")).map((hit) => hit.split("|")[1])).toEqual(["上门[走访]第一课", "记录怎么写"]);
    expect((await hits("记录"))[0]).toMatch(/^section-2\|\[记录\]怎么写/);
  });

  test("page after page; one beyond the last is the last", async () => {
    const first = (await asked({ q: "的" })).hits;
    const last = (await asked({ q: "的", hits: "999" })).hits;
    expect(first).toMatchObject({ page: 1, passages: { length: 20 } });
    expect(last?.page).toBe(first?.pages);
    expect(last?.passages).toHaveLength((first?.found ?? 0) - 20 * ((first?.pages ?? 1) - 1));
  });

  test("courses by their own words too", async () => {
    expect(await slugs({ q: "入户" })).toEqual([course.slug]);
    expect(await slugs({ q: "home VISITS" })).toEqual([course.slug]);
    expect(await slugs({ q: "助餐" })).toEqual([]);
  });
});

test.each([
  "'",
  "\\",
  "& | ! : *",
  "' & 'x",
  "<->",
  "走:*",
  "%",
  "_",
  "\0",
  " ",
  "😀",
  "\ud800",
  "x".repeat(10_000),
  "(((",
  "''",
])("the query %j is answered", async (q) => {
  const { hits: found, total } = await asked({ q });
  expect(total).toBe(2);
  expect(found?.passages.length ?? 0).toBeLessThanOrEqual(20);
});

test("what is too long is not looked for, and said to be", async () => {
  const found = await asked({ q: "助".repeat(61) });
  expect([found.refusal, found.hits, found.courses.length]).toEqual(["long", null, 2]);
});

test("signs of the query language are looked for as they stand", async () => {
  expect(await hits("& | ! : *")).toHaveLength(1);
  expect((await hits("&"))[0]).toContain("符号是 [&] |");
});

describe("what is not found", () => {
  const without = async (change: () => Promise<unknown>, back: () => Promise<unknown>) => {
    await change();
    try {
      return await hits("助餐");
    } finally {
      await back();
    }
  };
  const inLesson = (retiredAt: Date | null) => () =>
    db().lesson.update({ where: { id: lesson.id }, data: { retiredAt } });
  const inCourse = (state: string) => () => db().course.update({ where: { id: course.id }, data: { state } });

  test("a lesson that was taken out, a retired course, a draft", async () => {
    expect(await without(inLesson(new Date()), inLesson(null))).toEqual([]);
    expect(await without(inCourse("retired"), inCourse("open"))).toEqual([]);
    expect(await without(inCourse("draft"), inCourse("open"))).toEqual([]);
    expect(await hits("助餐")).toHaveLength(1);
  });

  test("a retired course is not found by who is under way either, but stands in the catalogue", async () => {
    const learner = await world.person();
    await db().lessonStudy.create({ data: aStudy({ personId: learner, lessonId: lesson.id }) });
    await inCourse("retired")();
    try {
      const found = await catalogue(learner, catalogueFilter.parse({ q: "入户走访" }));
      expect(found.courses).toMatchObject([{ slug: course.slug, retired: true, state: "under-way" }]);
      expect(found.hits?.found).toBe(0);
      expect(await coursePage(learner, course.slug)).toMatchObject({ retired: true });
      expect(await coursePage(personId, course.slug)).toBeNull();
    } finally {
      await inCourse("open")();
    }
  });
});

describe("reading lessons for the search", () => {
  test("happens once, and keeps each law once with its earliest days", async () => {
    expect(await changes(indexLessons)).toEqual({});
    expect(await hasUnreadLessons()).toBe(false);
    const laws = await db().lessonLaw.findMany({ where: { lessonId: lesson.id } });
    expect(laws.map(({ ref, ...days }) => [ref, JSON.stringify(days)])).toEqual([
      ["未成年人保护法/11/2", expect.stringMatching(/"checkedOn":"2026-08-01.*"validUntil":"2026-12-31/)],
    ]);
  });

  test("happens again when the reading has changed, and comes to the same", async () => {
    await db().lesson.update({ where: { id: lesson.id }, data: { indexedAs: "older" } });
    expect(await changes(async () => expect(await atOnce(3, indexLessons)).toHaveLength(3))).toEqual({
      lesson: "~1",
    });
  });

  test("is due when a new version is published, in the same transaction", async () => {
    const { id: versionId } = await db().lessonVersion.create({
      data: aVersion({
        ...{ lessonId: lesson.id, number: 2, state: "in-review", publishedAt: null },
        ...{ authorId: world.trainer, topics, minutes: 80, source: written.replace("助**餐点**", "助浴") },
      }),
    });
    await db().$executeRaw`delete from pgboss.job`;
    await reviewLesson({
      ...{ reviewerId: world.otherReviewer, partners: [world.otherUniversity], versionId, revision: 1 },
      ...{ verdict: "approve", note: "", requestId: "test" },
    });
    const jobs = await db().$queryRaw`select name from pgboss.job where name = 'index-lessons'`;
    expect(jobs).toHaveLength(1);
    expect(await hasUnreadLessons()).toBe(true);
    expect(await indexLessons()).toEqual({ read: 1 });
    expect([await hits("助餐"), (await hits("助浴")).length]).toEqual([[], 1]);
  });

  test("goes on past a lesson that cannot be read", async () => {
    const bad = crypto.randomUUID();
    await db().lesson.create({ data: { id: bad, courseId: course.id, slug: "broken", position: 2 } });
    const version = aVersion({ lessonId: bad, source: "no front matter" });
    await db().lessonVersion.create({ data: version });
    await db().lesson.update({ where: { id: bad }, data: { publishedVersionId: version.id } });
    await db().lesson.updateMany({ where: { slug: lesson.slug }, data: { indexedAs: "" } });
    await expect(indexLessons()).rejects.toThrow(bad);
    expect(await hits("助浴")).toHaveLength(1);
    await db().lesson.update({ where: { id: bad }, data: { publishedVersionId: null } });
  });
});

describe("the catalogue", () => {
  test("is narrowed by each filter", async () => {
    const all = ["community-mediation", course.slug];
    expect(await slugs({})).toEqual(all);
    expect(await slugs({ topic: "jc-06" })).toEqual([course.slug]);
    expect(await slugs({ topic: "jc-07" })).toEqual([]);
    expect(await slugs({ partner: "uni-shili-social" })).toEqual(["community-mediation"]);
    expect(await slugs({ hours: "middle" })).toEqual([course.slug]);
    expect(await slugs({ kind: "exam" })).toEqual([]);
    expect(await slugs({ sort: "longest" })).toEqual([...all].reverse());
    expect(await slugs({ hours: "nonsense", topic: "'; --", page: "99" })).toEqual(all);
    const { choices } = await asked();
    expect(choices.topics).toContainEqual({
      ...{ code: "jc-06", title: "个案工作", titleEn: "Casework", version: "2025" },
      paper: "社会工作综合能力（初级）",
      paperEn: "Comprehensive ability in social work (junior)",
    });
    expect((await coursePage(personId, course.slug))?.topics.map(({ code }) => code)).toEqual(["jc-06"]);
    expect(choices.partners).toHaveLength(2);
  });

  test("knows what is begun and done", async () => {
    const learner = await world.person();
    const inState = async (state: string) =>
      (await catalogue(learner, catalogueFilter.parse({ state }))).courses.map(({ slug }) => slug);
    expect(await inState("new")).toEqual(["community-mediation", course.slug]);
    await db().lessonStudy.create({ data: aStudy({ personId: learner, lessonId: lesson.id }) });
    expect(await inState("under-way")).toEqual([course.slug]);
    await db().courseCompletion.create({
      data: { personId: learner, courseId: course.id, minutes: 60, completedAt: new Date(), evidence: {} },
    });
    expect([await inState("under-way"), await inState("done")]).toEqual([[], [course.slug]]);
  });

  test("a course's page has chapters and sections, and what was taken out stays with who began it", async () => {
    const chapter = { id: crypto.randomUUID(), courseId: course.id, title: "上门", position: 1 };
    await db().chapter.create({ data: chapter });
    await db().lesson.update({ where: { id: lesson.id }, data: { chapterId: chapter.id } });
    const shown = async (who: string) =>
      (await coursePage(who, course.slug))?.chapters.map(({ title, lessons }) => [
        title,
        ...lessons.map(({ slug, sections, retired }) => ({ slug, sections, retired })),
      ]);
    const sections = { count: 2, read: 0 };
    expect(await shown(personId)).toEqual([["上门", { slug: lesson.slug, sections, retired: false }]]);
    await db().lesson.update({ where: { id: lesson.id }, data: { retiredAt: new Date() } });
    const learner = await world.person();
    await db().lessonStudy.create({ data: aStudy({ personId: learner, lessonId: lesson.id }) });
    expect(await shown(personId)).toBeUndefined();
    expect(await shown(learner)).toEqual([["上门", { slug: lesson.slug, sections, retired: true }]]);
    await db().lesson.update({ where: { id: lesson.id }, data: { retiredAt: null } });
  });
});

describe("the page of today", () => {
  const next = async (who: string) => {
    const { lesson: found } = await workerToday(who, new Date());
    return found && `${found.course}/${found.slug} ${found.number}/${found.of}`;
  };
  const change = (data: { state?: string; position?: number }) =>
    db().course.update({ where: { id: course.id }, data });

  test("leads to no draft, to no retired course that was not begun, and past what was taken out", async () => {
    const [fresh, learner] = [await world.person(), await world.person()];
    await db().lessonStudy.create({ data: aStudy({ personId: learner, lessonId: lesson.id }) });
    const own = `${course.slug}/${lesson.slug} 1/1`;
    await change({ position: 0 });
    expect([await next(fresh), await next(learner)]).toEqual([own, own]);
    await change({ state: "draft" });
    const other = await next(fresh);
    expect(other).toMatch(/^community-mediation\//);
    expect(await next(learner)).toBe(other);
    await change({ state: "retired" });
    expect([await next(fresh), await next(learner)]).toEqual([other, own]);
    await change({ state: "open" });
    await db().lesson.update({ where: { id: lesson.id }, data: { retiredAt: new Date() } });
    expect([await next(fresh), await next(learner)]).toEqual([other, other]);
    await db().lesson.update({ where: { id: lesson.id }, data: { retiredAt: null } });
    await change({ position: 9 });
  });
});

test("a start queues the reading when it is due, and only then", async () => {
  await indexLessons();
  await db().$executeRaw`delete from pgboss.job`;
  const queued = () => db().$queryRaw`select 1 from pgboss.job where name = 'index-lessons'`;
  await syncCourses();
  expect(await queued()).toHaveLength(0);
  await db().lesson.update({ where: { id: lesson.id }, data: { indexedAs: "older" } });
  await syncCourses();
  await syncCourses();
  expect(await queued()).toHaveLength(1);
});
