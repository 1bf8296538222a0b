import {
  saveCertificates,
  saveRegistrations,
  type CertificateFact,
  type RegistrationFact,
} from "~/features/certification/certificates.server";
import {
  judgeCertificate,
  judgeRegistration,
  registrationEnd,
  type Holder,
} from "~/features/exchange/rules/judge-certificate";
import type { ReadRow } from "~/features/exchange/rules/row";
import { placements, subtree } from "~/features/people/unit-tree.server";
import { civilDate, dbDate, fromDbDate } from "~/lib/dates";
import type { Tx } from "~/platform/store.server";
import { lockAll } from "~/platform/transact.server";
import { chunks, columnOf, type Importer, type Importing, type Step } from "./importing.server";

/** Certificates of people in scope. */
export const certificates: Importer<CertificateFact> = {
  async lock(tx) {
    await lockAll(tx, ["certificates"]);
  },

  async judge(tx, rows, importing) {
    const today = civilDate(importing.at);
    const holders = await holdersOf(tx, columnOf(rows, "employeeNo"), importing);
    const known = await certificatesOf(tx, columnOf(rows, "number"));
    return rows.map((row): Step<CertificateFact> => {
      const { number, employeeNo, level, title, issuedOn } = row.values;
      const holder = holders.get(String(employeeNo)) ?? null;
      const kept = known.get(String(number));
      const judged = judgeCertificate(row, { today, holder, known: kept ?? null });
      const fact = {
        number: String(number),
        level: String(level),
        title: String(title),
        issuedOn: String(issuedOn),
      };
      return { judged, plan: holder && { id: kept?.id ?? null, personId: holder.personId, ...fact } };
    });
  },

  async take(tx, plans) {
    for (const some of chunks(plans)) await saveCertificates(tx, some);
  },
};

/** Registrations of the certificates of people in scope. */
export const registrations: Importer<RegistrationFact> = {
  async lock(tx) {
    await lockAll(tx, ["certificates"]);
  },

  async judge(tx, rows, importing) {
    const known = await certificatesOf(tx, columnOf(rows, "certificate"));
    const own = await inScope(
      tx,
      [...known.values()].map(({ personId }) => personId),
      importing,
    );
    const byCertificate = new Map<string, ReadRow[]>();
    for (const row of rows) {
      const number = String(row.values.certificate);
      const same = byCertificate.get(number);
      if (same) same.push(row);
      else byCertificate.set(number, [row]);
    }
    return rows.map((row): Step<RegistrationFact> => {
      const { certificate: number, startsOn, endsOn, number: entered } = row.values;
      const found = known.get(String(number));
      const self = found?.personId === importing.actorId;
      const certificate = found && own.has(found.personId) ? { ...found, self } : null;
      const beside = (byCertificate.get(String(number)) ?? []).flatMap((other) =>
        other === row || other.values.startsOn === undefined || other.values.startsOn === startsOn
          ? []
          : [
              {
                startsOn: String(other.values.startsOn),
                endsOn: registrationEnd(String(other.values.startsOn)),
              },
            ],
      );
      const judged = judgeRegistration(row, { certificate, beside });
      const kept = certificate?.registrations.find((each) => each.startsOn === startsOn);
      const fact = {
        ...{ startsOn: String(startsOn), endsOn: String(endsOn) },
        number: entered === undefined ? (kept?.number ?? "") : String(entered),
      };
      return {
        judged,
        plan: certificate && { id: kept?.id ?? null, certificateId: certificate.id, ...fact },
      };
    });
  },

  async take(tx, plans) {
    for (const some of chunks(plans)) await saveRegistrations(tx, some);
  },
};

/** Who has these employee numbers, and whether that is somebody of the actor's units. */
export async function holdersOf(
  tx: Tx,
  numbers: readonly string[],
  importing: Importing,
): Promise<Map<string, Holder>> {
  const holders = new Map<string, Holder>();
  for (const some of chunks(numbers)) {
    const accounts = await tx.account.findMany({
      where: { employeeNo: { in: some } },
      select: { employeeNo: true, personId: true, person: { select: { name: true } } },
    });
    const own = await inScope(
      tx,
      accounts.map(({ personId }) => personId),
      importing,
    );
    for (const { employeeNo, personId, person } of accounts) {
      const self = personId === importing.actorId;
      holders.set(employeeNo, { personId, name: person.name, inScope: own.has(personId), self });
    }
  }
  return holders;
}

/** Those of these people who belong to the actor's units today. */
async function inScope(
  tx: Tx,
  personIds: readonly string[],
  { units, at }: Importing,
): Promise<ReadonlySet<string>> {
  const unitIds = await subtree(units, tx);
  const own = new Set<string>();
  for (const some of chunks([...new Set(personIds)])) {
    const placed = await placements(tx, { personIds: some, unitIds, on: dbDate(civilDate(at)) });
    for (const personId of placed.keys()) own.add(personId);
  }
  return own;
}

async function certificatesOf(tx: Tx, numbers: readonly string[]) {
  const found = new Map<string, Awaited<ReturnType<typeof some>>[number]>();
  const some = async (numbers: readonly string[]) => {
    const rows = await tx.certificate.findMany({
      where: { number: { in: [...numbers] } },
      include: { registrations: true },
    });
    return rows.map(({ issuedOn, registrations, ...row }) => ({
      ...{ ...row, issuedOn: fromDbDate(issuedOn) },
      registrations: registrations.map(({ id, startsOn, endsOn, number }) => ({
        ...{ id, startsOn: fromDbDate(startsOn), endsOn: fromDbDate(endsOn), number },
      })),
    }));
  };
  for (const part of chunks(numbers)) for (const row of await some(part)) found.set(row.number, row);
  return found;
}
