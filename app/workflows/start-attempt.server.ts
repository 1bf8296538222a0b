import { startAttempt as start } from "~/features/exams/attempts.server";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { transact } from "~/platform/transact.server";

/** Draws a paper and starts its clock; an attempt of the same form under way is gone on with instead. */
export async function startAttempt(asked: {
  personId: string;
  form: string;
  /** Comes from the page: a double click starts one attempt. It also seeds the draw. */
  key: string;
  requestId: string;
}): Promise<{ attemptId: string } | "no-form" | "too-few"> {
  return transact(async (tx) => {
    const { personId, form, key, requestId } = asked;
    const started = await start(tx, { id: key, personId, form, seed: key, at: now() });
    if (typeof started === "string") return started;
    const subject = `attempt:${started.attemptId}`;
    if (started.isNew) {
      await audit(tx, { actorId: personId, action: "attempt.start", subject, detail: { form }, requestId });
    }
    return { attemptId: started.attemptId };
  });
}
