import { notify } from "~/platform/notifications.server";
import type { Tx } from "~/platform/store.server";

/** Tells people that they have moved up from the waiting list to a seat. */
export async function tellPromoted(tx: Tx, sessionId: string, personIds: readonly string[]): Promise<void> {
  if (!personIds.length) return;
  const session = await tx.trainingSession.findUniqueOrThrow({ where: { id: sessionId } });
  const enrolments = await tx.enrolment.findMany({ where: { sessionId, personId: { in: [...personIds] } } });
  for (const { personId, seq } of enrolments) {
    await notify(tx, {
      kind: "training.promoted",
      params: {
        session: session.title,
        sessionEn: session.titleEn,
        startsAt: session.startsAt.toISOString(),
        venue: session.venue,
      },
      personIds: [personId],
      // Whoever gives the seat back and waits again may move up again.
      key: `training.promoted/${sessionId}/${seq}`,
      link: `/training/${sessionId}`,
    });
  }
}
