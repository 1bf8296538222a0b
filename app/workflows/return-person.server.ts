import { lockPerson, returnPerson as comeBack } from "~/features/people/employment.server";
import type { ReturnRefusal } from "~/features/people/rules/employment";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { transact } from "~/platform/transact.server";

/** Somebody who has left comes back: the same person, number and record, with the worker's role alone. */
export async function returnPerson(asked: {
  actorId: string;
  personId: string;
  unitId: string;
  title: string;
  from: string;
  requestId: string;
}): Promise<{ refusal: ReturnRefusal | null }> {
  const { actorId, personId, unitId, title, from, requestId } = asked;
  return transact(
    async (tx) => {
      await lockPerson(tx, personId);
      const done = await comeBack(tx, personId, { unitId, title, from }, now());
      if (done.refusal) return done;
      await audit(tx, {
        actorId,
        action: "person.return",
        subject: `person:${personId}`,
        detail: { unit: unitId, title, from },
        requestId,
      });
      return done;
    },
    { isolation: "ReadCommitted" },
  );
}
