import { addDays, civilDate, dbDate, fromDbDate } from "~/lib/dates";
import type { Tx } from "~/platform/store.server";
import { lock } from "~/platform/transact.server";
import {
  cancelRefusal,
  joinRefusal,
  leaveRefusal,
  postsAround,
  returnRefusal,
  transferRefusal,
  type CancelRefusal,
  type Employed,
  type JoinRefusal,
  type LeaveRefusal,
  type ReturnRefusal,
  type TransferRefusal,
} from "./rules/employment";

/** The role that comes with a post. */
export const ownRole = "worker";

export interface Joining {
  employeeNo: string;
  name: string;
  unitId: string;
  title: string;
  /** First day of work. */
  joinedOn: string;
  /** "" or absent when none is known. */
  email?: string;
}

/** One act on a person or a number after the other. Take it first, in a ReadCommitted transaction. */
export const lockPerson = (tx: Tx, personId: string) => lock(tx, `person:${personId}`);
export const lockEmployeeNo = (tx: Tx, employeeNo: string) => lock(tx, `employee-no:${employeeNo}`);

/** A new person with an account that has no password yet, the first post and the worker's role. */
export async function joinPerson(
  tx: Tx,
  joining: Joining,
  at: Date,
): Promise<{ personId: string } | { refusal: JoinRefusal }> {
  const { employeeNo, unitId, joinedOn } = joining;
  const [name, title] = [joining.name.trim(), joining.title.trim()];
  await holdUnit(tx, unitId);
  const refusal = joinRefusal({
    ...{ employeeNo, name, title },
    taken: (await tx.account.findUnique({ where: { employeeNo }, select: { personId: true } })) !== null,
    unit: await unitDays(tx, unitId),
    day: joinedOn,
    today: civilDate(at),
  });
  if (refusal) return { refusal };
  const day = dbDate(joinedOn);
  const { id: personId } = await tx.person.create({
    data: { name, joinedOn: day, email: joining.email ?? "" },
    select: { id: true },
  });
  await tx.account.create({ data: { personId, employeeNo } });
  await tx.post.create({ data: { personId, unitId, title, startsOn: day } });
  await tx.roleGrant.create({ data: { personId, role: ownRole, unitId, grantedAt: at } });
  return { personId };
}

/** Another post from a day on, which may lie ahead; the current one ends the day before. */
export async function transferPerson(
  tx: Tx,
  personId: string,
  unitId: string,
  title: string,
  from: string,
  at: Date,
): Promise<{ refusal: TransferRefusal } | { refusal: null; postId: string }> {
  const employed = await employment(tx, personId);
  const today = civilDate(at);
  await holdUnit(tx, unitId);
  const unit = await unitDays(tx, unitId);
  const refusal = transferRefusal(employed, { unitId, unit, title, from, today });
  if (refusal) return { refusal };
  await tx.post.updateMany({
    where: {
      personId,
      startsOn: { lt: dbDate(from) },
      OR: [{ endsOn: null }, { endsOn: { gte: dbDate(from) } }],
    },
    data: { endsOn: dbDate(addDays(from, -1)) },
  });
  const endsOn = employed.leftOn === null ? null : dbDate(employed.leftOn);
  const { id: postId } = await tx.post.create({
    data: { personId, unitId, title: title.trim(), startsOn: dbDate(from), endsOn },
  });
  await settleOwnRole(tx, personId, at);
  return { refusal: null, postId };
}

/**
 * The last day of work. Posts end on it. When it is today or has passed, every role ends at once; otherwise on the
 * day after, by `settle-employment.server.ts`. Returns how many roles ended now.
 */
export async function leavePerson(
  tx: Tx,
  personId: string,
  lastDay: string,
  reason: string,
  at: Date,
): Promise<{ refusal: LeaveRefusal } | { refusal: null; roles: number; closed: boolean }> {
  const { leaveReason: was } = await tx.person.findUniqueOrThrow({ where: { id: personId } });
  const today = civilDate(at);
  const refusal = leaveRefusal(await employment(tx, personId), { lastDay, reason, was, today });
  if (refusal) return { refusal };
  const day = dbDate(lastDay);
  await tx.post.deleteMany({ where: { personId, startsOn: { gt: day } } });
  const last = await tx.post.findFirstOrThrow({ where: { personId }, orderBy: { startsOn: "desc" } });
  await tx.post.update({ where: { id: last.id }, data: { endsOn: day } });
  await tx.person.update({ where: { id: personId }, data: { leftOn: day, leaveReason: reason } });
  const closed = lastDay <= today;
  return { refusal: null, roles: closed ? await closeRoles(tx, personId, at) : 0, closed };
}

/** Ends every role of somebody; returns how many. */
export async function closeRoles(tx: Tx, personId: string, at: Date): Promise<number> {
  return (await tx.roleGrant.updateMany({ where: { personId, endedAt: null }, data: { endedAt: at } })).count;
}

/** Somebody who has left works again, under the same number, with the worker's role alone. */
export async function returnPerson(
  tx: Tx,
  personId: string,
  asked: { unitId: string; title: string; from: string },
  at: Date,
): Promise<{ refusal: ReturnRefusal | null }> {
  const { unitId, from } = asked;
  const title = asked.title.trim();
  await holdUnit(tx, unitId);
  const unit = await unitDays(tx, unitId);
  const employed = await employment(tx, personId);
  const refusal = returnRefusal(employed, { unit, title, from, today: civilDate(at) });
  if (refusal) return { refusal };
  // Roles that were to end with the last day, had the daily job been there, do not come back.
  await closeRoles(tx, personId, at);
  await tx.person.update({ where: { id: personId }, data: { leftOn: null, leaveReason: "" } });
  await tx.post.create({ data: { personId, unitId, title, startsOn: dbDate(from) } });
  await giveOwnRole(tx, personId, unitId, at);
  return { refusal: null };
}

/** Takes back a transfer or a leaving that lies ahead. */
export async function cancelPlanned(
  tx: Tx,
  personId: string,
  what: "transfer" | "leaving",
  at: Date,
): Promise<{ refusal: CancelRefusal | null }> {
  const employed = await employment(tx, personId);
  const today = civilDate(at);
  const refusal = cancelRefusal(employed, what, today);
  if (refusal) return { refusal };
  if (what === "transfer") {
    await tx.post.deleteMany({ where: { personId, startsOn: { gt: dbDate(today) } } });
  } else {
    await tx.person.update({ where: { id: personId }, data: { leftOn: null, leaveReason: "" } });
  }
  const last = await tx.post.findFirstOrThrow({ where: { personId }, orderBy: { startsOn: "desc" } });
  const stays = what === "transfer" && employed.leftOn !== null ? dbDate(employed.leftOn) : null;
  await tx.post.update({ where: { id: last.id }, data: { endsOn: stays } });
  // A leaving entered on its last day has closed the roles; the one that comes with the post comes back.
  if (what === "leaving" && employed.leftOn === today) await giveOwnRole(tx, personId, last.unitId, at);
  return { refusal: null };
}

/**
 * The worker's role follows the post of somebody who has it: it holds where the person works today. Returns whether
 * anything changed.
 */
export async function settleOwnRole(tx: Tx, personId: string, at: Date): Promise<boolean> {
  const unitId = await ownUnit(tx, personId, at);
  if (!unitId) return false;
  const elsewhere = { personId, role: ownRole, unitId: { not: unitId }, endedAt: null };
  const { count } = await tx.roleGrant.updateMany({ where: elsewhere, data: { endedAt: at } });
  if (count > 0) await giveOwnRole(tx, personId, unitId, at);
  return count > 0;
}

async function giveOwnRole(tx: Tx, personId: string, unitId: string, at: Date): Promise<void> {
  const key = { personId, role: ownRole, unitId };
  const given = { grantedAt: at, endedAt: null };
  await tx.roleGrant.upsert({
    where: { personId_role_unitId: key },
    create: { ...key, ...given },
    update: given,
  });
}

async function ownUnit(tx: Tx, personId: string, at: Date): Promise<string | null> {
  const { posts } = await employment(tx, personId);
  const { current, ahead } = postsAround(posts, civilDate(at));
  return (current ?? ahead)?.unitId ?? null;
}

/** Whose last day has passed with a role still open, and whose worker's role is not where they work today. */
export async function unsettled(tx: Tx, at: Date): Promise<{ left: string[]; moved: string[] }> {
  const today = dbDate(civilDate(at));
  const left = await tx.person.findMany({
    where: { leftOn: { lt: today }, grants: { some: { endedAt: null } } },
    select: { id: true },
  });
  const moved = await tx.$queryRaw<{ id: string }[]>`
    select distinct g.person_id::text as id from role_grant g
    join post p on p.person_id = g.person_id and p.starts_on <= ${today}::date and (p.ends_on is null or p.ends_on >= ${today}::date)
    where g.role = ${ownRole} and g.ended_at is null and g.unit_id <> p.unit_id`;
  return { left: left.map(({ id }) => id), moved: moved.map(({ id }) => id) };
}

/** Days and posts of somebody who is there. */
export async function employment(tx: Pick<Tx, "person">, personId: string): Promise<Employed> {
  const { joinedOn, leftOn, posts } = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    include: { posts: { orderBy: { startsOn: "asc" } } },
  });
  return {
    joinedOn: fromDbDate(joinedOn),
    leftOn: leftOn && fromDbDate(leftOn),
    posts: posts.map(({ unitId, title, startsOn, endsOn }) => ({
      ...{ unitId, title },
      startsOn: fromDbDate(startsOn),
      endsOn: endsOn && fromDbDate(endsOn),
    })),
  };
}

/** Lets nobody close a unit until the transaction ends, and waits for who is closing it. */
async function holdUnit(tx: Tx, unitId: string): Promise<void> {
  await tx.$queryRaw`select id::text from unit where id = ${unitId}::uuid for share`;
}

/** From when until when a unit is there; null for none. */
export async function unitDays(tx: Pick<Tx, "unit">, unitId: string) {
  const unit = await tx.unit.findUnique({ where: { id: unitId } });
  return (
    unit && { openedOn: fromDbDate(unit.openedOn), closedOn: unit.closedOn && fromDbDate(unit.closedOn) }
  );
}
