import { fromDbDate } from "~/lib/dates";
import { texts } from "~/platform/i18n/texts.server";
import { db, type Tx } from "~/platform/store.server";
import type { Leaver } from "./rules/erasure";

/** What the rule about erasing asks; null when there is nobody. */
export async function leaver(tx: Pick<Tx, "person">, personId: string): Promise<Leaver | null> {
  const person = await tx.person.findUnique({
    where: { id: personId },
    select: { leftOn: true, legalHold: true, erasedAt: true },
  });
  return (
    person && {
      leftOn: person.leftOn && fromDbDate(person.leftOn),
      legalHold: person.legalHold,
      erased: person.erasedAt !== null,
    }
  );
}

/**
 * Takes away who somebody was: name, contact, secrets, education, work, appraisals, the account with its sessions, and
 * what they wrote in requests. What counts (attendances, hours, ledger, log) stays under the pseudonymous id.
 */
export async function erasePerson(tx: Tx, personId: string, at: Date): Promise<void> {
  const erasedName = texts("zh").t("privacy:erased");
  await tx.personSecret.deleteMany({ where: { personId } });
  await tx.education.deleteMany({ where: { personId } });
  await tx.workPeriod.deleteMany({ where: { personId } });
  await tx.appraisal.deleteMany({ where: { personId } });
  await tx.account.deleteMany({ where: { personId } });
  await tx.roleGrant.updateMany({ where: { personId, endedAt: null }, data: { endedAt: at } });
  await tx.correctionRequest.updateMany({
    where: { personId },
    data: { wanted: "", reason: "", answer: "" },
  });
  // Nobody is left for whom anything could be corrected.
  await tx.correctionRequest.updateMany({
    where: { personId, state: "open" },
    data: { state: "declined", decidedAt: at },
  });
  await tx.partnerTeacher.updateMany({
    where: { personId },
    data: { name: erasedName, title: "", field: "" },
  });
  await tx.person.update({
    where: { id: personId },
    data: {
      ...{ name: erasedName, gender: "", bornOn: null, phone: "", email: "", leaveReason: "" },
      erasedAt: at,
      revision: { increment: 1 },
    },
  });
}

/** What an erasure would take away and what stays, in numbers. */
export async function erasureCounts(personId: string) {
  const where = { personId };
  const [secrets, education, workPeriods, appraisals, certificates, ledger, attendances] = await Promise.all([
    db().personSecret.count({ where }),
    db().education.count({ where }),
    db().workPeriod.count({ where }),
    db().appraisal.count({ where }),
    db().certificate.count({ where }),
    db().ledgerEntry.count({ where }),
    db().attendance.count({ where }),
  ]);
  return {
    goes: { secrets, education, workPeriods, appraisals },
    stays: { certificates, ledger, attendances },
  };
}

/** Sets or lifts the hold. Returns whether anything changed. */
export async function setLegalHold(tx: Tx, personId: string, hold: string): Promise<boolean> {
  const changed = await tx.person.updateMany({
    where: { id: personId, erasedAt: null, legalHold: { not: hold } },
    data: { legalHold: hold },
  });
  return changed.count > 0;
}
