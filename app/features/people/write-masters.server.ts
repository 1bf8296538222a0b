import { newId } from "~/platform/new-id";
import type { Tx } from "~/platform/store.server";
import {
  masterChanges,
  type AppraisalFact,
  type EducationFact,
  type MasterData,
  type WorkPeriodFact,
} from "./rules/master";

export interface MasterWrite {
  personId: string;
  /** What is kept now, read under the person's lock. */
  before: MasterData;
  patch: Partial<MasterData>;
}

/** Facts of one kind with whose they are. */
type Of<Fact> = readonly (Fact & { personId: string })[];

/**
 * Writes the master data of many people, each at most once, in few statements: what differs, with the revision raised;
 * a list in the patch replaces the whole list. Returns those for whom anything changed.
 */
export async function writeMasters(tx: Tx, writes: readonly MasterWrite[]): Promise<ReadonlySet<string>> {
  const changed = writes.flatMap(({ personId, before, patch }) => {
    const parts = new Set(masterChanges(before, patch).map(({ part }) => part));
    return parts.size ? [{ personId, patch, parts }] : [];
  });
  if (changed.length === 0) return new Set();
  const basics = changed.map(({ personId, patch: { name, gender, bornOn, phone, email } }) => ({
    ...{ personId, name, gender, bornOn, phone, email, born: bornOn !== undefined },
  }));
  await tx.$executeRaw`
    update person set
      name = coalesce(it.name, person.name), gender = coalesce(it.gender, person.gender),
      phone = coalesce(it.phone, person.phone), email = coalesce(it.email, person.email),
      born_on = case when it.born then it."bornOn" else person.born_on end, revision = person.revision + 1
    from jsonb_to_recordset(${JSON.stringify(basics)}::jsonb)
      as it("personId" uuid, name text, gender text, phone text, email text, born boolean, "bornOn" date)
    where person.id = it."personId"`;
  const listed = (part: "educations" | "workPeriods" | "appraisals") =>
    changed.filter(({ parts }) => parts.has(part));
  const idsOf = (some: typeof changed) => some.map(({ personId }) => personId);
  const [studied, worked, graded] = [listed("educations"), listed("workPeriods"), listed("appraisals")];
  if (studied.length) await tx.education.deleteMany({ where: { personId: { in: idsOf(studied) } } });
  if (worked.length) await tx.workPeriod.deleteMany({ where: { personId: { in: idsOf(worked) } } });
  if (graded.length) await tx.appraisal.deleteMany({ where: { personId: { in: idsOf(graded) } } });
  await addEducations(tx, factsOf(studied, "educations"));
  await addWorkPeriods(tx, factsOf(worked, "workPeriods"));
  await addAppraisals(tx, factsOf(graded, "appraisals"));
  return new Set(idsOf(changed));
}

/** All facts of one list with whose they are, in the order of the lists. */
export function factsOf<Part extends "educations" | "workPeriods" | "appraisals">(
  people: readonly { personId: string; patch: Partial<MasterData> }[],
  part: Part,
): Of<MasterData[Part][number]> {
  return people.flatMap(({ personId, patch }) =>
    (patch[part] ?? []).map((fact: MasterData[Part][number]) => ({ ...fact, personId })),
  );
}

export async function addEducations(tx: Tx, facts: Of<EducationFact>): Promise<void> {
  if (facts.length === 0) return;
  await tx.$executeRaw`
    insert into education (id, person_id, level, degree, school, major, is_social_work, full_time, started_on,
                           graduated_on)
    select id, "personId", level, degree, school, major, "isSocialWork", "fullTime", "startedOn", "graduatedOn"
    from jsonb_to_recordset(${withIds(facts)}::jsonb)
      as it(id uuid, "personId" uuid, level text, degree text, school text, major text, "isSocialWork" boolean,
            "fullTime" boolean, "startedOn" date, "graduatedOn" date)`;
}

export async function addWorkPeriods(tx: Tx, facts: Of<WorkPeriodFact>): Promise<void> {
  if (facts.length === 0) return;
  await tx.$executeRaw`
    insert into work_period (id, person_id, employer, duties, starts_on, ends_on)
    select id, "personId", employer, duties, "startsOn", "endsOn"
    from jsonb_to_recordset(${withIds(facts)}::jsonb)
      as it(id uuid, "personId" uuid, employer text, duties text, "startsOn" date, "endsOn" date)`;
}

export async function addAppraisals(tx: Tx, facts: Of<AppraisalFact>): Promise<void> {
  if (facts.length === 0) return;
  await tx.$executeRaw`
    insert into appraisal (person_id, year, grade) select "personId", year, grade
    from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) as it("personId" uuid, year int, grade text)`;
}

const withIds = (facts: readonly object[]) => JSON.stringify(facts.map((fact) => ({ ...fact, id: newId() })));
