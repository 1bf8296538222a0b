import type { LeaveRefusal } from "~/features/training/rules/seats";
import { tellPromoted } from "~/features/training/promotion-news.server";
import { givePlaceBack } from "~/features/training/seats.server";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { transact } from "~/platform/transact.server";

/** Gives a place back; whoever waits first moves up in the same transaction and is told. Null without such a session. */
export async function withdrawFromSession(asked: {
  personId: string;
  sessionId: string;
  requestId: string;
}): Promise<{ promoted: string[] } | { refusal: LeaveRefusal } | null> {
  return transact(
    async (tx) => {
      const given = await givePlaceBack(tx, asked.sessionId, asked.personId, now());
      if (!given || "refusal" in given) return given;
      const subject = `session:${asked.sessionId}`;
      const common = { actorId: asked.personId, subject, requestId: asked.requestId };
      await audit(tx, { ...common, action: "session.withdraw" });
      for (const person of given.promoted)
        await audit(tx, { ...common, action: "session.promote", detail: { person } });
      await tellPromoted(tx, asked.sessionId, given.promoted);
      return given;
    },
    { isolation: "ReadCommitted" },
  );
}
