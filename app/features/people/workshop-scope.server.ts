import { scope, type Grant } from "~/platform/access";
import { db } from "~/platform/store.server";
import { subtree } from "./unit-tree.server";

/** The institutions on whose courses somebody may write or give a review. */
export async function workshopScope(grants: readonly Grant[]): Promise<string[]> {
  return subtree([...scope(grants, "course:write"), ...scope(grants, "course:review")]);
}

/** What somebody may do with the courses of an institution. */
export async function workshopRights(
  grants: readonly Grant[],
  partnerId: string,
): Promise<{ writes: boolean; reviews: boolean }> {
  const reviewing = await subtree(scope(grants, "course:review"));
  return {
    writes: (await writingScope(grants)).includes(partnerId),
    reviews: reviewing.includes(partnerId),
  };
}

/** The institutions on whose courses somebody may write. */
export async function writingScope(grants: readonly Grant[]): Promise<string[]> {
  return subtree(scope(grants, "course:write"));
}

/** The institutions with which somebody may begin a course, in the order of their codes. */
export async function writingPartners(grants: readonly Grant[]) {
  return db().unit.findMany({
    where: { id: { in: await writingScope(grants) }, kind: "university", closedOn: null },
    orderBy: { code: "asc" },
    select: { id: true, code: true, name: true, nameEn: true },
  });
}
