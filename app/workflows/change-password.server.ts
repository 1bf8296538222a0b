import {
  checkOwnPassword,
  clearFailures,
  countFailure,
  lockState,
  pendingFor,
} from "~/features/people/authenticate.server";
import { preparePassword, setPassword, type NewPasswordRefusal } from "~/features/people/passwords.server";
import { tellLocked, tellPasswordChanged } from "~/features/people/security-news.server";
import { audit } from "~/platform/audit.server";
import { realNow } from "~/platform/clock.server";
import { endSessions, setPending, type Pending } from "~/platform/session.server";
import { transact } from "~/platform/transact.server";

/**
 * Changes somebody's own password and ends all other sessions. Wrong current passwords count to the lock. `overtaken`:
 * another change came in between. Returns what the session still has to do.
 */
export async function changePassword(asked: {
  personId: string;
  session: string;
  current: string;
  password: string;
  demo: boolean;
  requestId: string;
}): Promise<
  | { refusal: "wrong" | "locked" | "overtaken" | NewPasswordRefusal }
  | { refusal: null; pending: Pending | null }
> {
  const { personId, session, requestId } = asked;
  const right = await checkOwnPassword(personId, asked.current);
  const act = {
    actorId: personId,
    action: "account.change-password" as const,
    subject: `person:${personId}`,
    requestId,
  };
  const prepared = right ? await preparePassword(personId, asked.password) : { refusal: "wrong" as const };
  if ("refusal" in prepared && prepared.refusal !== "wrong") return prepared;
  return transact(async (tx) => {
    const locked = (await lockState(tx, personId)).locked;
    if (locked || "refusal" in prepared) {
      const refusal = locked ? "locked" : await countFailure(tx, personId);
      if (refusal === "locked") await tellLocked(tx, personId);
      await audit(tx, { ...act, outcome: "refused", detail: { reason: refusal } });
      return { refusal };
    }
    const at = realNow();
    if (!(await setPassword(tx, personId, prepared.ready, at))) return { refusal: "overtaken" as const };
    await clearFailures(tx, personId);
    const ended = await endSessions(tx, personId, { except: session });
    const pending = await pendingFor(tx, personId, { showedFactor: true, demo: asked.demo });
    await setPending(tx, personId, pending, { only: session });
    await audit(tx, { ...act, detail: { endedSessions: ended } });
    await tellPasswordChanged(tx, personId, at);
    return { refusal: null, pending };
  });
}
