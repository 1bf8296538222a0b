import { agreementSubject, endAgreement as end } from "~/features/people/agreements.server";
import type { EndRefusal } from "~/features/people/rules/agreement";
import { unitsLock } from "~/features/people/units.server";
import { civilDate } from "~/lib/dates";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { lock, transact } from "~/platform/transact.server";

/** HR ends an agreement early; `day` is its last. Ending twice changes nothing. Null when there is none. */
export async function endAgreement(asked: {
  actorId: string;
  partnerId: string;
  agreementId: string;
  day: string;
  requestId: string;
}): Promise<{ refusal: EndRefusal | null } | null> {
  const { actorId, agreementId, day, requestId } = asked;
  return transact(
    async (tx) => {
      await lock(tx, unitsLock);
      const ended = await end(tx, { ...asked, today: civilDate(now()) });
      if (!ended) return null;
      if ("refusal" in ended) return ended;
      const subject = agreementSubject(agreementId);
      if (ended.isNew)
        await audit(tx, { actorId, action: "agreement.end", subject, detail: { lastDay: day }, requestId });
      return { refusal: null };
    },
    { isolation: "ReadCommitted" },
  );
}
