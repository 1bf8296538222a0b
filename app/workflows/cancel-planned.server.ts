import { cancelPlanned as cancel, employment, lockPerson } from "~/features/people/employment.server";
import { keeps, type Keeper } from "~/features/people/person-scope.server";
import type { CancelRefusal } from "~/features/people/rules/employment";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { transact } from "~/platform/transact.server";

/** Takes back a transfer or a leaving that lies ahead. Places that were given back stay with those who have them. Null out of reach. */
export async function cancelPlanned(asked: {
  by: Keeper;
  personId: string;
  what: "transfer" | "leaving";
  requestId: string;
}): Promise<{ refusal: CancelRefusal | null } | null> {
  const { by, personId, what, requestId } = asked;
  return transact(
    async (tx) => {
      await lockPerson(tx, personId);
      const at = now();
      if (!(await keeps(tx, by, personId, at))) return null;
      const { leftOn, posts } = await employment(tx, personId);
      const done = await cancel(tx, personId, what, at);
      if (done.refusal) return done;
      const ahead = posts[posts.length - 1];
      await audit(tx, {
        actorId: by.personId,
        action: `person.cancel-${what}`,
        subject: `person:${personId}`,
        detail:
          what === "leaving"
            ? { lastDay: leftOn }
            : { unit: ahead?.unitId ?? null, from: ahead?.startsOn ?? null },
        requestId,
      });
      return done;
    },
    { isolation: "ReadCommitted" },
  );
}
