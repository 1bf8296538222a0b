import { isWithin } from "~/features/people/person-scope.server";
import type { SecretKind } from "~/features/people/rules/secret";
import { readSecret } from "~/features/people/secrets.server";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { transact } from "~/platform/transact.server";

/**
 * Shows an ID number or a payee account in full to somebody who says why. The row in the log is written before the
 * text leaves, in the same transaction: without the row nothing is shown. Null when the person is not in these units or
 * has no such secret.
 */
export async function revealSecret(asked: {
  actorId: string;
  within: readonly string[];
  personId: string;
  kind: SecretKind;
  reason: string;
  requestId: string;
}): Promise<string | null> {
  const { actorId, within, personId, kind, reason, requestId } = asked;
  return transact(async (tx) => {
    if (!(await isWithin(tx, personId, within, now()))) return null;
    const text = await readSecret(tx, personId, kind);
    if (text === null) return null;
    await audit(tx, {
      actorId,
      action: "secret.reveal",
      subject: `person:${personId}`,
      detail: { kind, reason },
      requestId,
    });
    return text;
  });
}
