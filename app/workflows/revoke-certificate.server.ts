import { withdrawHours } from "~/features/certification/withdraw-hours.server";
import { completionKey, revokeCertificate as revoke } from "~/features/courses/course-certificate.server";
import { revokeRefusal, type RevokeRefusal } from "~/features/courses/rules/revoke-certificate";
import { cancelEvent } from "~/features/incentives/cancel-event.server";
import { isWithin } from "~/features/people/person-scope.server";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { notify } from "~/platform/notifications.server";
import { lock, transact } from "~/platform/transact.server";

/**
 * HR takes a course certificate back: its minutes and its points no longer count, and the person is told. Doing it again
 * changes nothing. Null for a certificate of somebody beyond `units`, or none.
 */
export async function revokeCertificate(asked: {
  actorId: string;
  units: readonly string[];
  number: string;
  reason: string;
  requestId: string;
}): Promise<{ refusal: RevokeRefusal | null } | null> {
  const { actorId, units, number, reason, requestId } = asked;
  return transact(
    async (tx) => {
      await lock(tx, `certificate:${number}`);
      const certificate = await tx.courseCertificate.findUnique({ where: { number } });
      const at = now();
      if (!certificate || !(await isWithin(tx, certificate.personId, units, at))) return null;
      const { personId, title } = certificate;
      const refusal = revokeRefusal({ actorId, personId });
      if (refusal) return { refusal };
      if (!(await revoke(tx, number, { by: actorId, reason, at }))) return { refusal: null };
      const key = completionKey(certificate);
      const minutes = await withdrawHours(tx, key, at);
      const points = await cancelEvent(tx, key, { certificate: number }, at);
      await audit(tx, {
        actorId,
        action: "certificate.revoke",
        subject: `certificate:${number}`,
        detail: { person: personId, minutes, points, reason },
        requestId,
      });
      await notify(tx, {
        kind: "certificate.revoked",
        params: { title, minutes, points },
        personIds: [personId],
        key: `certificate:${number}`,
        link: `/certificates/${number}`,
      });
      return { refusal: null };
    },
    { isolation: "ReadCommitted" },
  );
}
