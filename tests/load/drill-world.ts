import { readCourses } from "~/features/courses/course-files.server";
import { publishedLesson, type StudiedLesson } from "~/features/courses/study.server";
import { syncCourses } from "~/features/courses/sync-courses.server";
import { examForm } from "~/features/exams/exam-files.server";
import { drawPaper, type DrawnItem } from "~/features/exams/rules/draw";
import { storedOptions } from "~/features/exams/schema";
import { syncQuestions } from "~/features/exams/sync-questions.server";
import { syncPolicies } from "~/features/incentives/policy-files.server";
import { minuteMs } from "~/lib/dates";
import { hashPassword } from "~/platform/password.server";
import { db } from "~/platform/store.server";
import { transact } from "~/platform/transact.server";
import { aGrant, anAccount, aPerson, aPost, aUnit, aUnitVersion } from "../factories/people";
import { aSession } from "../factories/training";

export interface Someone {
  id: string;
  employeeNo: string;
}

export interface World {
  /** The workers of each client, whom it serves one after the other. */
  workers: Someone[][];
  trainer: Someone;
  password: string;
  lessons: (StudiedLesson & { slug: string })[];
  form: string;
  /** The paper that a key draws, with its right answers: the rule knows it before the page does. */
  paper(key: string): (DrawnItem & { answer: string[] })[];
  /** When to ask for seats no longer, because the sessions are about to begin (epoch ms). */
  seatsUntil: number;
  /** Sessions with a seat for everybody, in which the trainer marks attendance. */
  halls: string[];
  /** Sessions with fewer seats than people who want one. */
  narrow: string[];
}

/** More than a client gets through in a quarter of an hour. */
const workersPerClient = 150;
const seats = [1000, 1000, 1000, 1000, 1000, 1000, 2, 3, 5];

/**
 * Fills the current store, which is empty, with people who have studied long enough to finish every lesson, and with
 * sessions that can be enrolled in and marked at once during the next quarter of an hour.
 */
export async function prepareWorld(clients: number): Promise<World> {
  const { courses } = await readCourses();
  const partners = [...new Set(courses.map(({ course }) => course.partner))];
  const unitId = crypto.randomUUID();
  const units = [aUnit({ id: unitId }), ...partners.map((code) => aUnit({ code, kind: "university" }))];
  await transact(async (tx) => {
    await tx.unit.createMany({ data: units });
    await tx.unitVersion.createMany({ data: units.map((unit) => aUnitVersion(unit)) });
  });
  await syncPolicies();
  await syncQuestions();
  await syncCourses();
  const partnerId = units[1]?.id ?? "";
  const someone = (employeeNo: string): Someone => ({ id: crypto.randomUUID(), employeeNo });
  const workers = Array.from({ length: clients }, (_, client) =>
    Array.from({ length: workersPerClient }, (_, i) => someone(`W${client}-${i}`)),
  );
  const trainer = someone("T0001");
  const people = [trainer, ...workers.flat()];
  const password = "Nuanxin-2026";
  const passwordHash = await hashPassword(password);

  const rows = await db().lesson.findMany({
    where: { publishedVersionId: { not: null } },
    include: { course: true },
    orderBy: [{ course: { position: "asc" } }, { position: "asc" }],
  });
  const lessons: World["lessons"] = [];
  for (const { slug, course } of rows) {
    const lesson = await publishedLesson(course.slug, slug);
    if (lesson) lessons.push({ ...lesson, slug });
  }

  const at = Date.now();
  // One after the other, ten seconds each: nobody has two places at the same time. Marking opens twenty minutes before.
  const sessions = seats.map((capacity, i) => {
    const startsAt = new Date(at + 18 * minuteMs + i * 10_000);
    const endsAt = new Date(startsAt.getTime() + 10_000);
    return aSession({ capacity, startsAt, endsAt, partnerId, trainerId: trainer.id });
  });
  await transact(async (tx) => {
    await tx.installation.create({ data: { id: 1, demo: false } });
    await tx.person.createMany({ data: people.map(({ id }) => aPerson({ id })) });
    await tx.account.createMany({
      data: people.map(({ id, employeeNo }) => anAccount({ personId: id, employeeNo, passwordHash })),
    });
    await tx.post.createMany({ data: people.map(({ id }) => aPost({ personId: id, unitId })) });
    await tx.roleGrant.createMany({
      data: people.map(({ id }) =>
        id === trainer.id
          ? aGrant({ personId: id, unitId: partnerId, role: "trainer" })
          : aGrant({ personId: id, unitId }),
      ),
    });
    await tx.lessonStudy.createMany({
      data: workers.flat().flatMap(({ id: personId }) =>
        lessons.map(({ lessonId, version }) => ({
          personId,
          lessonId,
          studiedMs: Math.round(version.minutes * minuteMs * 0.7),
          startedAt: new Date(at),
          lastBeatAt: new Date(at),
        })),
      ),
    });
    await tx.trainingSession.createMany({ data: sessions });
  });
  const ids = (wide: boolean) =>
    sessions.filter((row) => row.capacity >= 1000 === wide).map((row) => row.id ?? "");
  const halls = ids(true);
  const narrow = ids(false);
  const seatsUntil = at + 16 * minuteMs;
  return { workers, trainer, password, lessons, halls, narrow, seatsUntil, ...(await papers()) };
}

async function papers(): Promise<Pick<World, "form" | "paper">> {
  const form = "short-junior-comprehensive";
  const found = await examForm(form);
  if (!found) throw new Error(`content/syllabus/forms.yaml has no form ${form}`);
  const { topics } = found;
  const questions = await db().question.findMany({
    where: { pool: "mock", topic: { in: topics.map((topic) => topic.id) } },
    orderBy: { code: "asc" },
    include: { versions: { orderBy: { number: "desc" }, take: 1 } },
  });
  const pool = questions.map(({ id, kind, topic, versions }) => ({
    id,
    kind: kind === "single" ? ("single" as const) : ("multiple" as const),
    topic,
    options: storedOptions.parse(versions[0]?.options).map((option) => option.key),
  }));
  const answers = new Map(questions.map(({ id, versions }) => [id, versions[0]?.answer ?? []]));
  const paper = (key: string) => {
    const drawn = drawPaper({ parts: found.form.parts, topics }, pool, key);
    if (drawn === "too-few") throw new Error("the question pool is too small for a paper");
    return drawn.map((item) => ({ ...item, answer: answers.get(item.id) ?? [] }));
  };
  return { form, paper };
}
