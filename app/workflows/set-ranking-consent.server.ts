import { setRankingConsent as set } from "~/features/people/consent.server";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { transact } from "~/platform/transact.server";

/** Lets the name be shown in public rankings, or takes that back. */
export async function setRankingConsent(personId: string, give: boolean, requestId: string): Promise<void> {
  await transact(async (tx) => {
    if (!(await set(tx, personId, give, now()))) return;
    const action = give ? "consent.give" : "consent.withdraw";
    await audit(tx, { actorId: personId, action, subject: "consent:public-ranking", requestId });
  });
}
