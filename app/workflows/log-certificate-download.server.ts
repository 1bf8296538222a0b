import { audit } from "~/platform/audit.server";
import { transact } from "~/platform/transact.server";

/** Says who took somebody else's certificate, before it is handed over. */
export async function logCertificateDownload(asked: {
  actorId: string;
  personId: string;
  number: string;
  requestId: string;
}): Promise<void> {
  const { actorId, personId, number, requestId } = asked;
  const subject = `certificate:${number}`;
  await transact((tx) =>
    audit(tx, { actorId, action: "certificate.download", subject, detail: { person: personId }, requestId }),
  );
}
