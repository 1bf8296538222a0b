import { addDays, dbDate, fromDbDate } from "~/lib/dates";
import { between, shuffled } from "~/lib/random";
import type { Prisma } from "~/platform/generated/prisma/client";
import { streets } from "./district";
import { pick, seededId } from "./ids";
import type { DemoPeople } from "./people";

const holders = 214;
/** Ends of the nine registrations that are about to lapse. */
const lapsing = [
  "2026-11-30",
  "2026-12-08",
  "2026-12-15",
  "2026-12-31",
  "2027-01-10",
  "2027-01-20",
  "2027-01-28",
  "2027-02-09",
  "2027-02-18",
];

/** 214 certificates, shared out as the streets' rates say, each with its registration period of three years. */
export function certificateRows(people: DemoPeople, random: () => number) {
  const certificates: Prisma.CertificateCreateManyInput[] = [];
  const registrations: Prisma.RegistrationCreateManyInput[] = [];
  for (const personId of chooseHolders(people, random)) {
    const i = certificates.length;
    const level = i % 20 === 19 ? "senior" : i % 10 < 3 ? "intermediate" : "junior";
    const endsOn =
      lapsing[i] ?? `20${between(27, 29, random)}-0${between(3, 9, random)}-${between(10, 28, random)}`;
    const startsOn = threeYearsBefore(endsOn);
    const id = seededId(random);
    const issuedOn = dbDate(addDays(startsOn, -between(60, 300, random)));
    const number = `${startsOn.slice(0, 4)}${pick(["33", "44", "11"], random)}${String(i + 1).padStart(6, "0")}`;
    certificates.push({ id, personId, level, number, issuedOn });
    registrations.push({
      id: seededId(random),
      certificateId: id,
      startsOn: dbDate(startsOn),
      endsOn: dbDate(endsOn),
    });
  }
  return { certificates, registrations };
}

/** A period runs from its first day to the day before its third anniversary. */
function threeYearsBefore(endsOn: string): string {
  const first = dbDate(addDays(endsOn, 1));
  first.setUTCFullYear(first.getUTCFullYear() - 3);
  return fromDbDate(first);
}

function chooseHolders(people: DemoPeople, random: () => number): string[] {
  const rates = streets.flatMap(({ code, communities }) =>
    communities.map(([, , percent], i) => [`${code}-${String(i + 1).padStart(2, "0")}`, percent] as const),
  );
  const byCommunity = rates.map(([community, percent]) => {
    // The worker whom the sign-in page offers is still on the way to the first certificate.
    const own = people.workers
      .filter((worker, i) => worker.community === community && i > 0)
      .map((worker) => worker.id);
    return { own, percent, take: Math.round((own.length * percent) / 100) };
  });
  let open = holders - byCommunity.reduce((sum, each) => sum + each.take, 0);
  for (const each of [...byCommunity].sort((a, b) => b.percent - a.percent)) {
    if (open === 0) break;
    if (open < 0 && each.take === 0) continue;
    each.take += Math.sign(open);
    open -= Math.sign(open);
  }
  return shuffled(
    byCommunity.flatMap(({ own, take }) => own.slice(0, take)),
    random,
  );
}
