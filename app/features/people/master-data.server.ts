import { fromDbDate } from "~/lib/dates";
import type { Tx } from "~/platform/store.server";
import { educationLevels, genders, grades, type Master, type MasterData } from "./rules/master";
import { writeMasters } from "./write-masters.server";

type Reads = Pick<Tx, "person">;

/** The master data of these people; somebody who is not there is not in the map. Lists are in the order of their days. */
export async function readMaster(tx: Reads, personIds: readonly string[]): Promise<Map<string, Master>> {
  const rows = await tx.person.findMany({
    where: { id: { in: [...personIds] } },
    include: {
      educations: { orderBy: [{ graduatedOn: "asc" }, { id: "asc" }] },
      workPeriods: { orderBy: [{ startsOn: "asc" }, { id: "asc" }] },
      appraisals: { orderBy: { year: "asc" } },
    },
  });
  return new Map(
    rows.map((row) => [
      row.id,
      {
        name: row.name,
        gender: oneOf(genders, row.gender),
        bornOn: row.bornOn && fromDbDate(row.bornOn),
        phone: row.phone,
        email: row.email,
        joinedOn: fromDbDate(row.joinedOn),
        revision: row.revision,
        educations: row.educations.map(
          ({ level, degree, school, major, isSocialWork, fullTime, ...days }) => ({
            level: oneOf(educationLevels, level),
            degree,
            school,
            major,
            isSocialWork,
            fullTime,
            startedOn: days.startedOn && fromDbDate(days.startedOn),
            graduatedOn: fromDbDate(days.graduatedOn),
          }),
        ),
        workPeriods: row.workPeriods.map(({ employer, duties, startsOn, endsOn }) => ({
          employer,
          duties,
          startsOn: fromDbDate(startsOn),
          endsOn: endsOn && fromDbDate(endsOn),
        })),
        appraisals: row.appraisals.map(({ year, grade }) => ({ year, grade: oneOf(grades, grade) })),
      },
    ]),
  );
}

function oneOf<T extends string>(known: readonly T[], text: string): T {
  const found = known.find((each) => each === text);
  if (found === undefined) throw new Error(`unknown word in the master data: ${text}`);
  return found;
}

/**
 * Writes what differs and raises the revision; a list in the patch replaces the whole list. Returns whether anything
 * changed. The caller has checked the result with `checkMaster`, and holds the person's lock.
 */
export async function writeMaster(tx: Tx, personId: string, patch: Partial<MasterData>): Promise<boolean> {
  const before = (await readMaster(tx, [personId])).get(personId);
  if (!before) throw new Error("nobody of this id");
  return (await writeMasters(tx, [{ personId, before, patch }])).has(personId);
}
