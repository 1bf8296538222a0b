import { db, type Tx } from "~/platform/store.server";
import { minuteMs } from "~/lib/dates";
import { examForm, scoringScheme } from "./exam-files.server";
import { drawPaper, type Candidate } from "./rules/draw";
import { cleanChoice, graceMs, saveRefusal, type SaveRefusal } from "./rules/save";
import { scorePaper, version, type Score } from "./rules/score";
import { storedOptions, storedPaper, type GivenAnswer } from "./schema";

/**
 * Draws a paper and starts the clock. `id` comes from the page, so that a double click starts one attempt; an attempt of
 * the same form under way is gone on with. `"taken"` when somebody else has that id.
 */
export async function startAttempt(
  tx: Tx,
  asked: { id: string; personId: string; form: string; seed: string; at: Date },
): Promise<{ attemptId: string; isNew: boolean } | "no-form" | "too-few" | "taken"> {
  const found = await examForm(asked.form);
  if (!found) return "no-form";
  const before = await tx.attempt.findFirst({
    where: {
      personId: asked.personId,
      OR: [{ id: asked.id }, { form: asked.form, submittedAt: null, deadlineAt: { gt: asked.at } }],
    },
  });
  if (before) return { attemptId: before.id, isNew: false };
  if (await tx.attempt.findUnique({ where: { id: asked.id }, select: { id: true } })) return "taken";
  const { form, topics, scheme } = found;
  const pool = await tx.question.findMany({
    where: { pool: "mock", topic: { in: topics.map((topic) => topic.id) } },
    orderBy: { code: "asc" },
    include: { versions: { orderBy: { number: "desc" }, take: 1 } },
  });
  const newest = new Map(
    pool.flatMap((question) => question.versions.map((row) => [question.id, row] as const)),
  );
  const candidates = pool.map((question): Candidate => ({
    id: question.id,
    kind: question.kind === "single" ? "single" : "multiple",
    topic: question.topic,
    options: storedOptions.parse(newest.get(question.id)?.options).map((option) => option.key),
  }));
  const drawn = drawPaper({ parts: form.parts, topics }, candidates, asked.seed);
  if (drawn === "too-few") return "too-few";
  const paper = drawn.map((item) => ({
    question: item.id,
    version: newest.get(item.id)?.id ?? "",
    kind: item.kind,
    topic: candidates.find((each) => each.id === item.id)?.topic ?? "",
    order: item.order,
  }));
  await tx.attempt.create({
    data: {
      id: asked.id,
      personId: asked.personId,
      form: form.id,
      paper,
      seed: asked.seed,
      scheme: scheme.id,
      startedAt: asked.at,
      deadlineAt: new Date(asked.at.getTime() + form.minutes * minuteMs),
    },
  });
  return { attemptId: asked.id, isNew: true };
}

/** Papers of this person whose time and grace are over and that nobody has handed in. */
export async function expiredAttempts(personId: string, at: Date): Promise<string[]> {
  const rows = await db().attempt.findMany({
    where: { personId, submittedAt: null, deadlineAt: { lt: new Date(at.getTime() - graceMs) } },
    select: { id: true },
  });
  return rows.map((row) => row.id);
}

/** The same of everybody, the oldest 200. */
export async function allExpiredAttempts(at: Date): Promise<{ personId: string; attemptId: string }[]> {
  const rows = await db().attempt.findMany({
    where: { submittedAt: null, deadlineAt: { lt: new Date(at.getTime() - graceMs) } },
    orderBy: { deadlineAt: "asc" },
    select: { id: true, personId: true },
    take: 200,
  });
  return rows.map(({ id, personId }) => ({ attemptId: id, personId }));
}

export interface Receipt {
  /** Positions whose stored answer is now the one that was sent, with its sequence number. */
  saved: { position: number; seq: number }[];
  /** Positions where the store has a newer answer. */
  newer: { position: number; seq: number; chosen: string[]; flagged: boolean }[];
  at: Date;
}

/** Saves answers of an attempt under way; a repeat or an older one changes nothing. Null when it is not this person's. */
export async function saveAnswers(
  tx: Tx,
  asked: { attemptId: string; personId: string; answers: readonly GivenAnswer[]; at: Date },
): Promise<Receipt | { refusal: SaveRefusal } | null> {
  const { attemptId, personId, at } = asked;
  const attempt = await tx.attempt.findFirst({ where: { id: attemptId, personId } });
  if (!attempt) return null;
  const times = {
    submittedAt: attempt.submittedAt?.getTime() ?? null,
    deadlineAt: attempt.deadlineAt.getTime(),
  };
  const refusal = saveRefusal(times, at.getTime());
  if (refusal) return { refusal };
  const paper = storedPaper.parse(attempt.paper);
  const receipt: Receipt = { saved: [], newer: [], at };
  for (const answer of asked.answers) {
    const item = paper[answer.position];
    if (!item) continue;
    const chosen = cleanChoice(item.kind, item.order, answer.chosen);
    // One statement decides whether this answer is the newer one, so that two at once cannot both believe it.
    const written = await tx.$queryRaw<{ position: number }[]>`
      insert into attempt_answer (attempt_id, position, seq, chosen, flagged, saved_at)
      values (${attemptId}::uuid, ${answer.position}, ${answer.seq}, ${chosen}, ${answer.flagged}, ${at})
      on conflict (attempt_id, position) do update
        set seq = excluded.seq, chosen = excluded.chosen, flagged = excluded.flagged, saved_at = excluded.saved_at
        where attempt_answer.seq < excluded.seq
      returning position`;
    if (written.length) {
      receipt.saved.push({ position: answer.position, seq: answer.seq });
      continue;
    }
    const where = { attemptId_position: { attemptId, position: answer.position } };
    const kept = await tx.attemptAnswer.findUniqueOrThrow({ where });
    const seq = Number(kept.seq);
    if (seq === answer.seq && kept.chosen.join() === chosen.join() && kept.flagged === answer.flagged) {
      receipt.saved.push({ position: answer.position, seq });
    } else {
      receipt.newer.push({ position: answer.position, seq, chosen: kept.chosen, flagged: kept.flagged });
    }
  }
  return receipt;
}

/** Hands an attempt in and scores it, once. Null when it is not this person's. */
export async function handIn(
  tx: Tx,
  asked: { attemptId: string; personId: string; at: Date },
): Promise<{ score: Score; form: string; submittedAt: Date; isNew: boolean } | null> {
  const { attemptId, personId, at } = asked;
  const attempt = await tx.attempt.findFirst({
    where: { id: attemptId, personId },
    include: { answers: true },
  });
  if (!attempt) return null;
  const scheme = await scoringScheme(attempt.scheme);
  const items = await keyedItems(tx, attempt);
  const score = scorePaper(items, scheme);
  // The count of changed rows, not the row read above, decides who was first.
  const submittedAt = at < attempt.deadlineAt ? at : attempt.deadlineAt;
  const { count } = await tx.attempt.updateMany({
    where: { id: attemptId, submittedAt: null },
    data: { submittedAt },
  });
  if (count === 1) {
    await tx.attemptScore.create({
      data: {
        attemptId,
        version: 1,
        rule: version,
        input: JSON.parse(JSON.stringify({ scheme, items })),
        halfMarks: score.halfMarks,
        maxHalfMarks: score.maxHalfMarks,
        passed: score.passed,
        scoredAt: at,
      },
    });
  }
  return { score, form: attempt.form, submittedAt: attempt.submittedAt ?? submittedAt, isNew: count === 1 };
}

async function keyedItems(
  tx: Pick<ReturnType<typeof db>, "questionVersion">,
  attempt: { paper: unknown; answers: { position: number; chosen: string[] }[] },
) {
  const paper = storedPaper.parse(attempt.paper);
  const versions = await tx.questionVersion.findMany({
    where: { id: { in: paper.map((item) => item.version) } },
  });
  const answerOf = new Map(versions.map((row) => [row.id, row.answer]));
  const chosenAt = new Map(attempt.answers.map((row) => [row.position, row.chosen]));
  return paper.map((item, position) => ({
    kind: item.kind,
    answer: answerOf.get(item.version) ?? [],
    chosen: chosenAt.get(position) ?? [],
  }));
}
