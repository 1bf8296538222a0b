import { fileCorrection as file, hrOf } from "~/features/people/corrections.server";
import { lockPerson } from "~/features/people/employment.server";
import {
  normaliseWanted,
  wantedRefusal,
  type CorrectionField,
  type WantedRefusal,
} from "~/features/people/rules/correction";
import { hasLongNumber } from "~/features/people/rules/long-number";
import { civilDate } from "~/lib/dates";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { notify } from "~/platform/notifications.server";
import { transact } from "~/platform/transact.server";

export type FilingRefusal = WantedRefusal | "reason-number" | "open";

/**
 * Somebody says what is wrong with what is held about them, and HR is told. One open request for each field: sent
 * twice, it is there once.
 */
export async function fileCorrection(asked: {
  personId: string;
  name: string;
  field: CorrectionField;
  wanted: string;
  reason: string;
  requestId: string;
}): Promise<{ refusal: FilingRefusal | null }> {
  const { personId, field, reason, requestId } = asked;
  const wanted = normaliseWanted(field, asked.wanted);
  return transact(
    async (tx) => {
      await lockPerson(tx, personId);
      const at = now();
      const refusal = wantedRefusal(field, wanted, civilDate(at));
      if (refusal) return { refusal };
      if (hasLongNumber(reason)) return { refusal: "reason-number" };
      const filed = await file(tx, { personId, field, wanted, reason, at });
      if ("refusal" in filed) return filed;
      const personIds = (await hrOf(tx, personId, at)).filter((id) => id !== personId);
      await notify(tx, {
        personIds,
        kind: "correction.filed",
        key: `correction.filed:${filed.id}`,
        params: { person: asked.name },
        link: "/desk/corrections",
      });
      await audit(tx, {
        actorId: personId,
        action: "correction.file",
        subject: `correction:${filed.id}`,
        detail: { field },
        requestId,
      });
      return { refusal: null };
    },
    { isolation: "ReadCommitted" },
  );
}
