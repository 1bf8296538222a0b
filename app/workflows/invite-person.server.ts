import { reaches } from "~/features/people/account-scope.server";
import { isClosed } from "~/features/people/authenticate.server";
import { makeLink } from "~/features/people/account-links.server";
import { inviteRefusal, purposeFor, type InviteRefusal } from "~/features/people/rules/link";
import { needsSecondFactor } from "~/features/people/rules/second-factor";
import { subtree } from "~/features/people/unit-tree.server";
import { scope, type Grant } from "~/platform/access";
import { audit } from "~/platform/audit.server";
import { linkOrigin } from "~/platform/deliver.server";
import { mailSetUp } from "~/platform/mail.server";
import { notify } from "~/platform/notifications.server";
import { lock, transact } from "~/platform/transact.server";

export interface Invitation {
  /** What the link's address ends with; null when it went by mail. */
  secret: string | null;
  purpose: "invite" | "reset";
  expiresAt: Date;
}

/**
 * Makes the link by which somebody sets a password: an invitation, or a new password for who has one; older links count
 * no longer. HR does it for the people of its units, and for no administrator or other HR officer, in whose name it
 * could act then; the system administrator for everybody else. Null for somebody out of reach.
 */
export async function invitePerson(asked: {
  personId: string;
  by: { personId: string; grants: readonly Grant[] };
  as: "people:write" | "account:manage";
  way: "sheet" | "mail";
  requestId: string;
}): Promise<{ refusal: InviteRefusal } | { refusal: null; invitation: Invitation } | null> {
  const { personId, by, way, requestId } = asked;
  return transact(
    async (tx) => {
      await lock(tx, `account:${personId}`);
      const account = await tx.account.findUnique({
        where: { personId },
        include: { person: { include: { grants: { where: { endedAt: null } } } } },
      });
      if (!account || !(await reaches(tx, scope(by.grants, asked.as), personId))) return null;
      const within = await subtree(scope(by.grants, asked.as), tx);
      const purpose = purposeFor(account.passwordHash !== null);
      const { person } = account;
      const refusal = inviteRefusal({
        self: personId === by.personId,
        left: isClosed(person),
        byHr: asked.as === "people:write",
        hasOffice: needsSecondFactor(person.grants.map(({ role }) => role)),
        reachesWider: person.grants.some(({ unitId }) => !within.includes(unitId)),
        showsWatchersLink:
          way === "sheet" &&
          purpose === "reset" &&
          person.grants.some(({ role }) => role === "security-admin" || role === "auditor"),
        noMail: way === "mail" && (person.email === "" || mailSetUp() === null || linkOrigin() === null),
      });
      await audit(tx, {
        actorId: by.personId,
        action: `account.${purpose}`,
        subject: `person:${personId}`,
        outcome: refusal ? "refused" : "done",
        detail: { way, reason: refusal },
        requestId,
      });
      if (refusal) return { refusal };
      const link = await makeLink(tx, { purpose, accountId: personId, createdBy: by.personId });
      const { expiresAt } = link;
      if (way === "sheet") return { refusal: null, invitation: { secret: link.secret, purpose, expiresAt } };
      const until = expiresAt.toISOString();
      await notify(tx, {
        kind: "account.link",
        params: { purpose, until },
        personIds: [personId],
        key: `account.link/${until}`,
        secret: () => `/link/${link.secret}`,
      });
      return { refusal: null, invitation: { secret: null, purpose, expiresAt } };
    },
    { isolation: "ReadCommitted" },
  );
}
