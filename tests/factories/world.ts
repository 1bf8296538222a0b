import { syncCourses } from "../../app/features/courses/sync-courses.server";
import { syncQuestions } from "../../app/features/exams/sync-questions.server";
import { syncPolicies } from "../../app/features/incentives/policy-files.server";
import { shanghai } from "../../app/lib/dates";
import { startClockAt } from "../../app/platform/clock.server";
import { db } from "../../app/platform/store.server";
import { useUploadDir } from "../../app/platform/uploads.server";
import { aGrant, anAccount, aPerson, aPost, aUnit, aUnitVersion } from "./people";

/** When the clock of a world starts: a Tuesday morning. */
export const worldStart = shanghai("2026-11-24", "09:00");

/**
 * Fills the open store with a small district: a street with two communities, the university that the courses of
 * `content/` are built with and another one, a trainer, two reviewers, and all content. Once for each store.
 */
export async function aWorld() {
  startClockAt(worldStart);
  const district = aUnit({ code: "district", kind: "district" });
  const below = { parentId: district.id };
  const university = aUnit({ ...below, code: "uni-shili-social", kind: "university", name: "示例大学" });
  const otherUniversity = aUnit({ ...below, kind: "university", name: "另一所大学" });
  const street = aUnit({ ...below, kind: "street" });
  const here = aUnit({ parentId: street.id });
  const there = aUnit({ parentId: street.id });
  const units = [district, university, otherUniversity, street, here, there];
  await db().unit.createMany({ data: units });
  await db().unitVersion.createMany({ data: units.map((unit) => aUnitVersion(unit)) });

  /** People with a post and an account in the first community, or elsewhere. */
  async function people(count: number, unitId = here.id): Promise<string[]> {
    const made = Array.from({ length: count }, () => aPerson());
    await db().person.createMany({ data: made });
    await db().post.createMany({ data: made.map(({ id }) => aPost({ personId: id, unitId })) });
    await db().account.createMany({ data: made.map(({ id }) => anAccount({ personId: id })) });
    return made.map(({ id }) => id);
  }
  const person = async (unitId?: string) => (await people(1, unitId))[0] ?? "";
  const granted = async (role: string, unitId: string) => {
    const personId = await person(unitId);
    await db().roleGrant.create({ data: aGrant({ personId, unitId, role }) });
    return personId;
  };

  const trainer = await granted("trainer", university.id);
  const reviewer = await granted("reviewer", university.id);
  const otherReviewer = await granted("reviewer", otherUniversity.id);
  await syncPolicies();
  await syncQuestions();
  // Pictures of the content: by their hash, so that all test files may share them.
  useUploadDir("test-results");
  await syncCourses();
  return {
    district: district.id,
    street: street.id,
    here: here.id,
    there: there.id,
    university: university.id,
    otherUniversity: otherUniversity.id,
    trainer,
    reviewer,
    otherReviewer,
    people,
    person,
  };
}

export type World = Awaited<ReturnType<typeof aWorld>>;
