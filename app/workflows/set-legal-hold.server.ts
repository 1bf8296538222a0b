import { lockPerson } from "~/features/people/employment.server";
import { setLegalHold as set } from "~/features/people/erase.server";
import { isWithin } from "~/features/people/person-scope.server";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { transact } from "~/platform/transact.server";

/** Forbids to erase somebody as long as the reason holds; an empty one lifts it. Null when not in these units. */
export async function setLegalHold(asked: {
  actorId: string;
  within: readonly string[];
  personId: string;
  hold: string;
  requestId: string;
}): Promise<{ changed: boolean } | null> {
  const { actorId, within, personId, hold, requestId } = asked;
  return transact(
    async (tx) => {
      await lockPerson(tx, personId);
      if (!(await isWithin(tx, personId, within, now()))) return null;
      if (!(await set(tx, personId, hold))) return { changed: false };
      await audit(tx, {
        actorId,
        action: hold ? "person.hold" : "person.release",
        subject: `person:${personId}`,
        detail: hold ? { reason: hold } : {},
        requestId,
      });
      return { changed: true };
    },
    { isolation: "ReadCommitted" },
  );
}
