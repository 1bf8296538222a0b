import { onDay } from "~/platform/on-day.server";
import { db, type Tx } from "~/platform/store.server";

/** The ids of these units and of everything below them today. */
export async function subtree(
  unitIds: readonly string[],
  tx: Pick<Tx, "$queryRaw"> = db(),
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    with recursive below as (
      select id from unit where id = any(${unitIds}::uuid[])
      union
      select unit.id from unit join below on unit.parent_id = below.id
    )
    select id::text as id from below`;
  return rows.map((row) => row.id);
}

/** Where somebody works on a day, or null without a post. */
export async function unitOn(tx: Pick<Tx, "post">, personId: string, day: Date): Promise<string | null> {
  const post = await tx.post.findFirst({
    where: { personId, ...onDay(day) },
    orderBy: { startsOn: "desc" },
  });
  return post?.unitId ?? null;
}

/**
 * Each person's unit on a day, else the last one before it, else the first one after it: somebody who has left, or
 * comes later, is still some unit's. Of all people, of these, or of those who belong to these units by that measure.
 */
export async function placements(
  tx: Pick<Tx, "$queryRaw">,
  asked: { personIds?: readonly string[]; unitIds?: readonly string[]; on: Date },
): Promise<Map<string, string>> {
  const personIds = asked.personIds ? [...asked.personIds] : null;
  const unitIds = asked.unitIds ? [...asked.unitIds] : null;
  const rows = await tx.$queryRaw<{ person_id: string; unit_id: string }[]>`
    select person_id::text as person_id, unit_id::text as unit_id from (
      select distinct on (person_id) person_id, unit_id from post
      where ${personIds}::uuid[] is null or person_id = any(${personIds}::uuid[])
      order by person_id, starts_on <= ${asked.on}::date desc,
               case when starts_on <= ${asked.on}::date then ${asked.on}::date - starts_on else starts_on - ${asked.on}::date end
    ) placed
    where ${unitIds}::uuid[] is null or unit_id = any(${unitIds}::uuid[])`;
  return new Map(rows.map((row) => [row.person_id, row.unit_id]));
}

/** What these units are called today, by id. */
export async function unitNames(
  tx: Pick<Tx, "unit">,
  unitIds: readonly string[],
): Promise<Map<string, { name: string; nameEn: string }>> {
  const rows = await tx.unit.findMany({
    where: { id: { in: [...new Set(unitIds)] } },
    select: { id: true, name: true, nameEn: true },
  });
  return new Map(rows.map((row) => [row.id, row]));
}
