import { lockPerson, returnPerson as comeBack } from "~/features/people/employment.server";
import { keeps, keepsUnit, type Keeper } from "~/features/people/person-scope.server";
import type { ReturnRefusal } from "~/features/people/rules/employment";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { transact } from "~/platform/transact.server";

/** Somebody who has left comes back: the same person, number and record, with the worker's role alone. Null out of reach. */
export async function returnPerson(asked: {
  by: Keeper;
  personId: string;
  unitId: string;
  title: string;
  from: string;
  requestId: string;
}): Promise<{ refusal: ReturnRefusal | null } | null> {
  const { by, personId, unitId, title, from, requestId } = asked;
  return transact(
    async (tx) => {
      await lockPerson(tx, personId);
      const at = now();
      if (!(await keeps(tx, by, personId, at))) return null;
      if (!(await keepsUnit(tx, by, unitId))) return { refusal: "unit-unknown" };
      const done = await comeBack(tx, personId, { unitId, title, from }, at);
      if (done.refusal) return done;
      await audit(tx, {
        actorId: by.personId,
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
