import { newId } from "~/platform/new-id";
import { civilDate } from "~/lib/dates";
import type { Tx } from "~/platform/store.server";
import { ownRole } from "./employment.server";

export interface Transfer {
  personId: string;
  unitId: string;
  title: string;
  /** The first day of the new post. */
  from: string;
}

/**
 * What `transferPerson` does, for many people, each at most once, in few statements. The caller has judged each of them
 * in the same transaction (`transferRefusal`), under their locks, and holds the units. Returns the new posts by person.
 */
export async function transferPeople(
  tx: Tx,
  transfers: readonly Transfer[],
  at: Date,
): Promise<ReadonlyMap<string, string>> {
  if (transfers.length === 0) return new Map();
  const rows = transfers.map((transfer) => ({
    ...{ ...transfer, title: transfer.title.trim(), postId: newId(), grantId: newId() },
  }));
  const json = JSON.stringify(rows);
  await tx.$executeRaw`
    update post set ends_on = it."from" - 1
    from jsonb_to_recordset(${json}::jsonb) as it("personId" uuid, "from" date)
    where post.person_id = it."personId" and post.starts_on < it."from"
      and (post.ends_on is null or post.ends_on >= it."from")`;
  await tx.$executeRaw`
    insert into post (id, person_id, unit_id, title, starts_on, ends_on)
    select it."postId", person.id, it."unitId", it.title, it."from", person.left_on
    from jsonb_to_recordset(${json}::jsonb)
      as it("postId" uuid, "personId" uuid, "unitId" uuid, title text, "from" date)
    join person on person.id = it."personId"`;
  // The worker's role holds where somebody works today, else where the next post will be.
  await tx.$executeRaw`
    with placed as (
      select distinct on (post.person_id) post.person_id, post.unit_id, it."grantId" as grant_id
      from jsonb_to_recordset(${json}::jsonb) as it("personId" uuid, "grantId" uuid)
      join post on post.person_id = it."personId"
      where post.ends_on is null or post.ends_on >= ${civilDate(at)}::date
      order by post.person_id, post.starts_on
    ), ended as (
      update role_grant as given set ended_at = ${at.toISOString()}::timestamptz from placed
      where given.person_id = placed.person_id and given.role = ${ownRole} and given.ended_at is null
        and given.unit_id <> placed.unit_id
      returning given.person_id
    )
    insert into role_grant (id, person_id, role, unit_id, granted_at)
    select grant_id, person_id, ${ownRole}, unit_id, ${at.toISOString()}::timestamptz
    from placed where person_id in (select person_id from ended)
    on conflict (person_id, role, unit_id) do update set granted_at = excluded.granted_at, ended_at = null`;
  return new Map(rows.map(({ personId, postId }) => [personId, postId]));
}
