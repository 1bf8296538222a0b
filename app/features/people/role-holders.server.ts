import { civilDate, dbDate } from "~/lib/dates";
import type { Role } from "~/platform/access";
import type { Tx } from "~/platform/store.server";

/** Who has a role in a unit: granted there or anywhere above, and not gone. */
export async function roleHolders(tx: Tx, role: Role, unitId: string, at: Date): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    with recursive above as (
      select id, parent_id from unit where id = ${unitId}::uuid
      union
      select unit.id, unit.parent_id from unit join above on unit.id = above.parent_id
    )
    select distinct person.id::text as id
    from role_grant join above on above.id = role_grant.unit_id join person on person.id = role_grant.person_id
    where role = ${role} and ended_at is null
      and (left_on is null or left_on >= ${dbDate(civilDate(at))}::date)`;
  return rows.map(({ id }) => id);
}
