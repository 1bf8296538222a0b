import { agreementSubject } from "~/features/people/agreements.server";
import { audit } from "~/platform/audit.server";
import { transact } from "~/platform/transact.server";
import { releaseUpload } from "~/platform/uploads.server";

/**
 * HR takes a document from an agreement; its bytes go with the next sweep when nothing else refers to them. Once gone
 * it is gone: a second time changes nothing. False when there is no such agreement.
 */
export async function removeAgreementDocument(asked: {
  actorId: string;
  partnerId: string;
  agreementId: string;
  uploadId: string;
  requestId: string;
}): Promise<boolean> {
  const { actorId, partnerId, agreementId, uploadId, requestId } = asked;
  return transact(async (tx) => {
    if (!(await tx.agreement.findFirst({ where: { id: agreementId, partnerId } }))) return false;
    const subject = agreementSubject(agreementId);
    const upload = await tx.upload.findUnique({ where: { id: uploadId } });
    if (upload && (await releaseUpload(tx, uploadId, subject))) {
      const detail = { upload: uploadId, name: upload.name, sha256: upload.sha256 };
      await audit(tx, { actorId, action: "agreement.remove-document", subject, detail, requestId });
    }
    return true;
  });
}
