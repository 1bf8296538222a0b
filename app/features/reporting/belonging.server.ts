import { Prisma } from "~/platform/generated/prisma/client";

/**
 * Opens a query that counts by the tree of the day, with the relation `belonging` (unit_id, root_id, starts_on,
 * ends_on): from when until when, both days included, each unit was one of the roots or lay below it. `roots` is a
 * condition on `unit`. What is booked on a unit before its first day or after its last counts where it was then.
 */
export function withBelonging(roots: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    with recursive place as (
      select unit_id, parent_id,
             case when lag(starts_on) over own is null then '-infinity'::date else starts_on end as starts_on,
             coalesce(lead(starts_on) over own - 1, 'infinity'::date) as ends_on
      from unit_version window own as (partition by unit_id order by starts_on)
    ), belonging as (
      select id as unit_id, id as root_id, '-infinity'::date as starts_on, 'infinity'::date as ends_on
      from unit where ${roots}
      union
      select place.unit_id, above.root_id,
             greatest(place.starts_on, above.starts_on), least(place.ends_on, above.ends_on)
      from belonging above join place on place.parent_id = above.unit_id
        and place.starts_on <= above.ends_on and place.ends_on >= above.starts_on
    )`;
}

/** The day of the session `s`, in Shanghai. */
export const sessionDay = Prisma.sql`(s.starts_at at time zone 'Asia/Shanghai')::date`;

/** Whether a unit belonged to one of these on the day of the session `s`; below `withBelonging`. */
export function belonged(unitId: Prisma.Sql, to: readonly string[]): Prisma.Sql {
  return Prisma.sql`exists (
    select 1 from belonging b
    where b.unit_id = ${unitId} and b.root_id = any(${[...to]}::uuid[])
      and ${sessionDay} between b.starts_on and b.ends_on)`;
}
