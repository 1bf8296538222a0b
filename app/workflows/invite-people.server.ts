import { makeLinks } from "~/features/people/account-links.server";
import { planInvitations, type PlannedInvitation } from "~/features/people/invitations.server";
import type { Inviting } from "~/features/people/rules/invite-many";
import type { Grant } from "~/platform/access";
import { auditAll } from "~/platform/audit.server";
import { notify } from "~/platform/notifications.server";
import { lockAll, transact } from "~/platform/transact.server";

export interface Invited {
  mailed: number;
  /** A link on paper each, in the order in which they were asked for. Their secrets are shown once. */
  slips: (Pick<PlannedInvitation, "personId" | "name" | "employeeNo" | "unit"> & { secret: string })[];
  expiresAt: Date;
}

/**
 * Gives many people who have no password yet their first link, by mail or on paper, under the rules that hold for one.
 * Each is judged again behind the lock on the account; who got a password or an invitation meanwhile is left out. Sent
 * twice, it mails nobody twice.
 */
export async function invitePeople(asked: {
  personIds: readonly string[];
  by: { personId: string; grants: readonly Grant[] };
  inviting: Inviting;
  requestId: string;
}): Promise<Invited> {
  const { personIds, by, inviting, requestId } = asked;
  return transact(
    async (tx) => {
      await lockAll(
        tx,
        personIds.map((id) => `account:${id}`),
      );
      const planned = await planInvitations(tx, personIds, by, inviting);
      const [mail, sheet] = [
        planned.filter(({ outcome }) => outcome === "mail"),
        planned.filter(({ outcome }) => outcome === "sheet"),
      ];
      const invited = [...mail, ...sheet];
      const { secrets, expiresAt } = await makeLinks(tx, {
        purpose: "invite",
        accountIds: invited.map(({ personId }) => personId),
        createdBy: by.personId,
      });
      const until = expiresAt.toISOString();
      await notify(tx, {
        kind: "account.link",
        params: { purpose: "invite", until },
        personIds: mail.map(({ personId }) => personId),
        key: `account.link/${until}`,
        secret: (personId) => `/link/${secrets.get(personId) ?? ""}`,
      });
      await auditAll(
        tx,
        invited.map(({ personId, outcome }) => ({
          actorId: by.personId,
          action: "account.invite",
          subject: `person:${personId}`,
          detail: { way: outcome, reason: null },
          requestId,
        })),
      );
      const slips = sheet.map(({ personId, name, employeeNo, unit }) => ({
        ...{ personId, name, employeeNo, unit },
        secret: secrets.get(personId) ?? "",
      }));
      return { mailed: mail.length, slips, expiresAt };
    },
    { isolation: "ReadCommitted", timeoutMs: 60_000 },
  );
}
