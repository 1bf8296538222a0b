import { setConsent as set } from "~/features/people/consent.server";
import { noticeInForce } from "~/features/people/notice-files.server";
import type { OptionalPurpose } from "~/features/people/rules/notice";
import { civilDate } from "~/lib/dates";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { transact } from "~/platform/transact.server";

/** Allows an optional use of one's data by the text in force, or takes that back, at once. */
export async function setConsent(
  personId: string,
  purpose: OptionalPurpose,
  give: boolean,
  requestId: string,
): Promise<void> {
  const { version } = await noticeInForce(purpose, civilDate(now()), "zh");
  await transact(async (tx) => {
    if (!(await set(tx, { personId, purpose, version, give, at: now() }))) return;
    const action = give ? "consent.give" : "consent.withdraw";
    const subject = `consent:${purpose}`;
    await audit(tx, { actorId: personId, action, subject, detail: give ? { version } : {}, requestId });
  });
}
