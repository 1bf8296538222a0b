import { dbDate } from "~/lib/dates";
import type { Tx } from "~/platform/store.server";

export interface CertificateFact {
  /** Null for one that is not known yet. */
  id: string | null;
  personId: string;
  number: string;
  /** "junior", "intermediate" or "senior". */
  level: string;
  title: string;
  /** "YYYY-MM-DD". */
  issuedOn: string;
}

/** Enters certificates and corrects known ones. A number that is there already is an error of the database. */
export async function saveCertificates(tx: Tx, facts: readonly CertificateFact[]): Promise<void> {
  const rows = facts.map(({ issuedOn, ...fact }) => ({ ...fact, issuedOn: dbDate(issuedOn) }));
  await tx.certificate.createMany({ data: rows.flatMap(({ id, ...row }) => (id === null ? [row] : [])) });
  for (const { id, level, title, issuedOn } of rows)
    if (id !== null) await tx.certificate.update({ where: { id }, data: { level, title, issuedOn } });
}

export interface RegistrationFact {
  id: string | null;
  certificateId: string;
  /** First and last day. */
  startsOn: string;
  endsOn: string;
  number: string;
}

/** Enters periods of registration and corrects the numbers of known ones. */
export async function saveRegistrations(tx: Tx, facts: readonly RegistrationFact[]): Promise<void> {
  const rows = facts.map(({ startsOn, endsOn, ...fact }) => ({
    ...{ ...fact, startsOn: dbDate(startsOn), endsOn: dbDate(endsOn) },
  }));
  await tx.registration.createMany({ data: rows.flatMap(({ id, ...row }) => (id === null ? [row] : [])) });
  for (const { id, endsOn, number } of rows)
    if (id !== null) await tx.registration.update({ where: { id }, data: { endsOn, number } });
}
