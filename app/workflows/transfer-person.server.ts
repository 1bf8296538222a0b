import { employment, lockPerson, transferPerson as transfer } from "~/features/people/employment.server";
import { keeps, keepsUnit, type Keeper } from "~/features/people/person-scope.server";
import type { TransferRefusal } from "~/features/people/rules/employment";
import { unitNames } from "~/features/people/unit-tree.server";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { notify, type Telling } from "~/platform/notifications.server";
import { transact } from "~/platform/transact.server";

/**
 * Another post from a day on, which may lie ahead. Asked a second time it is the same post, and nothing changes. Null for
 * somebody whose record is not theirs to write.
 */
export async function transferPerson(asked: {
  by: Keeper;
  personId: string;
  unitId: string;
  title: string;
  from: string;
  requestId: string;
}): Promise<{ refusal: TransferRefusal | null } | null> {
  const { by, personId, unitId, title, from, requestId } = asked;
  return transact(
    async (tx) => {
      await lockPerson(tx, personId);
      const at = now();
      if (!(await keeps(tx, by, personId, at))) return null;
      if (!(await keepsUnit(tx, by, unitId))) return { refusal: "unit-unknown" };
      const { posts } = await employment(tx, personId);
      const done = await transfer(tx, personId, unitId, title, from, at);
      if (done.refusal !== null) return done;
      const old = posts[posts.length - 1];
      await audit(tx, {
        actorId: by.personId,
        action: "person.transfer",
        subject: `person:${personId}`,
        detail: {
          fromUnit: old?.unitId ?? null,
          fromTitle: old?.title ?? null,
          toUnit: unitId,
          toTitle: title,
          from,
        },
        requestId,
      });
      const unit = (await unitNames(tx, [unitId])).get(unitId);
      await notify(tx, transferNews(personId, done.postId, unit, from));
      return { refusal: null };
    },
    { isolation: "ReadCommitted" },
  );
}

/** What somebody is told of the own transfer, by hand or by import. */
export function transferNews(
  personId: string,
  postId: string,
  unit: { name: string; nameEn: string } | undefined,
  from: string,
): Telling {
  return {
    kind: "person.transferred",
    params: { unit: unit?.name ?? "", unitEn: unit?.nameEn ?? "", from },
    personIds: [personId],
    key: `person.transferred/${postId}`,
    link: "/me",
  };
}
