import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readLesson } from "~/features/courses/read-lesson.server";
import { publishedLesson } from "~/features/courses/study.server";
import { startClockAt } from "~/platform/clock.server";
import { db } from "~/platform/store.server";
import { answerCheck } from "~/workflows/answer-check.server";
import { beatLesson } from "~/workflows/beat-lesson.server";
import { finishLesson } from "~/workflows/finish-lesson.server";
import { atOnce, changes } from "../factories/changes";
import { aPassedCheck, aStudy } from "../factories/courses";
import { aPerson } from "../factories/people";
import { aWorld, worldStart, type World } from "../factories/world";

const course = "community-mediation";
const tablet = "tablet-01";
const desktop = "desktop-01";

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

/** The first beat opens the study, and keeps that nothing before it was counted. */
const opened = { lesson_study: "+1", study_gap: "+1" };
const lessonOf = (index: number) => lessons.at(index) ?? "";
const later = (seconds: number) => startClockAt(new Date(worldStart.getTime() + seconds * 1000));
const finish = (index: number, who = personId) =>
  finishLesson({ personId: who, course, lesson: lessonOf(index), requestId: "test" });

async function published(index: number) {
  const found = await publishedLesson(course, lessonOf(index));
  if (!found) throw new Error(`there is no lesson ${index}`);
  return found;
}

/** Everything that a lesson asks for, done; only finishing it is left. */
async function ready(index: number, who = personId) {
  const { lessonId, version, keys } = await published(index);
  await db().lessonStudy.create({ data: aStudy({ personId: who, lessonId }) });
  await db().checkAnswer.createMany({
    data: Object.keys(keys).map((checkId) => aPassedCheck({ personId: who, versionId: version.id, checkId })),
  });
}

/** All lessons are done but the last, which is ready to be. */
async function readyForTheLast(who = personId) {
  for (const index of lessons.keys()) await ready(index, who);
  for (const index of [...lessons.keys()].slice(0, -1)) await finish(index, who);
}

describe("a beat of study", () => {
  const beat = (device: string, claim = false, lesson = lessonOf(0)) =>
    beatLesson({ personId, course, lesson, device, claim });

  test("the first opens the lesson, the next credits the time between, a long pause counts a minute", async () => {
    expect(await beat(tablet, true)).toEqual({ studiedMs: 0 });
    later(30);
    const second = await beat(tablet);
    expect(second).toEqual({ studiedMs: expect.closeTo(30_000, -4) });
    later(4000);
    expect(await beat(tablet)).toEqual({ studiedMs: expect.closeTo(90_000, -4) });
  });

  test("counts one device at a time, and changes nothing but the study", async () => {
    await beat(tablet, true);
    later(30);
    expect(await changes(async () => expect(await beat(desktop)).toBe("held-elsewhere"))).toEqual({});
    expect(await changes(() => beat(desktop, true))).toEqual({ lesson_study: "~1" });
    expect(await beat(tablet)).toBe("held-elsewhere");
  });

  test("eight at once credit the time once", async () => {
    await beat(tablet, true);
    later(40);
    await atOnce(8, () => beat(tablet));
    const { studiedMs } = await db().lessonStudy.findFirstOrThrow({ where: { personId } });
    expect(studiedMs).toBeGreaterThanOrEqual(39_000);
    expect(studiedMs).toBeLessThan(50_000);
  });

  test("eight first ones at once open the lesson once", async () => {
    expect(await changes(() => atOnce(8, () => beat(tablet, true)))).toEqual(opened);
  });

  test("two lessons open at once share one person's time", async () => {
    await beat(tablet, true);
    await beat(desktop, true, lessonOf(1));
    for (const seconds of [30, 60, 90, 120]) {
      later(seconds);
      await beat(tablet);
      await beat(desktop, false, lessonOf(1));
    }
    const { _sum } = await db().lessonStudy.aggregate({ where: { personId }, _sum: { studiedMs: true } });
    expect(_sum.studiedMs).toBeGreaterThanOrEqual(119_000);
    expect(_sum.studiedMs).toBeLessThan(125_000);
  });

  test("null for a lesson that is not there", async () => {
    expect(await changes(async () => expect(await beat(tablet, true, "no-such")).toBeNull())).toEqual({});
  });
});

describe("an answer to a check", () => {
  async function aCheck() {
    const { keys } = await published(0);
    const [check, key] = Object.entries(keys)[0] ?? [];
    if (!check || !key) throw new Error("the first lesson has no check");
    const wrong = Object.keys(key.why).filter((option) => !key.correct.includes(option));
    return { check, correct: key.correct, wrong };
  }
  const answer = (check: string, chosen: readonly string[]) =>
    answerCheck({ personId, course, lesson: lessonOf(0), check, chosen, device: tablet, requestId: "test" });

  test("a right one passes the check, is audited once, and counts as use of the lesson", async () => {
    const { check, correct } = await aCheck();
    expect(await changes(async () => expect(await answer(check, correct)).toEqual({ right: true }))).toEqual({
      check_answer: "+1",
      ...opened,
      audit_event: "+1",
    });
    expect(await changes(() => answer(check, correct))).toEqual({ check_answer: "~1", lesson_study: "~1" });
    const [event] = await db().auditEvent.findMany({ where: { actorId: personId } });
    expect(event).toMatchObject({ action: "check.pass", requestId: "test", detail: { check, version: 1 } });
  });

  test("a wrong one passes nothing, and does not take a pass back", async () => {
    const { check, correct, wrong } = await aCheck();
    expect(await changes(() => answer(check, wrong))).toEqual({ check_answer: "+1", ...opened });
    await answer(check, correct);
    const { passedAt } = await db().checkAnswer.findFirstOrThrow({ where: { personId } });
    expect(await answer(check, wrong)).toEqual({ right: false });
    expect(await db().checkAnswer.findFirstOrThrow({ where: { personId } })).toMatchObject({
      right: false,
      passedAt,
    });
  });

  test("eight at once count every try and pass once", async () => {
    const { check, correct } = await aCheck();
    expect(await changes(() => atOnce(8, () => answer(check, correct)))).toEqual({
      check_answer: "+1",
      ...opened,
      audit_event: "+1",
    });
    expect(await db().checkAnswer.findFirstOrThrow({ where: { personId } })).toMatchObject({ tries: 8 });
  });

  test("null for a check that the lesson does not have", async () => {
    expect(await changes(async () => expect(await answer("no-such", ["A"])).toBeNull())).toEqual({});
  });

  test("the page shows the keys of the options that were chosen, and no others", async () => {
    const { check, wrong } = await aCheck();
    expect((await readLesson(personId, course, lessonOf(0)))?.checks).toEqual({});
    await answer(check, wrong.slice(0, 1));
    const page = await readLesson(personId, course, lessonOf(0));
    expect(page?.checks[check]?.feedback.map((line) => line.key)).toEqual(wrong.slice(0, 1));
  });
});

describe("finishing a lesson", () => {
  test("is refused before its checks and its time, and leaves nothing", async () => {
    expect(
      await changes(async () => expect(await finish(0)).toMatchObject({ refusal: "checks-open" })),
    ).toEqual({});
    await ready(0);
    await db().lessonStudy.updateMany({ where: { personId }, data: { studiedMs: 1000 } });
    expect(
      await changes(async () => expect(await finish(0)).toMatchObject({ refusal: "time-short" })),
    ).toEqual({});
  });

  test("changes the study and leaves an audit row, once", async () => {
    await ready(0);
    const result = { refusal: null, course: null };
    expect(await changes(async () => expect(await finish(0)).toEqual(result))).toEqual({
      lesson_study: "~1",
      audit_event: "+1",
    });
    expect(await changes(async () => expect(await finish(0)).toEqual(result))).toEqual({});
  });

  const whole = {
    lesson_study: "~1",
    course_completion: "+1",
    course_certificate: "+1",
    hour_credit: "+1",
    incentive_event: "+1",
    ledger_entry: "+1",
    audit_event: "+2",
  };

  test("the last one completes the course: minutes, hours, points and audit together, once", async () => {
    await readyForTheLast();
    const versions = await db().lessonVersion.findMany({ where: { lesson: { course: { slug: course } } } });
    // An hour was studied for each, and a course gives its stated time at most.
    const minutes = versions.reduce((sum, version) => sum + version.minutes, 0);
    expect(
      await changes(async () =>
        expect(await finish(-1)).toMatchObject({ refusal: null, course: { minutes, points: 30 } }),
      ),
    ).toEqual(whole);
    expect(await changes(() => finish(-1))).toEqual({});
    expect(await db().hourCredit.findMany({ where: { personId } })).toMatchObject([
      { source: "course", minutes, evidence: { course, minutes } },
    ]);
    expect(await db().courseCompletion.findMany({ where: { personId } })).toMatchObject([
      { minutes, evidence: { rule: "courses.minutes@1", lessons: lessons.map((lesson) => ({ lesson })) } },
    ]);
    expect(await db().ledgerEntry.findMany({ where: { personId } })).toMatchObject([
      {
        amount: 30,
        kind: "points",
        rule: "course-completed",
        policyVersion: "points-2026.1",
        unitId: world.here,
      },
    ]);
  });

  test("eight at once complete it once", async () => {
    await readyForTheLast();
    let answers: Awaited<ReturnType<typeof finish>>[] = [];
    expect(await changes(async () => (answers = await atOnce(8, () => finish(-1))))).toEqual(whole);
    expect(answers.filter((each) => each?.course)).toHaveLength(1);
  });

  test("two open lessons finished at once complete the course: neither overlooks the other", async () => {
    for (const index of lessons.keys()) await ready(index);
    for (const index of [...lessons.keys()].slice(0, -2)) await finish(index);
    const both = { ...whole, lesson_study: "~2", audit_event: "+3" };
    expect(await changes(() => Promise.all([finish(-1), finish(-2)]))).toEqual(both);
  });

  test("eight people at once each complete it for themselves", async () => {
    const people = await world.people(8);
    for (const who of people) await readyForTheLast(who);
    const answers = await Promise.all(people.map((who) => finish(-1, who)));
    expect(answers.map((each) => each?.course?.points)).toEqual(people.map(() => 30));
  });

  test("somebody without a post gets the minutes, and no points that no unit could carry", async () => {
    const { id } = await db().person.create({ data: aPerson() });
    await readyForTheLast(id);
    const { incentive_event: _, ledger_entry: __, ...rest } = whole;
    expect(await changes(() => finish(-1, id))).toEqual(rest);
  });

  test("null for a lesson that is not there", async () => {
    expect(await finishLesson({ personId, course, lesson: "no-such", requestId: "test" })).toBeNull();
  });
});
