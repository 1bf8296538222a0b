import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { admit, checkPassword, type SignInOutcome } from "~/features/people/authenticate.server";
import { tellLocked, tellNewDevice } from "~/features/people/security-news.server";
import { audit } from "~/platform/audit.server";
import type { Tx } from "~/platform/store.server";
import { startSession, type Pending } from "~/platform/session.server";
import { lock, transact } from "~/platform/transact.server";

/**
 * Failed tries of one address: 60 in five minutes. A whole district may share an address, so the limit is wide; the
 * narrow one is the lock of the account, in the database.
 */
const tries = new RateLimiterMemory({ points: 60, duration: 5 * 60 });

export interface SignIn {
  employeeNo: string;
  password: string;
  device: string;
  address: string;
  secure: boolean;
  demo: boolean;
  requestId: string;
}

/**
 * Signs in, or says why not. Success and refusals leave an audit row, except that of too many tries: a flood shall not
 * fill the log. A session with something `pending` reaches nothing but the page for it.
 */
export async function signIn(
  asked: SignIn,
): Promise<
  | Exclude<SignInOutcome, { refusal: null }>
  | { refusal: "too-many" }
  | { cookie: string; personId: string; pending: Pending | null }
> {
  try {
    await tries.consume(asked.address);
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return { refusal: "too-many" };
    throw refused;
  }
  const { device, address, secure, demo, requestId } = asked;
  const { personId, right } = await checkPassword(asked.employeeNo, asked.password);
  const work = async (tx: Tx) => {
    if (personId !== null) await lock(tx, `account:${personId}`);
    const outcome: SignInOutcome =
      personId === null ? { refusal: "wrong" } : await admit(tx, personId, right, demo);
    await audit(tx, {
      actorId: personId,
      action: "account.sign-in",
      subject: personId === null ? "account:unknown" : `person:${personId}`,
      outcome: outcome.refusal ? "refused" : "done",
      detail: { reason: outcome.refusal, device },
      requestId,
    });
    if (outcome.refusal === null && personId !== null) await tellNewDevice(tx, personId, device);
    if (outcome.refusal === "locked" && personId !== null) await tellLocked(tx, personId);
    if (outcome.refusal !== null || personId === null)
      return outcome.refusal === null ? { refusal: "wrong" as const } : outcome;
    const { pending } = outcome;
    return {
      cookie: await startSession(tx, { personId, secure, pending, device, address }),
      personId,
      pending,
    };
  };
  const signedIn = await transact(work, { isolation: "ReadCommitted" });
  // Only failures use the address up: a whole district may come from one.
  if ("cookie" in signedIn) await tries.reward(asked.address);
  return signedIn;
}
