import { beforeAll, describe, expect, test } from "vitest";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lessonDesk } from "~/features/courses/workshop.server";
import { syncCourses } from "~/features/courses/sync-courses.server";
import { examFindings, examFiles } from "~/features/exams/exam-files.server";
import { syncQuestions } from "~/features/exams/sync-questions.server";
import { readPolicies, syncPolicies } from "~/features/incentives/policy-files.server";
import { db } from "~/platform/store.server";
import { saveLesson } from "~/workflows/save-lesson.server";
import { changes } from "../factories/changes";
import { aVersion } from "../factories/courses";
import { aWorld, type World } from "../factories/world";

const course = "community-mediation";

let world: World;
beforeAll(async () => {
  world = await aWorld();
});

test("the same files twice change nothing", async () => {
  expect(
    await changes(async () => {
      await syncPolicies();
      expect(await syncQuestions()).toEqual({ added: 0 });
      expect(await syncCourses()).toMatchObject({ published: 0 });
    }),
  ).toEqual({});
});

test("the files of the exam fit together", async () => {
  expect(examFindings(await examFiles())).toEqual([]);
});

describe("a policy", () => {
  test("that was changed under its old version stops the start", async () => {
    // The store kept another text of this version than the file has now.
    const [kept] = await db().policy.findMany({ orderBy: { version: "asc" } });
    if (!kept) throw new Error("no policy");
    const where = { version: kept.version };
    await db().policy.update({ where, data: { hash: "another" } });
    expect(
      await changes(() =>
        expect(syncPolicies()).rejects.toThrow(`policy ${kept.version} was changed after it came into force`),
      ),
    ).toEqual({});
    await db().policy.update({ where, data: { hash: kept.hash } });
    await syncPolicies();
  });

  test("whose cap names a rule that it does not have is refused, with the file's name", async () => {
    const dir = await mkdtemp(join(tmpdir(), "policies-"));
    const text = `
      version: a
      kind: points
      title: 甲
      titleEn: A
      effectiveFrom: "2026-01-01"
      effectiveTo: null
      rules: []
      caps: [{ id: day, rules: [gone], over: day, points: 1 }]`;
    await writeFile(join(dir, "a.yaml"), text);
    try {
      await expect(readPolicies(dir)).rejects.toThrow(/a\.yaml: .*caps: names a rule/);
    } finally {
      await rm(dir, { recursive: true });
    }
  });
});

test("an edited question becomes its next version, and the old one stays for the papers drawn from it", async () => {
  const newest = await db().questionVersion.findFirstOrThrow({ include: { question: true } });
  // The text that the store has now is not the file's.
  const edited = { where: { id: newest.id }, data: { hash: "another", stem: "旧题干" } };
  await db().questionVersion.update(edited);
  expect(await changes(async () => expect(await syncQuestions()).toEqual({ added: 1 }))).toEqual({
    question_version: "+1",
  });
  const versions = await db().questionVersion.findMany({
    where: { questionId: newest.questionId },
    orderBy: { number: "asc" },
  });
  expect(versions.map(({ number, stem, hash }) => ({ number, stem, hash }))).toEqual([
    { number: 1, stem: "旧题干", hash: "another" },
    { number: 2, stem: newest.stem, hash: newest.hash },
  ]);
  expect(await changes(syncQuestions)).toEqual({});
});

describe("a lesson", () => {
  const lessonAt = (position: number) =>
    db().lesson.findFirstOrThrow({
      where: { position, course: { slug: course } },
      include: { published: true },
    });

  test("whose file is newer than the store is published as the next version", async () => {
    const { id: lessonId, published } = await lessonAt(1);
    const older = aVersion({ lessonId, number: 2, source: "旧的课文" });
    await db().lessonVersion.create({ data: older });
    expect(await changes(async () => expect(await syncCourses()).toMatchObject({ published: 1 }))).toEqual({
      lesson: "~1",
      lesson_version: "+1",
    });
    const now = await lessonAt(1);
    expect(now.published).toMatchObject({ number: 3, source: published?.source });
    expect(await changes(syncCourses)).toEqual({});
  });

  test("that somebody wrote on in the browser is left alone", async () => {
    const { slug } = await lessonAt(2);
    const desk = await lessonDesk(course, slug, [world.university]);
    if (!desk) throw new Error("no lesson");
    const saved = await saveLesson({
      lessonId: desk.lessonId,
      authorId: world.trainer,
      source: `${desk.version.source}\n\n新加的一句。\n`,
      basis: { versionId: desk.version.id, revision: desk.version.revision },
      submit: false,
      requestId: "test",
    });
    expect(saved).toMatchObject({ number: 2 });
    expect(await changes(syncCourses)).toEqual({});
  });
});
