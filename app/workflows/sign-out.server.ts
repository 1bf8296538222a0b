import { audit } from "~/platform/audit.server";
import { endSession } from "~/platform/session.server";
import { transact } from "~/platform/transact.server";

/** Ends the session and returns the cookie that removes it. */
export async function signOut(asked: {
  personId: string;
  cookieHeader: string | null;
  secure: boolean;
  requestId: string;
}): Promise<string> {
  return transact(async (tx) => {
    await audit(tx, {
      actorId: asked.personId,
      action: "account.sign-out",
      subject: `person:${asked.personId}`,
      requestId: asked.requestId,
    });
    return endSession(tx, asked.cookieHeader, asked.secure);
  });
}
