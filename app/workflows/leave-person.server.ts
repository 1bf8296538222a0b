import { leavePerson as leave, lockPerson } from "~/features/people/employment.server";
import { keeps, type Keeper } from "~/features/people/person-scope.server";
import type { LeaveRefusal } from "~/features/people/rules/employment";
import { tellPromoted } from "~/features/training/promotion-news.server";
import { givePlaceBack, lockPlaces, placesFrom } from "~/features/training/seats.server";
import { addDays, shanghai } from "~/lib/dates";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { endSessions } from "~/platform/session.server";
import { transact } from "~/platform/transact.server";

export interface Left {
  refusal: null;
  /** Whether roles and sessions ended now, and not after a last day that lies ahead. */
  closed: boolean;
  roles: number;
  sessions: number;
  seats: number;
  promoted: number;
}

/**
 * Somebody's last day of work. Places in sessions after it go to those who wait, in the same transaction; when the day
 * is today or past, every role and session ends at once. Null for somebody whose record is not theirs to write.
 */
export async function leavePerson(asked: {
  by: Keeper;
  personId: string;
  lastDay: string;
  reason: string;
  requestId: string;
}): Promise<{ refusal: LeaveRefusal } | Left | null> {
  const { by, personId, lastDay, reason, requestId } = asked;
  return transact(
    async (tx) => {
      await lockPerson(tx, personId);
      await lockPlaces(tx, personId);
      const at = now();
      if (!(await keeps(tx, by, personId, at))) return null;
      const actorId = by.personId;
      // HR cannot send away who watches over it: the office is ended first, by the security administrator.
      const offices = ["system-admin", "security-admin", "auditor"];
      if ((await tx.roleGrant.count({ where: { personId, role: { in: offices }, endedAt: null } })) > 0)
        return { refusal: "office" };
      const done = await leave(tx, personId, lastDay, reason, at);
      if (done.refusal) return { refusal: done.refusal };
      const { roles, closed } = done;
      const sessions = closed ? await endSessions(tx, personId) : 0;
      const promoted: string[] = [];
      let seats = 0;
      const dayAfter = shanghai(addDays(lastDay, 1));
      for (const sessionId of await placesFrom(tx, personId, dayAfter > at ? dayAfter : at)) {
        const given = await givePlaceBack(tx, sessionId, personId, at);
        if (!given || "refusal" in given) continue;
        seats++;
        promoted.push(...given.promoted);
        const common = { actorId, subject: `session:${sessionId}`, requestId };
        await audit(tx, { ...common, action: "session.withdraw", detail: { person: personId, why: "left" } });
        for (const person of given.promoted)
          await audit(tx, { ...common, action: "session.promote", detail: { person } });
        await tellPromoted(tx, sessionId, given.promoted);
      }
      await audit(tx, {
        actorId,
        action: "person.leave",
        subject: `person:${personId}`,
        detail: { lastDay, reason, closed, roles, sessions, seats },
        requestId,
      });
      return { refusal: null, closed, roles, sessions, seats, promoted: promoted.length };
    },
    { isolation: "ReadCommitted" },
  );
}
