import { forgetNumbers } from "~/features/certification/forget-numbers.server";
import { closeCorrection, openErasure } from "~/features/people/corrections.server";
import { lockPerson } from "~/features/people/employment.server";
import { erasePerson as erase, leaver } from "~/features/people/erase.server";
import { isWithin } from "~/features/people/person-scope.server";
import { erasureRefusal, type ErasureRefusal } from "~/features/people/rules/erasure";
import { civilDate } from "~/lib/dates";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { forgetNotifications } from "~/platform/forget-notifications.server";
import { transact } from "~/platform/transact.server";

/**
 * Erases the identity of somebody who left long enough ago. Ledger, log, attendances and hours stay under the
 * pseudonymous id, so no figure moves. Null when the person is not in these units.
 */
export async function erasePerson(asked: {
  actorId: string;
  within: readonly string[];
  personId: string;
  requestId: string;
}): Promise<{ refusal: ErasureRefusal | null } | null> {
  const { actorId, within, personId, requestId } = asked;
  return transact(
    async (tx) => {
      await lockPerson(tx, personId);
      const at = now();
      const facts = await leaver(tx, personId);
      if (!facts || !(await isWithin(tx, personId, within, at))) return null;
      const refusal = erasureRefusal(facts, civilDate(at));
      if (refusal) return { refusal };
      const asking = await openErasure(tx, personId);
      if (asking) {
        const decided = { decidedBy: actorId, decidedAt: at, answer: "" };
        await closeCorrection(tx, asking.id, { state: "accepted", ...decided });
      }
      await erase(tx, personId, at);
      await forgetNumbers(tx, personId);
      const requests = await tx.correctionRequest.findMany({ where: { personId }, select: { id: true } });
      await forgetNotifications(
        tx,
        personId,
        requests.map(({ id }) => `correction.filed:${id}`),
      );
      await audit(tx, { actorId, action: "person.erase", subject: `person:${personId}`, requestId });
      return { refusal: null };
    },
    { isolation: "ReadCommitted" },
  );
}
