import { onDay } from "~/platform/on-day.server";
import { db } from "~/platform/store.server";

/** The ids of these units and of everything below them. */
export async function subtree(unitIds: readonly string[]): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    with recursive below as (
      select id from unit where id = any(${unitIds}::uuid[])
      union
      select unit.id from unit join below on unit.parent_id = below.id
    )
    select id::text as id from below`;
  return rows.map((row) => row.id);
}

/** Where somebody works on a day, or null without a post. */
export async function unitOn(
  tx: Pick<ReturnType<typeof db>, "post">,
  personId: string,
  day: Date,
): Promise<string | null> {
  const post = await tx.post.findFirst({
    where: { personId, ...onDay(day) },
    orderBy: { startsOn: "desc" },
  });
  return post?.unitId ?? null;
}
