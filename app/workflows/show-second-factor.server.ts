import { pendingFor } from "~/features/people/authenticate.server";
import { showSecondFactor as show, type FactorRefusal } from "~/features/people/second-factor.server";
import { tellLocked } from "~/features/people/security-news.server";
import { audit } from "~/platform/audit.server";
import { setPending, type Pending } from "~/platform/session.server";
import { transact } from "~/platform/transact.server";

/** Takes the second factor of a session that waits for it. Returns what the session still has to do then. */
export async function showSecondFactor(asked: {
  personId: string;
  session: string;
  code: string;
  demo: boolean;
  requestId: string;
}): Promise<{ refusal: FactorRefusal } | { refusal: null; pending: Pending | null }> {
  const { personId, session, requestId } = asked;
  return transact(async (tx) => {
    const shown = await show(tx, personId, asked.code);
    await audit(tx, {
      actorId: personId,
      action: "account.second-factor",
      subject: `person:${personId}`,
      ...("refusal" in shown
        ? { outcome: "refused", detail: { reason: shown.refusal } }
        : { detail: { by: shown.by } }),
      requestId,
    });
    if ("refusal" in shown) {
      if (shown.refusal === "locked") await tellLocked(tx, personId);
      return shown;
    }
    const pending = await pendingFor(tx, personId, { showedFactor: true, demo: asked.demo });
    await setPending(tx, personId, pending, { only: session });
    return { refusal: null, pending };
  });
}
