import { fromDbDate } from "~/lib/dates";
import { db } from "~/platform/store.server";

export interface NationalCertificate {
  id: string;
  level: string;
  title: string;
  number: string;
  issuedOn: string;
  /** Newest first; both days included. */
  registrations: { id: string; number: string; startsOn: string; endsOn: string }[];
}

/** The certificates of the national exam that somebody holds, newest first. */
export async function nationalCertificates(personId: string): Promise<NationalCertificate[]> {
  const rows = await db().certificate.findMany({
    where: { personId },
    orderBy: { issuedOn: "desc" },
    include: { registrations: { orderBy: { startsOn: "desc" } } },
  });
  return rows.map(({ id, level, title, number, issuedOn, registrations }) => ({
    ...{ id, level, title, number, issuedOn: fromDbDate(issuedOn) },
    registrations: registrations.map((row) => ({
      ...{ id: row.id, number: row.number },
      ...{ startsOn: fromDbDate(row.startsOn), endsOn: fromDbDate(row.endsOn) },
    })),
  }));
}
