import { pendingFor } from "~/features/people/authenticate.server";
import { needsSecondFactor } from "~/features/people/rules/second-factor";
import {
  beginSecondFactor,
  confirmSecondFactor,
  newRecoveryCodes,
  removeSecondFactor,
  showSecondFactor,
  type FactorRefusal,
} from "~/features/people/second-factor.server";
import { tellLocked } from "~/features/people/security-news.server";
import { audit } from "~/platform/audit.server";
import { endSessions, setPending, type Pending } from "~/platform/session.server";
import type { Tx } from "~/platform/store.server";
import { lock, transact } from "~/platform/transact.server";

interface Asked {
  personId: string;
  session: string;
  demo: boolean;
  requestId: string;
}

/** Makes the secret of a second factor; it counts once a code of it has been shown. */
export async function beginOwnSecondFactor({ personId, requestId }: Asked): Promise<void> {
  await transact(async (tx) => {
    if (!(await beginSecondFactor(tx, personId))) return;
    await tell(tx, personId, "begin-second-factor", null, requestId);
  });
}

/**
 * Confirms it by a code and returns the recovery codes, once. All other sessions end, since none of them has shown it;
 * this one goes on with `leaveSecondFactor`, after the codes have been read.
 */
export async function confirmOwnSecondFactor(
  asked: Asked & { code: string },
): Promise<{ refusal: "none" | "wrong" | "locked" } | { codes: string[] }> {
  const { personId, session, requestId } = asked;
  const work = async (tx: Tx) => {
    // A sign-in that comes at the same moment either starts its session before this, or asks for the second factor.
    await lock(tx, `account:${personId}`);
    const confirmed = await confirmSecondFactor(tx, personId, asked.code);
    if ("refusal" in confirmed) {
      await tell(tx, personId, "set-up-second-factor", confirmed.refusal, requestId);
      return confirmed;
    }
    const endedSessions = await endSessions(tx, personId, { except: session });
    await tell(tx, personId, "set-up-second-factor", null, requestId, { endedSessions });
    return confirmed;
  };
  return transact(work, { isolation: "ReadCommitted" });
}

/** Leads a session on that was to set up a second factor, once that is done. Returns what it still has to do. */
export async function leaveSecondFactor({ personId, session, demo }: Asked): Promise<Pending | null> {
  return transact(async (tx) => {
    const pending = await pendingFor(tx, personId, { showedFactor: true, demo });
    await setPending(tx, personId, pending, { only: session });
    return pending;
  });
}

/** New recovery codes for a code of the second factor; the old ones count no longer. */
export async function renewRecoveryCodes(
  asked: Asked & { code: string },
): Promise<{ refusal: FactorRefusal } | { codes: string[] }> {
  const { personId, requestId } = asked;
  return transact(async (tx) => {
    const shown = await showSecondFactor(tx, personId, asked.code);
    await tell(tx, personId, "new-recovery-codes", "refusal" in shown ? shown.refusal : null, requestId);
    return "refusal" in shown ? shown : { codes: await newRecoveryCodes(tx, personId) };
  });
}

/** Removes the second factor for one of its codes; refused while a role demands it. */
export async function removeOwnSecondFactor(
  asked: Asked & { code: string },
): Promise<FactorRefusal | "demanded" | null> {
  const { personId, demo, requestId } = asked;
  return transact(async (tx) => {
    const grants = await tx.roleGrant.findMany({ where: { personId, endedAt: null } });
    const demanded = !demo && needsSecondFactor(grants.map(({ role }) => role));
    const shown = demanded
      ? { refusal: "demanded" as const }
      : await showSecondFactor(tx, personId, asked.code);
    const refusal = "refusal" in shown ? shown.refusal : null;
    if (!refusal) await removeSecondFactor(tx, personId);
    await tell(tx, personId, "remove-second-factor", refusal, requestId);
    return refusal;
  });
}

type FactorAct = `${"begin" | "set-up" | "remove"}-second-factor` | "new-recovery-codes";

async function tell(
  tx: Tx,
  personId: string,
  act: FactorAct,
  refusal: string | null,
  requestId: string,
  detail: { endedSessions?: number } = {},
) {
  await audit(tx, {
    actorId: personId,
    action: `account.${act}`,
    subject: `person:${personId}`,
    outcome: refusal ? "refused" : "done",
    detail: refusal ? { reason: refusal } : detail,
    requestId,
  });
  if (refusal === "locked") await tellLocked(tx, personId);
}
