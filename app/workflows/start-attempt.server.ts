import { randomUUID } from "node:crypto";
import { startAttempt as start } from "~/features/exams/attempts.server";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import type { Tx } from "~/platform/store.server";
import { lock, transact } from "~/platform/transact.server";

/** Draws a paper and starts its clock; an attempt of the same form under way is gone on with instead. */
export async function startAttempt(asked: {
  personId: string;
  form: string;
  /** Comes from the page: a double click starts one attempt. */
  key: string;
  requestId: string;
}): Promise<{ attemptId: string } | "no-form" | "too-few" | "taken"> {
  const { personId, form, key, requestId } = asked;
  // Not the page's key: whoever chooses the seed chooses the paper.
  const seed = randomUUID();
  const work = async (tx: Tx) => {
    await lock(tx, `attempts:${personId}`);
    const started = await start(tx, { id: key, personId, form, seed, at: now() });
    if (typeof started === "string") return started;
    const subject = `attempt:${started.attemptId}`;
    if (started.isNew) {
      await audit(tx, { actorId: personId, action: "attempt.start", subject, detail: { form }, requestId });
    }
    return { attemptId: started.attemptId };
  };
  return transact(work, { isolation: "ReadCommitted" });
}
