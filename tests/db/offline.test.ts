import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { publishedLesson } from "~/features/courses/study.server";
import { startClockAt } from "~/platform/clock.server";
import { db } from "~/platform/store.server";
import { beatLesson } from "~/workflows/beat-lesson.server";
import { reportOffline, type DoneOffline } from "~/workflows/report-offline.server";
import { atOnce, changes } from "../factories/changes";
import { aPassedCheck, aStudy, aVersion } from "../factories/courses";
import { aWorld, worldStart, type World } from "../factories/world";

const course = "community-mediation";
const phone = "phone-001";
const minute = 60_000;

let world: World;
let lessons: string[] = [];
let personId = "";

beforeAll(async () => {
  world = await aWorld();
  const rows = await db().lesson.findMany({
    where: { course: { slug: course } },
    orderBy: { position: "asc" },
  });
  lessons = rows.map((row) => row.slug);
});

beforeEach(async () => {
  startClockAt(worldStart);
  personId = await world.person();
});

const start = worldStart.getTime();
const lessonOf = (index: number) => lessons.at(index) ?? "";
const at = (minutes: number) => startClockAt(new Date(start + minutes * minute));
const beat = (claim = false) => beatLesson({ personId, course, lesson: lessonOf(0), device: phone, claim });

async function published(index: number) {
  const found = await publishedLesson(course, lessonOf(index));
  if (!found) throw new Error(`there is no lesson ${index}`);
  return found;
}

async function report(
  done: DoneOffline,
  over: { key?: string; since?: number; lesson?: string; version?: string } = {},
) {
  const version = over.version ?? (await published(0)).version.id;
  return reportOffline({
    ...{ personId, course, requestId: "test", lesson: lessonOf(0), since: start },
    ...over,
    ...{ key: over.key ?? crypto.randomUUID(), version, done },
  });
}
const minutes = (told: number): DoneOffline => ({
  kind: "minutes",
  toldMs: told * minute,
  section: "",
  read: [],
});
const credited = (receipt: Awaited<ReturnType<typeof report>>) => (receipt?.creditedMs ?? -1) / minute;
const study = () => db().lessonStudy.findFirstOrThrow({ where: { personId } });

describe("minutes read without a network", () => {
  test("are credited on return, marked as offline, and audited; told again they change nothing", async () => {
    await beat(true);
    at(12);
    const key = crypto.randomUUID();
    const receipt = { outcome: "credited", toldMs: 8 * minute, creditedMs: 8 * minute };
    expect(
      await changes(async () => expect(await report(minutes(8), { key })).toEqual(receipt)),
    ).toMatchObject({ lesson_study: "~1", offline_study: "+1", audit_event: "+1" });
    expect(await study()).toMatchObject({ studiedMs: 8 * minute, offlineMs: 8 * minute });
    expect(await changes(async () => expect(await report(minutes(8), { key })).toEqual(receipt))).toEqual({});
    const [event] = await db().auditEvent.findMany({ where: { actorId: personId } });
    expect(event).toMatchObject({
      action: "lesson.credit-offline",
      detail: { rule: "courses.offline@1", toldMs: 8 * minute, creditedMs: 8 * minute, version: 1 },
    });
  });

  test("eight at once with one key count once, and with eight keys not more than has passed", async () => {
    await beat(true);
    at(9);
    const key = crypto.randomUUID();
    await atOnce(8, () => report(minutes(4), { key }));
    expect((await study()).offlineMs).toBe(4 * minute);
    await atOnce(8, () => report(minutes(4)));
    expect((await study()).offlineMs / minute).toBeCloseTo(9, 1);
  });

  test("are never more than the server's time since the last contact", async () => {
    await beat(true);
    at(3);
    expect(credited(await report(minutes(40)))).toBeCloseTo(3, 1);
    at(4);
    expect(credited(await report(minutes(40), { since: start + 3.5 * minute }))).toBeCloseTo(0.5, 1);
    expect(credited(await report(minutes(40), { since: start + 60 * minute }))).toBe(0);
  });

  test("are never more than is left of the lesson's stated minutes", async () => {
    const { version } = await published(0);
    await beat(true);
    at(300);
    expect(credited(await report(minutes(200)))).toBe(version.minutes);
    expect(credited(await report(minutes(30)))).toBe(0);
  });

  test("share the time with beats, whichever comes first", async () => {
    await beat(true);
    at(10);
    await beat();
    expect(credited(await report(minutes(10)))).toBeCloseTo(9, 1);
    at(11);
    await beat();
    expect((await study()).studiedMs / minute).toBeCloseTo(11, 1);
    const other = await world.person();
    const order = { personId: other, course, lesson: lessonOf(0), device: phone };
    await beatLesson({ ...order, claim: true });
    at(21);
    const version = (await published(0)).version.id;
    await reportOffline({
      ...{ personId: other, course, lesson: lessonOf(0), requestId: "test", key: crypto.randomUUID() },
      ...{ version, since: start, done: minutes(10) },
    });
    await beatLesson({ ...order, claim: false });
    const row = await db().lessonStudy.findFirstOrThrow({ where: { personId: other } });
    expect(row.studiedMs / minute).toBeCloseTo(10, 1);
  });

  test("of two lessons share one person's time", async () => {
    await beat(true);
    at(10);
    const other = await published(1);
    expect(credited(await report(minutes(10)))).toBeCloseTo(10, 1);
    const second = await report(minutes(10), { lesson: lessonOf(1), version: other.version.id });
    expect(credited(second)).toBeCloseTo(0, 1);
  });

  test("of somebody who began without a network count in the version that was read", async () => {
    const { lessonId, version } = await published(2);
    const old = await db().lessonVersion.findUniqueOrThrow({ where: { id: version.id } });
    const next = aVersion({ lessonId, source: old.source, number: 2, minutes: 10 });
    await db().lessonVersion.create({ data: next });
    await db().lesson.update({ where: { id: lessonId }, data: { publishedVersionId: next.id } });
    at(5);
    await report(minutes(5), { lesson: lessonOf(2), version: version.id });
    expect(await study()).toMatchObject({ versionId: version.id, offlineMs: 5 * minute });
    await db().lesson.update({ where: { id: lessonId }, data: { publishedVersionId: version.id } });
  });

  test("of a lesson that is no longer there are refused, those of one under way count", async () => {
    const { lessonId, version } = await published(0);
    const over = { version: version.id };
    await beat(true);
    await db().lesson.update({ where: { id: lessonId }, data: { retiredAt: worldStart } });
    at(5);
    expect(credited(await report(minutes(5), over))).toBe(5);
    personId = await world.person();
    const nothing = await changes(async () => expect(await report(minutes(5), over)).toBeNull());
    expect(nothing).toEqual({});
    await db().lesson.update({ where: { id: lessonId }, data: { retiredAt: null } });
  });
});

describe("what was answered and written without a network", () => {
  async function aCheck() {
    const { keys } = await published(0);
    const [check, key] = Object.entries(keys)[0] ?? [];
    if (!check || !key) throw new Error("the first lesson has no check");
    return { check, correct: key.correct };
  }

  test("a check is graded on return, once", async () => {
    const { check, correct } = await aCheck();
    const key = crypto.randomUUID();
    const answer: DoneOffline = { kind: "check", check, chosen: correct };
    const told = { offline_study: "+1", check_answer: "+1", audit_event: "+1" };
    expect(
      await changes(async () => expect(await report(answer, { key })).toMatchObject({ outcome: "right" })),
    ).toEqual(told);
    expect(await changes(() => atOnce(8, () => report(answer, { key })))).toEqual({});
    expect(await report({ kind: "check", check, chosen: [] })).toMatchObject({ outcome: "unanswered" });
    expect(await report({ kind: "check", check: "no-such", chosen: correct })).toMatchObject({
      outcome: "changed",
    });
  });

  test("an answer to a check that was changed meanwhile is not graded, and says so", async () => {
    const { check, correct } = await aCheck();
    const { lessonId, version } = await published(0);
    const old = await db().lessonVersion.findUniqueOrThrow({ where: { id: version.id } });
    const source = old.source.replace(new RegExp(`(<Check id="${check}"[^>]*>\\s*)`), "$1真的吗？");
    expect(source).not.toBe(old.source);
    const next = aVersion({ lessonId, source, number: 3 });
    await db().lessonVersion.create({ data: next });
    await db().lessonStudy.create({ data: aStudy({ personId, lessonId, versionId: next.id }) });
    const receipt = await report({ kind: "check", check, chosen: correct });
    expect(receipt).toMatchObject({ outcome: "changed" });
    expect(await db().checkAnswer.count({ where: { personId } })).toBe(0);
  });

  test("a note is kept, and both when another device wrote meanwhile", async () => {
    const all = await Promise.all(lessons.map((_, index) => published(index)));
    const index = all.findIndex(({ body }) => body.blocks.some(({ kind }) => kind === "reflection"));
    const block = all[index]?.body.blocks.find((each) => each.kind === "reflection");
    const found = all[index];
    if (!block || !found) throw new Error("no lesson asks for a note");
    const over = { lesson: lessonOf(index), version: found.version.id };
    const note = (text: string): DoneOffline => ({ kind: "note", place: block.id, text });
    expect(await report(note("甲"), over)).toMatchObject({ outcome: "kept" });
    at(5);
    expect(await report(note("乙"), over)).toMatchObject({ outcome: "joined" });
    expect(await report(note("丙"), { ...over, since: start + 10 * minute })).toMatchObject({
      outcome: "kept",
    });
    expect(await report(note("字".repeat(4001)), over)).toMatchObject({ outcome: "long" });
    expect(await db().reflection.findMany({ where: { personId } })).toMatchObject([{ text: "丙" }]);
    expect(await report({ kind: "note", place: "no-such", text: "丁" })).toMatchObject({ outcome: "gone" });
  });

  test("a course that was finished on the road is completed on return: minutes, points, certificate, once", async () => {
    for (const index of lessons.keys()) {
      const { lessonId, version, keys } = await published(index);
      const last = index === 0;
      await db().lessonStudy.create({
        data: aStudy({ personId, lessonId, ...(last ? { studiedMs: 0 } : { completedAt: worldStart }) }),
      });
      await db().checkAnswer.createMany({
        data: Object.keys(keys).map((checkId) => aPassedCheck({ personId, versionId: version.id, checkId })),
      });
    }
    expect(await report({ kind: "finish" })).toMatchObject({ outcome: "time-short" });
    at(120);
    await report(minutes(100));
    const key = crypto.randomUUID();
    const all = await changes(async () => {
      const receipts = await atOnce(8, () => report({ kind: "finish" }, { key }));
      expect(receipts.map((each) => each?.outcome)).toEqual(receipts.map(() => "completed"));
    });
    expect(all).toMatchObject({
      ...{ course_completion: "+1", course_certificate: "+1", hour_credit: "+1", ledger_entry: "+1" },
    });
    const { version } = await published(0);
    const { evidence } = await db().courseCompletion.findFirstOrThrow({ where: { personId } });
    expect(JSON.stringify(evidence)).toContain(`"offlineMs":${version.minutes * minute}`);
    expect(await report({ kind: "finish" })).toMatchObject({ outcome: "finished" });
  });
});
