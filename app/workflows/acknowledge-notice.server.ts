import { setConsent } from "~/features/people/consent.server";
import { isNoticeVersion } from "~/features/people/notice-files.server";
import { acknowledged } from "~/features/people/rules/notice";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { transact } from "~/platform/transact.server";

/** Somebody has read this version of the notice. False when there is no such version. */
export async function acknowledgeNotice(asked: {
  personId: string;
  version: string;
  requestId: string;
}): Promise<boolean> {
  const { personId, version, requestId } = asked;
  if (!(await isNoticeVersion(acknowledged, version))) return false;
  await transact(async (tx) => {
    if (!(await setConsent(tx, { personId, purpose: acknowledged, version, give: true, at: now() }))) return;
    await audit(tx, {
      actorId: personId,
      action: "notice.acknowledge",
      subject: `person:${personId}`,
      detail: { version },
      requestId,
    });
  });
  return true;
}
