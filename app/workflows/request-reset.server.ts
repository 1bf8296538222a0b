import { setTimeout as sleep } from "node:timers/promises";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { makeLink } from "~/features/people/account-links.server";
import { needsSecondFactor } from "~/features/people/rules/second-factor";
import { audit } from "~/platform/audit.server";
import { mailSetUp } from "~/platform/mail.server";
import { notify } from "~/platform/notifications.server";
import { hasLeft } from "~/platform/session.server";
import { lock, transact } from "~/platform/transact.server";

/** A district may share an address; an account needs few mails. */
const byAddress = new RateLimiterMemory({ points: 30, duration: 15 * 60 });
const byNumber = new RateLimiterMemory({ points: 3, duration: 15 * 60 });

/** Longer than any of the ways through it takes, so that the time does not tell whether a number exists. */
const answersAfterMs = 600;

/**
 * Sends a link for a new password to who has an e-mail address here. The answer is the same for everybody, known or
 * not, and takes as long; `too-many` depends on the asking address alone.
 */
export async function requestReset(asked: {
  employeeNo: string;
  address: string;
  demo: boolean;
  requestId: string;
}): Promise<"too-many" | null> {
  if (!(await allowed(byAddress, asked.address))) return "too-many";
  const wait = sleep(answersAfterMs);
  if (await allowed(byNumber, asked.employeeNo)) await send(asked);
  await wait;
  return null;
}

async function send(asked: { employeeNo: string; demo: boolean; requestId: string }): Promise<void> {
  const { employeeNo, demo, requestId } = asked;
  await transact(
    async (tx) => {
      await lock(tx, `account-number:${employeeNo}`);
      const account = await tx.account.findUnique({
        where: { employeeNo },
        include: { person: { include: { grants: { where: { endedAt: null } } } } },
      });
      // Others can change a mail address: who must have a second factor and has none yet needs more than that.
      const open =
        !demo &&
        account?.totpConfirmedAt === null &&
        needsSecondFactor(account.person.grants.map(({ role }) => role));
      const reason = !account
        ? "unknown"
        : account.passwordHash === null
          ? "no-password"
          : hasLeft(account.person.leftOn)
            ? "left"
            : account.person.email === "" || mailSetUp() === null
              ? "no-mail"
              : open
                ? "no-factor"
                : null;
      await audit(tx, {
        actorId: null,
        action: "account.request-reset",
        subject: account ? `person:${account.personId}` : "account:unknown",
        outcome: reason ? "refused" : "done",
        detail: { reason },
        requestId,
      });
      if (!account || reason) return;
      const { personId } = account;
      const { secret, expiresAt } = await makeLink(tx, {
        purpose: "reset",
        accountId: personId,
        createdBy: null,
      });
      const until = expiresAt.toISOString();
      await notify(tx, {
        kind: "account.link",
        params: { purpose: "reset", until },
        personIds: [personId],
        key: `account.link/${until}`,
        secret: () => `/link/${secret}`,
      });
    },
    { isolation: "ReadCommitted" },
  );
}

async function allowed(limit: RateLimiterMemory, key: string): Promise<boolean> {
  try {
    await limit.consume(key);
    return true;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return false;
    throw refused;
  }
}
