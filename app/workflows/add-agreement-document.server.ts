import { agreementSubject } from "~/features/people/agreements.server";
import { unitsLock } from "~/features/people/units.server";
import { audit } from "~/platform/audit.server";
import type { ReceivedFile } from "~/platform/multipart.server";
import { lock, transact } from "~/platform/transact.server";
import { keepUpload } from "~/platform/uploads.server";

/** HR adds a document to an agreement; the same bytes again change nothing. False when there is no such agreement. */
export async function addAgreementDocument(asked: {
  actorId: string;
  partnerId: string;
  agreementId: string;
  file: ReceivedFile;
  requestId: string;
}): Promise<boolean> {
  const { actorId, partnerId, agreementId, file, requestId } = asked;
  return transact(
    async (tx) => {
      await lock(tx, unitsLock);
      if (!(await tx.agreement.findFirst({ where: { id: agreementId, partnerId } }))) return false;
      const subject = agreementSubject(agreementId);
      const { uploadId, isNew } = await keepUpload(tx, file, { ownerId: actorId, subject });
      const detail = { upload: uploadId, name: file.name, sha256: file.sha256 };
      if (isNew) await audit(tx, { actorId, action: "agreement.add-document", subject, detail, requestId });
      return true;
    },
    { isolation: "ReadCommitted" },
  );
}
