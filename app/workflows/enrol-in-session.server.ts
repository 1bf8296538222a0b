import type { SeatRefusal } from "~/features/training/rules/seats";
import { takePlace, type Place } from "~/features/training/seats.server";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { transact } from "~/platform/transact.server";

interface Asked {
  personId: string;
  sessionId: string;
  requestId: string;
}

/** Takes a seat, or a place on the waiting list. Null without such a session. */
export async function enrolInSession(
  asked: Asked,
): Promise<{ place: Place } | { refusal: SeatRefusal } | null> {
  return transact(
    async (tx) => {
      const given = await takePlace(tx, asked.sessionId, asked.personId, now());
      if (given && "place" in given) {
        await audit(tx, {
          actorId: asked.personId,
          action: "session.enrol",
          subject: `session:${asked.sessionId}`,
          detail: { place: given.place },
          requestId: asked.requestId,
        });
      }
      return given;
    },
    { isolation: "ReadCommitted" },
  );
}
