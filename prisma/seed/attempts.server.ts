import { examFiles, examForm } from "~/features/exams/exam-files.server";
import { drawPaper } from "~/features/exams/rules/draw";
import { scorePaper, version } from "~/features/exams/rules/score";
import { storedOptions } from "~/features/exams/schema";
import { dayMs, minuteMs } from "~/lib/dates";
import { seededRandom } from "~/lib/random";
import type { Prisma } from "~/platform/generated/prisma/client";
import { db } from "~/platform/store.server";
import { seededId } from "./ids";
import type { DemoEvent } from "./ledger.server";
import type { DemoPeople } from "./people";

/** How many people have sat the short paper; one more is in the middle of it. */
const sat = 24;

/** Papers drawn and scored by the rules themselves, answered with some skill. */
export async function attemptRows(people: DemoPeople, at: Date) {
  const { forms } = await examFiles();
  const found = await examForm(forms[0]?.id ?? "");
  if (!found) throw new Error("content/syllabus/forms.yaml names no form");
  const { form, topics, scheme } = found;
  const pool = await db().question.findMany({
    where: { pool: "mock" },
    orderBy: { code: "asc" },
    include: { versions: { orderBy: { number: "desc" }, take: 1 } },
  });
  const byId = new Map(pool.map((question) => [question.id, question]));
  const attempts: Prisma.AttemptCreateManyInput[] = [];
  const answers: Prisma.AttemptAnswerCreateManyInput[] = [];
  const scores: Prisma.AttemptScoreCreateManyInput[] = [];
  const events: DemoEvent[] = [];

  people.workers.slice(1, sat + 2).forEach(({ id: personId, unitId }, i) => {
    const underWay = i === 0;
    // Drawn by the person's place in the list: the codes of the items, not their ids, decide what is drawn.
    const random = seededRandom(`nuanxin attempt ${i}`);
    const id = seededId(random);
    const startedAt = underWay
      ? new Date(at.getTime() - 10 * minuteMs)
      : new Date(at.getTime() - (i + 2) * dayMs);
    const drawn = drawPaper(
      { parts: form.parts, topics },
      pool.map((question) => ({
        id: question.code,
        kind: question.kind === "single" ? "single" : "multiple",
        topic: question.topic,
        options: storedOptions.parse(question.versions[0]?.options).map((option) => option.key),
      })),
      id,
    );
    if (drawn === "too-few") return;
    const codes = new Map(pool.map((question) => [question.code, question.id]));
    const paper = drawn.map((item) => {
      const question = byId.get(codes.get(item.id) ?? "");
      const { kind, order } = item;
      return {
        question: question?.id ?? "",
        version: question?.versions[0]?.id ?? "",
        topic: question?.topic ?? "",
        kind,
        order,
      };
    });
    const skill = 0.45 + random() * 0.5;
    const items = paper.map(({ question, kind, order }, position) => {
      const answer = byId.get(question)?.versions[0]?.answer ?? [];
      const chosen = random() < skill ? answer : [order[Math.floor(random() * order.length)] ?? "A"];
      if (!underWay || position < paper.length / 2) {
        const savedAt = new Date(startedAt.getTime() + position * minuteMs);
        answers.push({ attemptId: id, position, seq: BigInt(position + 1), chosen, savedAt });
      }
      return { kind, answer, chosen };
    });
    const submittedAt = underWay ? null : new Date(startedAt.getTime() + 22 * minuteMs);
    const deadlineAt = new Date(startedAt.getTime() + form.minutes * minuteMs);
    attempts.push({
      id,
      personId,
      form: form.id,
      paper,
      seed: id,
      scheme: scheme.id,
      startedAt,
      deadlineAt,
      submittedAt,
    });
    if (!submittedAt) return;
    const { halfMarks, maxHalfMarks, passed } = scorePaper(items, scheme);
    const input = JSON.parse(JSON.stringify({ scheme, items }));
    scores.push({
      attemptId: id,
      version: 1,
      rule: version,
      input,
      halfMarks,
      maxHalfMarks,
      passed,
      scoredAt: submittedAt,
    });
    if (!passed) return;
    const evidence = { attempt: id, form: form.id, halfMarks, maxHalfMarks };
    const event = {
      id: `mock:${id}`,
      personId,
      unitId,
      kind: "mock.passed",
      facts: { form: form.id },
      evidence,
    };
    events.push({ ...event, occurredAt: submittedAt });
  });
  return { attempts, answers, scores, events };
}
