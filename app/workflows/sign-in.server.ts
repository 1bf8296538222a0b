import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { checkPassword, recordSignIn, type SignInRefusal } from "~/features/people/authenticate.server";
import { audit } from "~/platform/audit.server";
import { startSession } from "~/platform/session.server";
import { transact } from "~/platform/transact.server";

/**
 * Failed tries of one address: 60 in five minutes. A whole district may share an address, so the limit is wide; the
 * narrow one is the lock of the account, in the database.
 */
const tries = new RateLimiterMemory({ points: 60, duration: 5 * 60 });

export interface SignIn {
  employeeNo: string;
  password: string;
  address: string;
  secure: boolean;
  requestId: string;
}

/**
 * Signs in, or says why not. Success and refusals leave an audit row, except that of too many tries: a flood shall not
 * fill the log.
 */
export async function signIn(
  asked: SignIn,
): Promise<{ refusal: SignInRefusal | "too-many" } | { cookie: string; personId: string }> {
  try {
    await tries.consume(asked.address);
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return { refusal: "too-many" };
    throw refused;
  }
  const { personId, right } = await checkPassword(asked.employeeNo, asked.password);
  const signedIn = await transact(async (tx) => {
    const refusal = personId === null ? "wrong" : await recordSignIn(tx, personId, right);
    await audit(tx, {
      actorId: personId,
      action: "account.sign-in",
      subject: personId === null ? "account:unknown" : `person:${personId}`,
      outcome: refusal ? "refused" : "done",
      detail: { reason: refusal },
      requestId: asked.requestId,
    });
    if (refusal || personId === null) return { refusal: refusal ?? "wrong" };
    return { cookie: await startSession(tx, personId, asked.secure), personId };
  });
  // Only failures use the address up: a whole district may come from one.
  if ("cookie" in signedIn) await tries.reward(asked.address);
  return signedIn;
}
