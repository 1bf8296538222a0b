import { savePracticeBase as save, type BaseFields } from "~/features/people/partnership.server";
import type { PartnershipRefusal } from "~/features/people/rules/partnership";
import { unitsLock } from "~/features/people/units.server";
import { civilDate } from "~/lib/dates";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { lock, transact } from "~/platform/transact.server";

/**
 * HR enters a practice base of a partner, or changes one. The same again changes nothing. Null when there is no such
 * partner or base, or when its unit is not one of `hosts`.
 */
export async function savePracticeBase(asked: {
  actorId: string;
  partnerId: string;
  /** Null enters a new one. */
  baseId: string | null;
  /** The units in which this person may place one. */
  hosts: readonly string[];
  fields: BaseFields;
  requestId: string;
}): Promise<{ refusal: PartnershipRefusal | null } | null> {
  const { actorId, partnerId, fields, requestId } = asked;
  return transact(
    async (tx) => {
      await lock(tx, unitsLock);
      const saved = await save(tx, { ...asked, today: civilDate(now()) });
      if (!saved || "refusal" in saved) return saved;
      const action = saved.change === "new" ? "practice-base.enter" : "practice-base.change";
      const { unitId: unit, places, startsOn, endsOn } = fields;
      const detail = { partner: partnerId, unit, places, startsOn, endsOn };
      const subject = `practice-base:${saved.id}`;
      if (saved.change !== "none") await audit(tx, { actorId, action, subject, detail, requestId });
      return { refusal: null };
    },
    { isolation: "ReadCommitted" },
  );
}
