import { z } from "zod";
import { scorePaper } from "~/features/exams/rules/score";
import { scoreInput } from "~/features/exams/schema";
import { evaluate, type PostedEntry } from "~/features/incentives/rules/evaluate";
import { policyFile } from "~/features/incentives/schema";
import { replay } from "~/features/training/rules/seats";
import { fromDbDate } from "~/lib/dates";
import { sessionKey } from "~/platform/session.server";
import type { Tx } from "~/platform/store.server";
import type { Act } from "./drill-client";

export interface Verdict {
  /** Acknowledged acts, and those of them all of whose rows were found, each once. By kind. */
  acknowledged: Map<Act["kind"], number>;
  verified: Map<Act["kind"], number>;
  /** Acts that were stored although their answer never arrived; the repeat then changed nothing. */
  answerLost: number;
  findings: Finding[];
}

export interface Finding {
  /** `wrong`: there, but not what the rules give. */
  kind: "lost" | "doubled" | "half" | "wrong";
  what: string;
}

const detail = z.object({ person: z.string().optional(), check: z.string().optional() });
const posting = z.object({ event: z.string(), reverses: z.string().nullable() });
const facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** Holds what clients were told against what is stored, and the tables against each other. */
export async function verify(tx: Tx, acts: readonly Act[], answered: ReadonlySet<string>): Promise<Verdict> {
  const findings: Finding[] = [];
  const note = (kind: Finding["kind"], what: string) => void findings.push({ kind, what });
  const ok = new Set<Act>();
  const actsOf = <Kind extends Act["kind"]>(kind: Kind) =>
    acts.filter((act): act is Extract<Act, { kind: Kind }> => act.kind === kind);

  const audits = await tx.auditEvent.findMany({ orderBy: { seq: "asc" } });
  const audited = (action: string) =>
    audits
      .filter((row) => row.action === action && row.outcome === "done")
      .map((row) => ({
        actor: row.actorId ?? "",
        on: row.subject.slice(row.subject.indexOf(":") + 1),
        ...detail.parse(row.detail),
      }));

  /** One fact, many tables: a row in each of them, or in none. Returns the facts that are whole. */
  function together(fact: string, tables: Record<string, readonly string[]>): Set<string> {
    const counted = Object.entries(tables).map(([table, keys]) => ({ table, count: counts(keys) }));
    const whole = new Set<string>();
    for (const key of new Set(Object.values(tables).flat())) {
      const named = (which: (count: number) => boolean) =>
        counted.filter(({ count }) => which(count.get(key) ?? 0)).map(({ table }) => table);
      const [missing, more] = [named((count) => count === 0), named((count) => count > 1)];
      if (missing.length) note("half", `${fact} ${key} has no row in ${missing.join(", ")}`);
      if (more.length) note("doubled", `${fact} ${key} has several rows in ${more.join(", ")}`);
      if (!missing.length && !more.length) whole.add(key);
    }
    return whole;
  }
  /** Acknowledged acts that a set of facts bears out. What is half there was reported as such. */
  function bornOut<A extends Act>(acknowledged: readonly A[], key: (act: A) => string, whole: Set<string>) {
    for (const act of acknowledged) {
      if (whole.has(key(act))) ok.add(act);
      else if (!findings.some(({ what }) => what.includes(key(act)))) note("lost", `${act.kind} ${key(act)}`);
    }
  }

  // Attendance: evidence, hours, event, audit.
  const hours = await tx.hourCredit.findMany();
  const events = await tx.incentiveEvent.findMany();
  const hoursOf = (source: string) => hours.filter((row) => row.source === source).map((row) => row.key);
  const eventsOf = (kind: string) => events.filter((row) => row.kind === kind).map((row) => row.id);
  const attendances = await tx.attendance.findMany();
  const attended = together("attendance", {
    attendance: attendances.map((row) => `session:${row.sessionId}:${row.personId}`),
    hour_credit: hoursOf("session"),
    incentive_event: eventsOf("session.attended"),
    audit_event: audited("attendance.record").map(({ on, person }) => `session:${on}:${person}`),
  });
  bornOut(actsOf("mark"), (act) => `session:${act.session}:${act.person}`, attended);

  // Lessons and courses.
  const studies = await tx.lessonStudy.findMany({ include: { lesson: true } });
  const finished = together("finished lesson", {
    lesson_study: studies.filter((row) => row.completedAt).map((row) => `${row.personId}/${row.lessonId}`),
    audit_event: audited("lesson.finish").map(({ actor, on }) => `${actor}/${on}`),
  });
  bornOut(actsOf("finish"), (act) => `${act.person}/${act.lesson}`, finished);
  const courses = counts((await tx.lesson.findMany()).map((row) => row.courseId));
  const doneIn = counts(
    studies
      .filter((row) => row.completedAt)
      .map(({ lesson, personId }) => `course:${lesson.courseId}:${personId}`),
  );
  together("completed course", {
    lesson_study: [...doneIn]
      .filter(([key, n]) => n === courses.get(key.split(":")[1] ?? ""))
      .map(([key]) => key),
    course_completion: (await tx.courseCompletion.findMany()).map(
      (row) => `course:${row.courseId}:${row.personId}`,
    ),
    course_certificate: (await tx.courseCertificate.findMany()).map(
      (row) => `course:${row.courseId}:${row.personId}`,
    ),
    hour_credit: hoursOf("course"),
    incentive_event: eventsOf("course.completed"),
    audit_event: audited("course.complete").map(({ actor, on }) => `course:${on}:${actor}`),
  });
  const studied = new Map(studies.map((row) => [`${row.personId}/${row.lessonId}`, row.studiedMs]));
  for (const act of actsOf("beat")) {
    const key = `${act.person}/${act.lesson}`;
    const stored = studied.get(key) ?? 0;
    if (stored >= act.studiedMs) ok.add(act);
    else note("lost", `beat ${key}: ${stored} ms of study are stored, ${act.studiedMs} were acknowledged`);
  }

  // Checks: the last answer, the number of tries, the first pass.
  const answers = await tx.checkAnswer.findMany({ include: { version: true } });
  together("passed check", {
    check_answer: answers
      .filter((row) => row.passedAt)
      .map((row) => `${row.personId}/${row.version.lessonId}/${row.checkId}`),
    audit_event: audited("check.pass").map(({ actor, on, check }) => `${actor}/${on}/${check}`),
  });
  const answerAt = new Map(answers.map((row) => [`${row.personId}/${row.versionId}/${row.checkId}`, row]));
  const checks = grouped(actsOf("check"), (act) => `${act.person}/${act.version}/${act.check}`);
  for (const [key, tries] of checks) {
    const stored = answerAt.get(key);
    const last = tries.at(-1);
    if (!stored || !last) note("lost", `check ${key}`);
    else if (stored.chosen.join() !== last.chosen.join() || stored.right !== last.right)
      note("lost", `check ${key}: ${stored.chosen} is stored, ${last.chosen} was acknowledged`);
    else if (stored.tries < sum(tries, (act) => act.acks))
      note("lost", `check ${key}: ${stored.tries} tries`);
    else if (stored.tries > sum(tries, (act) => act.sends))
      note("doubled", `check ${key}: ${stored.tries} tries`);
    else tries.forEach((act) => ok.add(act));
  }

  // Papers: attempt, answers, score, event, audit.
  const attempts = await tx.attempt.findMany({ include: { answers: true, scores: true } });
  const started = together("attempt", {
    attempt: attempts.map((row) => `${row.personId}/${row.id}`),
    audit_event: audited("attempt.start").map(({ actor, on }) => `${actor}/${on}`),
  });
  bornOut(actsOf("start"), (act) => `${act.person}/${act.attempt}`, started);
  const handedIn = together("handed-in paper", {
    attempt: attempts.filter((row) => row.submittedAt).map((row) => `${row.personId}/${row.id}`),
    attempt_score: attempts.flatMap((row) => row.scores.map(() => `${row.personId}/${row.id}`)),
    audit_event: audited("attempt.hand-in").map(({ actor, on }) => `${actor}/${on}`),
  });
  bornOut(actsOf("hand-in"), (act) => `${act.person}/${act.attempt}`, handedIn);
  const scores = attempts.flatMap((row) => row.scores);
  together("passed paper", {
    attempt_score: scores.filter((row) => row.passed).map((row) => `mock:${row.attemptId}`),
    incentive_event: eventsOf("mock.passed"),
  });
  for (const { answers: given, scores: ofAttempt } of attempts) {
    for (const score of ofAttempt) {
      const { scheme, items } = scoreInput.parse(score.input);
      const again = scorePaper(items, scheme);
      const kept = new Map(given.map((row) => [row.position, row.chosen.join()]));
      const complete = items.every((item, position) => item.chosen.join() === (kept.get(position) ?? ""));
      if (
        score.version !== 1 ||
        again.halfMarks !== score.halfMarks ||
        again.passed !== score.passed ||
        !complete
      )
        note(
          "wrong",
          `score ${score.attemptId}: ${score.halfMarks} half marks, by its answers ${again.halfMarks}`,
        );
    }
  }
  const saved = new Map(
    attempts.flatMap((row) => row.answers.map((answer) => [`${row.id}/${answer.position}`, answer] as const)),
  );
  for (const act of actsOf("save")) {
    const gone = act.answers.filter(({ position, seq, chosen }) => {
      const stored = saved.get(`${act.attempt}/${position}`);
      return (
        !stored || stored.seq < seq || (Number(stored.seq) === seq && stored.chosen.join() !== chosen.join())
      );
    });
    for (const { position } of gone) note("lost", `answer ${act.attempt}/${position}`);
    if (!gone.length) ok.add(act);
  }

  // Seats: each acknowledged act is one audited act, and the rule gives the stored places from those.
  const enrolments = await tx.enrolment.findMany({ orderBy: { seq: "asc" } });
  const moves = audits.filter(({ action }) => action === "session.enrol" || action === "session.withdraw");
  for (const kind of ["enrol", "withdraw"] as const) {
    const stored = counts(audited(`session.${kind}`).map(({ actor, on }) => `${on}/${actor}`));
    const told = grouped(actsOf(kind), (act) => `${act.session}/${act.person}`);
    for (const key of new Set([...stored.keys(), ...told.keys()])) {
      const [n, own] = [stored.get(key) ?? 0, told.get(key) ?? []];
      if (n === own.length) own.forEach((act) => ok.add(act));
      else
        note(n < own.length ? "lost" : "doubled", `${kind} ${key}: ${n} stored, ${own.length} acknowledged`);
    }
  }
  for (const { id, capacity } of await tx.trainingSession.findMany()) {
    const own = moves
      .filter((row) => row.subject === `session:${id}`)
      .map((row) => ({
        person: row.actorId ?? "",
        act: row.action === "session.enrol" ? ("enrol" as const) : ("withdraw" as const),
      }));
    const stored = (state: string) =>
      enrolments.filter((row) => row.sessionId === id && row.state === state).map((row) => row.personId);
    const rule = replay(capacity, own);
    if (stored("seated").length > capacity) note("wrong", `session ${id} has more people than seats`);
    if (stored("seated").sort().join() !== rule.seated.sort().join())
      note("half", `the seats of session ${id} are not what its audited acts give`);
    if (stored("waiting").join() !== rule.waiting.join())
      note("half", `the waiting list of session ${id} is not what its audited acts give`);
  }
  const seated = new Set(
    enrolments.filter((row) => row.state === "seated").map((row) => `${row.sessionId}/${row.personId}`),
  );
  for (const { sessionId, personId } of attendances)
    if (!seated.has(`${sessionId}/${personId}`))
      note("half", `attendance session:${sessionId}:${personId} is without a seat`);

  // Ledger: exactly what all events of a person earn, and nothing without an event.
  const ledger = await tx.ledgerEntry.findMany({ orderBy: { seq: "asc" } });
  const policies = (await tx.policy.findMany()).map((row) => policyFile.parse(row.document));
  const posted = ledger.map((row): PostedEntry & { person: string } => {
    const { event, reverses } = posting.parse(row.evidence);
    return {
      person: row.personId,
      key: row.key,
      eventId: event,
      rule: row.rule,
      amount: row.amount,
      reverses,
    };
  });
  const eventIds = new Set(events.map((row) => row.id));
  for (const { key, eventId } of posted)
    if (!eventIds.has(eventId)) note("half", `ledger entry ${key} has no event`);
  for (const key of repeated(posted.map((row) => row.key))) note("doubled", `ledger entry ${key}`);
  const postedTo = grouped(posted, (row) => row.person);
  for (const [person, own] of grouped(events, (row) => row.personId)) {
    const known = own.map((row) => ({
      id: row.id,
      kind: row.kind,
      at: row.occurredAt.toISOString(),
      on: fromDbDate(row.occurredOn),
      facts: facts.parse(row.facts),
      cancels: null,
    }));
    for (const { eventId, amount } of evaluate(policies, known, postedTo.get(person) ?? []).entries)
      note(amount > 0 ? "half" : "doubled", `event ${eventId}: its points are ${-amount} off`);
  }

  // Sign-in: a session for each that was audited.
  const sessions = await tx.session.findMany();
  const signedIn = new Set(sessions.map((row) => row.id));
  bornOut(actsOf("sign-in"), (act) => sessionKey(act.secret), signedIn);
  const sessionsOf = counts(sessions.map((row) => row.accountId));
  const signInsOf = counts(audited("account.sign-in").map(({ actor }) => actor));
  for (const person of new Set([...sessionsOf.keys(), ...signInsOf.keys()])) {
    const [n, by] = [sessionsOf.get(person) ?? 0, signInsOf.get(person) ?? 0];
    if (n !== by) note("half", `sign-in of ${person}: ${n} sessions and ${by} audit rows`);
  }

  return {
    acknowledged: counts(acts.map((act) => act.kind)),
    verified: counts([...ok].map((act) => act.kind)),
    answerLost: audits.filter((row) => !answered.has(row.requestId ?? "")).length,
    findings,
  };
}

function counts<K extends string>(keys: readonly K[]): Map<K, number> {
  const count = new Map<K, number>();
  for (const key of keys) count.set(key, (count.get(key) ?? 0) + 1);
  return count;
}

function repeated(keys: readonly string[]): string[] {
  return [...counts(keys)].filter(([, count]) => count > 1).map(([key]) => key);
}

function grouped<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
