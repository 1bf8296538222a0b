import { expiredAttempts, handIn } from "~/features/exams/attempts.server";
import { postEvent } from "~/features/incentives/post-event.server";
import { unitOn } from "~/features/people/unit-tree.server";
import { civilDate, dbDate } from "~/lib/dates";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import type { Tx } from "~/platform/store.server";
import { lock, transact } from "~/platform/transact.server";

/** Hands a paper in: scored and, when passed, rewarded, once. Null when the attempt is not this person's. */
export async function handInAttempt(asked: {
  personId: string;
  attemptId: string;
  requestId: string;
}): Promise<{ passed: boolean } | null> {
  const { personId, attemptId, requestId } = asked;
  const work = async (tx: Tx) => {
    // Before anything is read: what is saved meanwhile is scored, or refused because the paper is in.
    await lock(tx, `attempts:${personId}`);
    const at = now();
    const handed = await handIn(tx, { attemptId, personId, at });
    if (!handed) return null;
    const { score, form, submittedAt, isNew } = handed;
    if (!isNew) return { passed: score.passed };
    const unitId = await unitOn(tx, personId, dbDate(civilDate(submittedAt)));
    let points = 0;
    if (score.passed && unitId) {
      const evidence = {
        attempt: attemptId,
        form,
        halfMarks: score.halfMarks,
        maxHalfMarks: score.maxHalfMarks,
      };
      const event = {
        id: `mock:${attemptId}`,
        personId,
        unitId,
        kind: "mock.passed",
        facts: { form },
        evidence,
      };
      points = await postEvent(tx, { ...event, occurredAt: submittedAt }, at);
    }
    await audit(tx, {
      actorId: personId,
      action: "attempt.hand-in",
      subject: `attempt:${attemptId}`,
      detail: { halfMarks: score.halfMarks, passed: score.passed, points },
      requestId,
    });
    return { passed: score.passed };
  };
  return transact(work, { isolation: "ReadCommitted" });
}

/**
 * Hands in what a person left open when time ran out (a closed tab, a flat battery), with the answers that were saved.
 * Called before papers are listed; without such papers it reads one index and writes nothing.
 */
export async function handInExpired(personId: string, requestId: string): Promise<void> {
  for (const attemptId of await expiredAttempts(personId, now())) {
    await handInAttempt({ personId, attemptId, requestId });
  }
}
