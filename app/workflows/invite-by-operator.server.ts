import { isClosed } from "~/features/people/authenticate.server";
import { makeLink } from "~/features/people/account-links.server";
import { purposeFor } from "~/features/people/rules/link";
import { removeSecondFactor } from "~/features/people/second-factor.server";
import { audit } from "~/platform/audit.server";
import { lock, transact } from "~/platform/transact.server";

/**
 * The operator of the machine makes a link by which somebody sets a password, as when no administrator can sign in any
 * more. Null when nobody in service has the employee number.
 */
export async function inviteByOperator(
  employeeNo: string,
  resetFactor: boolean,
): Promise<{ secret: string; purpose: "invite" | "reset"; expiresAt: Date } | null> {
  return transact(
    async (tx) => {
      await lock(tx, `account-number:${employeeNo}`);
      const account = await tx.account.findUnique({
        where: { employeeNo },
        include: { person: { include: { grants: { where: { endedAt: null } } } } },
      });
      if (!account || isClosed(account.person)) return null;
      if (resetFactor) await removeSecondFactor(tx, account.personId);
      const purpose = purposeFor(account.passwordHash !== null);
      const link = await makeLink(tx, { purpose, accountId: account.personId, createdBy: null });
      await audit(tx, {
        actorId: null,
        action: `account.${purpose}`,
        subject: `person:${account.personId}`,
        detail: { way: "operator", resetFactor },
      });
      return { ...link, purpose };
    },
    { isolation: "ReadCommitted" },
  );
}
