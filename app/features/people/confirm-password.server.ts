import type { Tx } from "~/platform/store.server";
import { countFailure, lockState } from "./authenticate.server";
import { tellLocked } from "./security-news.server";

/**
 * After `checkOwnPassword`: a wrong password counts to the account's lock, and a locked account confirms nothing.
 * Null when the act may go on.
 */
export async function confirmPassword(
  tx: Tx,
  personId: string,
  right: boolean,
): Promise<"wrong" | "locked" | null> {
  if ((await lockState(tx, personId)).locked) return "locked";
  if (right) return null;
  const refusal = await countFailure(tx, personId);
  if (refusal === "locked") await tellLocked(tx, personId);
  return refusal;
}
