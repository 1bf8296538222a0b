import { beforeAll, describe, expect, test } from "vitest";
import { publishedLesson } from "~/features/courses/study.server";
import { lessonDesk } from "~/features/courses/workshop.server";
import { db } from "~/platform/store.server";
import { hashPassword } from "~/platform/password.server";
import { answerCheck } from "~/workflows/answer-check.server";
import { enrolInSession } from "~/workflows/enrol-in-session.server";
import { finishLesson } from "~/workflows/finish-lesson.server";
import { handInAttempt } from "~/workflows/hand-in-attempt.server";
import { recordAttendance } from "~/workflows/record-attendance.server";
import { reviewLesson } from "~/workflows/review-lesson.server";
import { saveLesson } from "~/workflows/save-lesson.server";
import { setConsent } from "~/workflows/set-consent.server";
import { signIn } from "~/workflows/sign-in.server";
import { startAttempt } from "~/workflows/start-attempt.server";
import { withdrawFromSession } from "~/workflows/withdraw-from-session.server";
import { changes, withoutInsertsInto } from "../factories/changes";
import { aPassedCheck, aStudy } from "../factories/courses";
import { anAnswer } from "../factories/exams";
import { anEnrolment, aSession } from "../factories/training";
import { aWorld, worldStart, type World } from "../factories/world";

const course = "community-mediation";
const requestId = "test";

let world: World;
beforeAll(async () => {
  world = await aWorld();
});

async function session(personId: string, over: Partial<Parameters<typeof aSession>[0]> = {}) {
  const data = aSession({ partnerId: world.university, trainerId: world.trainer, ...over });
  const { id } = await db().trainingSession.create({ data });
  if (personId) await db().enrolment.create({ data: anEnrolment({ sessionId: id, personId }) });
  return id;
}

async function firstLesson() {
  const { slug } = await db().lesson.findFirstOrThrow({ where: { course: { slug: course }, position: 1 } });
  const found = await publishedLesson(course, slug);
  const desk = await lessonDesk(course, slug, [world.university]);
  if (!found || !desk) throw new Error("no first lesson");
  return { slug, found, desk };
}

async function sendForReview() {
  const { desk } = await firstLesson();
  const basis = { versionId: desk.version.id, revision: desk.version.revision };
  const source = `${desk.version.source}\n\n新加的一句。\n`;
  const asked = { lessonId: desk.lessonId, authorId: world.trainer, source, basis, submit: true };
  return () => saveLesson({ ...asked, requestId });
}

/** Each act, ready to be done by somebody; `pays` when it posts points. */
const acts: Record<string, { pays: boolean; ready: () => Promise<() => Promise<unknown>> }> = {
  "answer-check": {
    pays: false,
    async ready() {
      const [{ slug, found }, personId] = [await firstLesson(), await world.person()];
      const [check = "", key] = Object.entries(found.keys)[0] ?? [];
      const asked = {
        personId,
        course,
        lesson: slug,
        check,
        chosen: key?.correct ?? [],
        device: "tablet-01",
      };
      return () => answerCheck({ ...asked, requestId });
    },
  },
  "enrol-in-session": {
    pays: false,
    async ready() {
      const [personId, sessionId] = [await world.person(), await session("")];
      return () => enrolInSession({ personId, sessionId, requestId });
    },
  },
  "finish-lesson, the last of the course": {
    pays: true,
    async ready() {
      const personId = await world.person();
      const lessons = await db().lesson.findMany({
        where: { course: { slug: course } },
        orderBy: { position: "asc" },
      });
      for (const { id: lessonId, slug } of lessons) {
        const found = await publishedLesson(course, slug);
        await db().lessonStudy.create({ data: aStudy({ personId, lessonId }) });
        const checks = Object.keys(found?.keys ?? {});
        const versionId = found?.version.id ?? "";
        await db().checkAnswer.createMany({
          data: checks.map((checkId) => aPassedCheck({ personId, versionId, checkId })),
        });
      }
      const finish = (lesson: string) => finishLesson({ personId, course, lesson, requestId });
      const last = lessons.pop()?.slug ?? "";
      for (const { slug } of lessons) await finish(slug);
      return () => finish(last);
    },
  },
  "hand-in-attempt, passed": {
    pays: true,
    async ready() {
      const personId = await world.person();
      const attemptId = crypto.randomUUID();
      await startAttempt({ personId, form: "short-junior-comprehensive", key: attemptId, requestId });
      const { paper } = await db().attempt.findUniqueOrThrow({ where: { id: attemptId } });
      const versions = (paper as { version: string }[]).map((item) => item.version);
      const rows = await db().questionVersion.findMany({ where: { id: { in: versions } } });
      await db().attemptAnswer.createMany({
        data: versions.map((id, position) => {
          const chosen = rows.find((row) => row.id === id)?.answer ?? [];
          return anAnswer({ attemptId, position, chosen });
        }),
      });
      return () => handInAttempt({ personId, attemptId, requestId });
    },
  },
  "record-attendance": {
    pays: true,
    async ready() {
      const personId = await world.person();
      const sessionId = await session(personId, { startsAt: worldStart });
      return () => recordAttendance({ trainerId: world.trainer, sessionId, personId, requestId });
    },
  },
  "save-lesson, and send it for review": {
    pays: false,
    ready: sendForReview,
  },
  "review-lesson": {
    pays: false,
    async ready() {
      await (
        await sendForReview()
      )();
      const { desk } = await firstLesson();
      const { id: versionId, revision } = desk.version;
      const asked = { reviewerId: world.reviewer, partners: [world.university], versionId, revision };
      return () => reviewLesson({ ...asked, verdict: "approve", note: "", requestId });
    },
  },
  "set-consent": {
    pays: false,
    async ready() {
      const personId = await world.person();
      return () => setConsent(personId, "public-ranking", true, requestId);
    },
  },
  "sign-in": {
    pays: false,
    async ready() {
      const personId = await world.person();
      const passwordHash = await hashPassword("correct horse");
      await db().account.update({
        where: { personId },
        data: { passwordHash, passwordSetAt: new Date(), failedCount: 2 },
      });
      const asked = { employeeNo: personId, password: "correct horse", address: "192.0.2.2", secure: false };
      return () => signIn({ ...asked, device: "", demo: false, requestId });
    },
  },
  "start-attempt": {
    pays: false,
    async ready() {
      const asked = { personId: await world.person(), form: "short-junior-comprehensive" };
      return () => startAttempt({ ...asked, key: crypto.randomUUID(), requestId });
    },
  },
  "withdraw-from-session": {
    pays: false,
    async ready() {
      const [personId, next] = [await world.person(), await world.person()];
      const sessionId = await session(personId, { capacity: 1 });
      await db().enrolment.create({ data: anEnrolment({ sessionId, personId: next, state: "waiting" }) });
      return () => withdrawFromSession({ personId, sessionId, requestId });
    },
  },
};

describe("an act that fails on the way leaves nothing, and can be done again", () => {
  for (const [name, { pays, ready }] of Object.entries(acts))
    test(name, async () => {
      const act = await ready();
      for (const table of pays ? ["ledger_entry", "audit_event"] : ["audit_event"]) {
        const failed = () => expect(act()).rejects.toThrow("refused in a test");
        expect(await changes(() => withoutInsertsInto(table, failed))).toEqual({});
      }
      const done = await changes(act);
      expect(done.audit_event).toMatch(/^\+/);
      expect("ledger_entry" in done).toBe(pays);
    });
});
