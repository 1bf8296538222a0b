import { audit } from "~/platform/audit.server";
import { endSessions } from "~/platform/session.server";
import { transact } from "~/platform/transact.server";

/** Signs one of somebody's own devices out, or all of them. Returns how many sessions ended. */
export async function endOwnSessions(asked: {
  personId: string;
  /** One session's key; null for all of them, the own one too. */
  only: string | null;
  requestId: string;
}): Promise<number> {
  const { personId, only, requestId } = asked;
  return transact(async (tx) => {
    const ended = await endSessions(tx, personId, only === null ? {} : { only });
    if (ended > 0)
      await audit(tx, {
        actorId: personId,
        action: only === null ? "account.sign-out-everywhere" : "account.end-session",
        subject: `person:${personId}`,
        detail: { endedSessions: ended },
        requestId,
      });
    return ended;
  });
}
