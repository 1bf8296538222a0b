import type { Grant } from "~/platform/access";
import { scope } from "~/platform/access";
import { now, realNow } from "~/platform/clock.server";
import { linkOrigin } from "~/platform/deliver.server";
import { mailSetUp } from "~/platform/mail.server";
import { db, type Tx } from "~/platform/store.server";
import { civilDate, dbDate } from "~/lib/dates";
import { isClosed } from "./authenticate.server";
import { inviteOutcome, mostAtOnce, type InviteOutcome, type Inviting } from "./rules/invite-many";
import { inviteRefusal } from "./rules/link";
import { needsSecondFactor } from "./rules/second-factor";
import { placements, subtree } from "./unit-tree.server";

export interface PlannedInvitation {
  personId: string;
  name: string;
  employeeNo: string;
  unit: { name: string; nameEn: string } | null;
  outcome: InviteOutcome;
}

/** How many of these people inviting would do what to, and who comes first: no more than go at once. */
export async function weighInvitations(
  personIds: readonly string[],
  by: { personId: string; grants: readonly Grant[] },
  inviting: Inviting,
) {
  const planned = await planInvitations(db(), personIds, by, inviting);
  const open = planned.filter(({ outcome }) => outcome === "mail" || outcome === "sheet");
  const chosen = open.slice(0, mostAtOnce);
  const count = (of: readonly PlannedInvitation[], outcome: InviteOutcome) =>
    of.filter((each) => each.outcome === outcome).length;
  return {
    personIds: chosen.map(({ personId }) => personId),
    counts: {
      ...{ mail: count(chosen, "mail"), sheet: count(chosen, "sheet"), later: open.length - chosen.length },
      ...{ invited: count(planned, "invited"), refused: count(planned, "refused") },
    },
  };
}

/** What inviting these people would do for each of them, in their order; who is out of reach is left out. */
export async function planInvitations(
  tx: Tx,
  personIds: readonly string[],
  by: { personId: string; grants: readonly Grant[] },
  inviting: Inviting,
): Promise<PlannedInvitation[]> {
  const ids = [...personIds];
  const within = new Set(await subtree(scope(by.grants, "people:write"), tx));
  const placed = await placements(tx, { personIds: ids, on: dbDate(civilDate(now())) });
  const accounts = await tx.account.findMany({
    where: { personId: { in: ids } },
    include: { person: { include: { grants: { where: { endedAt: null } } } } },
  });
  const known = new Map(accounts.map((account) => [account.personId, account]));
  const links = await openInvitations(tx, ids);
  const units = await tx.unit.findMany({
    where: { id: { in: [...new Set(placed.values())] } },
    select: { id: true, name: true, nameEn: true },
  });
  const unitNames = new Map(units.map(({ id, ...names }) => [id, names]));
  const mail = mailSetUp() !== null && linkOrigin() !== null;
  return ids.flatMap((personId) => {
    const account = known.get(personId);
    const unitId = placed.get(personId);
    if (!account || !unitId || !within.has(unitId)) return [];
    const { person, employeeNo, passwordHash } = account;
    const refusal = inviteRefusal({
      self: personId === by.personId,
      left: isClosed(person),
      byHr: true,
      hasOffice: needsSecondFactor(person.grants.map(({ role }) => role)),
      reachesWider: person.grants.some((grant) => !within.has(grant.unitId)),
      showsWatchersLink: false,
      noMail: false,
    });
    const facts = {
      hasPassword: passwordHash !== null,
      refusal,
      hasMail: mail && person.email !== "",
      open: links.get(personId) ?? null,
    };
    const unit = unitNames.get(unitId) ?? null;
    return { personId, name: person.name, employeeNo, unit, outcome: inviteOutcome(facts, inviting) };
  });
}

/** The invitations of these accounts that still count: when they were made, and whether a mail brought them. */
async function openInvitations(tx: Tx, ids: string[]): Promise<Map<string, { at: number; byMail: boolean }>> {
  const newest = await tx.accountLink.findMany({
    where: { accountId: { in: ids } },
    orderBy: { createdAt: "desc" },
    distinct: ["accountId"],
  });
  const open = newest.filter(
    ({ purpose, usedAt, expiresAt }) => purpose === "invite" && usedAt === null && expiresAt > realNow(),
  );
  const keys = open.map(({ expiresAt, accountId }) => `account.link/${expiresAt.toISOString()}/${accountId}`);
  const mailed = await tx.notification.findMany({ where: { key: { in: keys } }, select: { personId: true } });
  const byMail = new Set(mailed.map(({ personId }) => personId));
  return new Map(
    open.flatMap(({ accountId, createdAt }) =>
      accountId ? [[accountId, { at: createdAt.getTime(), byMail: byMail.has(accountId) }]] : [],
    ),
  );
}
