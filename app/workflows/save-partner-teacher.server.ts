import { savePartnerTeacher as save, type TeacherFields } from "~/features/people/partnership.server";
import type { PartnershipRefusal } from "~/features/people/rules/partnership";
import { unitsLock } from "~/features/people/units.server";
import { civilDate } from "~/lib/dates";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { lock, transact } from "~/platform/transact.server";

/** HR enters a shared teacher of a partner, or changes one. The same again changes nothing. Null when there is none. */
export async function savePartnerTeacher(asked: {
  actorId: string;
  partnerId: string;
  /** Null enters a new one. */
  teacherId: string | null;
  fields: TeacherFields;
  requestId: string;
}): Promise<{ refusal: PartnershipRefusal | null } | null> {
  const { actorId, partnerId, fields, requestId } = asked;
  return transact(
    async (tx) => {
      await lock(tx, unitsLock);
      const saved = await save(tx, { ...asked, today: civilDate(now()) });
      if (!saved || "refusal" in saved) return saved;
      const action = saved.change === "new" ? "partner-teacher.enter" : "partner-teacher.change";
      const detail = { partner: partnerId, startsOn: fields.startsOn, endsOn: fields.endsOn };
      const subject = `partner-teacher:${saved.id}`;
      if (saved.change !== "none") await audit(tx, { actorId, action, subject, detail, requestId });
      return { refusal: null };
    },
    { isolation: "ReadCommitted" },
  );
}
