import { civilDate, dbDate } from "~/lib/dates";
import { now } from "./clock.server";
import { decrypt, encrypt } from "./crypto.server";
import { Prisma } from "./generated/prisma/client";
import { db, type Tx } from "./store.server";

const sealedFor = (robotId: string) => `robot:${robotId}`;

/** Each person's nearest robot at or above the unit of today, by person; those without one are missing. */
export async function nearestRobots(tx: Tx, personIds: readonly string[]): Promise<Map<string, string>> {
  const today = dbDate(civilDate(now()));
  const rows = await tx.$queryRaw<{ personId: string; robotId: string }[]>`
    with recursive up(person_id, unit_id, distance) as (
      select person_id, unit_id, 0 from post
      where person_id in (${Prisma.join(personIds.map((id) => Prisma.sql`${id}::uuid`))})
        and starts_on <= ${today}::date and (ends_on is null or ends_on >= ${today}::date)
      union all
      select up.person_id, unit.parent_id, distance + 1 from up join unit on unit.id = up.unit_id
      where unit.parent_id is not null and distance < 50
    )
    select distinct on (person_id) person_id::text as "personId", robot.id::text as "robotId"
    from up join robot using (unit_id)
    where robot.stopped_at is null
    order by person_id, distance, robot.created_at desc`;
  return new Map(rows.map(({ personId, robotId }) => [personId, robotId]));
}

export async function addRobot(
  tx: Tx,
  { unitId, name, key, at }: { unitId: string; name: string; key: string; at: Date },
): Promise<string> {
  const id = crypto.randomUUID();
  await tx.robot.create({
    data: { id, unitId, name, keyCipher: encrypt(key, sealedFor(id)), createdAt: at },
  });
  return id;
}

/** Returns whether it was running until now. */
export async function endRobot(tx: Tx, id: string, at: Date): Promise<boolean> {
  const { count } = await tx.robot.updateMany({ where: { id, stoppedAt: null }, data: { stoppedAt: at } });
  return count === 1;
}

/** A running robot with its key; null when there is none. */
export async function openRobot(id: string): Promise<{ id: string; name: string; key: string } | null> {
  const robot = await db().robot.findFirst({ where: { id, stoppedAt: null } });
  return robot && { id, name: robot.name, key: decrypt(robot.keyCipher, sealedFor(id)) };
}

export interface RobotLine {
  id: string;
  name: string;
  unit: { name: string; nameEn: string } | null;
  stoppedAt: Date | null;
}

/** All robots, the running ones first. */
export async function listRobots(): Promise<RobotLine[]> {
  const robots = await db().robot.findMany({
    orderBy: [{ stoppedAt: { sort: "desc", nulls: "first" } }, { createdAt: "desc" }],
    select: { id: true, name: true, unitId: true, stoppedAt: true },
  });
  const units = await db().unit.findMany({
    where: { id: { in: robots.map(({ unitId }) => unitId) } },
    select: { id: true, name: true, nameEn: true },
  });
  return robots.map(({ unitId, ...robot }) => ({
    ...robot,
    unit: units.find(({ id }) => id === unitId) ?? null,
  }));
}
