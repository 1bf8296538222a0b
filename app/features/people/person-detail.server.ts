import { civilDate, fromDbDate } from "~/lib/dates";
import { db } from "~/platform/store.server";
import { readMaster } from "./master-data.server";
import { cancelRefusal, hasLeft, postsAround, type PostDays } from "./rules/employment";
import type { Master } from "./rules/master";

export interface PostShown extends PostDays {
  name: string;
  nameEn: string;
}

export interface PersonDetail {
  id: string;
  employeeNo: string;
  master: Master;
  leftOn: string | null;
  leaveReason: string;
  hasLeft: boolean;
  /** Newest first. */
  posts: PostShown[];
  current: PostDays | null;
  ahead: PostDays | null;
  /** What can be taken back. */
  planned: ("transfer" | "leaving")[];
  roles: { role: string; name: string; nameEn: string }[];
}

/** What is held of somebody; null without such a person, or one whose identity was erased. */
export async function personDetail(personId: string, now: Date): Promise<PersonDetail | null> {
  const row = await db().person.findUnique({
    where: { id: personId, erasedAt: null },
    include: {
      account: { select: { employeeNo: true } },
      posts: { orderBy: { startsOn: "desc" }, include: { unit: { select: { name: true, nameEn: true } } } },
      grants: { where: { endedAt: null }, include: { unit: { select: { name: true, nameEn: true } } } },
    },
  });
  const master = row && (await readMaster(db(), [personId])).get(personId);
  if (!row || !master) return null;
  const today = civilDate(now);
  const posts = row.posts.map(({ unitId, title, startsOn, endsOn, unit }) => ({
    ...{ unitId, title, ...unit },
    startsOn: fromDbDate(startsOn),
    endsOn: endsOn && fromDbDate(endsOn),
  }));
  const leftOn = row.leftOn && fromDbDate(row.leftOn);
  const employed = { joinedOn: master.joinedOn, leftOn, posts };
  return {
    id: row.id,
    employeeNo: row.account?.employeeNo ?? "",
    master,
    leftOn,
    leaveReason: row.leaveReason,
    hasLeft: hasLeft(employed, today),
    posts,
    ...postsAround(posts, today),
    planned: (["transfer", "leaving"] as const).filter((what) => !cancelRefusal(employed, what, today)),
    roles: row.grants.map(({ role, unit }) => ({ role, ...unit })),
  };
}
