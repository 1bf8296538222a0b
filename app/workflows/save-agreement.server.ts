import {
  agreementSubject,
  saveAgreement as save,
  type AgreementFields,
} from "~/features/people/agreements.server";
import type { AgreementRefusal } from "~/features/people/rules/agreement";
import { unitsLock } from "~/features/people/units.server";
import { civilDate } from "~/lib/dates";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import type { ReceivedFile } from "~/platform/multipart.server";
import { lock, transact } from "~/platform/transact.server";
import { keepUpload } from "~/platform/uploads.server";

export type SavedAgreement = { refusal: AgreementRefusal } | { agreementId: string };

/**
 * HR enters an agreement with a partner, or changes one, with a document when one was sent. Entering the same again
 * changes nothing. Null when there is no such partner or agreement.
 */
export async function saveAgreement(asked: {
  actorId: string;
  partnerId: string;
  /** Null enters a new one. */
  agreementId: string | null;
  fields: AgreementFields;
  file: ReceivedFile | null;
  requestId: string;
}): Promise<SavedAgreement | null> {
  const { actorId, partnerId, file, requestId, fields } = asked;
  return transact(
    async (tx): Promise<SavedAgreement | null> => {
      await lock(tx, unitsLock);
      const saved = await save(tx, { ...asked, today: civilDate(now()) });
      if (!saved || "refusal" in saved) return saved;
      const { agreementId, change } = saved;
      const subject = agreementSubject(agreementId);
      if (change !== "none") {
        const { number, startsOn, endsOn } = fields;
        const detail = { partner: partnerId, number, startsOn, endsOn };
        const action = change === "new" ? "agreement.enter" : "agreement.change";
        await audit(tx, { actorId, action, subject, detail, requestId });
      }
      if (file) {
        const { uploadId, isNew } = await keepUpload(tx, file, { ownerId: actorId, subject });
        const detail = { upload: uploadId, name: file.name, sha256: file.sha256 };
        if (isNew) await audit(tx, { actorId, action: "agreement.add-document", subject, detail, requestId });
      }
      return { agreementId };
    },
    { isolation: "ReadCommitted" },
  );
}
