import { db, type Tx } from "~/platform/store.server";
import { postEvent } from "./post-event.server";

/**
 * Takes back what an event earned, as reversals in the event's own year. Returns the points taken back; 0 when there
 * was no such event or it was cancelled before.
 */
export async function cancelEvent(
  tx: Tx,
  id: string,
  evidence: Record<string, string | number>,
  at: Date,
): Promise<number> {
  const event = await tx.incentiveEvent.findUnique({ where: { id } });
  if (!event) return 0;
  const { personId, unitId, occurredAt } = event;
  const cancelling = {
    ...{ id: `cancel:${id}`, personId, unitId, kind: "event.cancelled", occurredAt },
    ...{ facts: { cancels: id }, evidence },
  };
  return 0 - (await postEvent(tx, cancelling, at));
}

/** The points that stand in the ledger for an event. */
export async function pointsOfEvent(event: { id: string; personId: string }): Promise<number> {
  const [row] = await db().$queryRaw<{ points: number }[]>`
    select coalesce(sum(amount), 0)::int as points from ledger_entry
    where person_id = ${event.personId}::uuid and kind = 'points' and evidence->>'event' = ${event.id}`;
  return row?.points ?? 0;
}
