import { z } from "zod";
import type { Prisma } from "~/platform/generated/prisma/client";
import { civilDate, dbDate, fromDbDate } from "~/lib/dates";
import { rowMark } from "~/platform/log-rows.server";
import { newId } from "~/platform/new-id";
import { lockAll } from "~/platform/transact.server";
import type { Tx } from "~/platform/store.server";
import { evaluate, version, type Event, type Policy, type PostedEntry } from "./rules/evaluate";
import { policyFile } from "./schema";

export interface VerifiedEvent {
  /** Natural key: the same event twice is one event. */
  id: string;
  personId: string;
  /** The unit on which the points are booked: where the person worked on the day. */
  unitId: string;
  kind: string;
  occurredAt: Date;
  facts: Record<string, string | number | boolean>;
  evidence: Record<string, string | number>;
}

const facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const posting = z.object({ event: z.string(), reverses: z.string().nullable() });

/**
 * Takes a verified event and posts what the policies say, as new ledger entries. Caps run over at most a year, so the
 * person's events of that year are the whole input. The person's lock makes two events at once settle one after the
 * other. Returns the points that the event's year gained.
 */
export async function postEvent(tx: Tx, event: VerifiedEvent, at: Date): Promise<number> {
  await lockPoints(tx, [event.personId]);
  return postEvents(tx, event.personId, [event], at);
}

/** One booking of somebody's points after the other. */
export const lockPoints = (tx: Tx, personIds: readonly string[]) =>
  lockAll(
    tx,
    personIds.map((personId) => `points:${personId}`),
  );

/**
 * The same for several events of one person, whose points the caller has locked; the years between the first and the
 * last are settled with them.
 */
export async function postEvents(
  tx: Tx,
  personId: string,
  taken: readonly VerifiedEvent[],
  at: Date,
): Promise<number> {
  await tx.incentiveEvent.createMany({
    data: taken.map(({ occurredAt, ...event }) => ({
      ...event,
      ...{ occurredAt, occurredOn: dbDate(civilDate(occurredAt)), receivedAt: at },
    })),
    skipDuplicates: true,
  });
  const years = taken.map(({ occurredAt }) => civilDate(occurredAt).slice(0, 4)).sort();
  const year = { gte: dbDate(`${years[0]}-01-01`), lte: dbDate(`${years[years.length - 1]}-12-31`) };
  const events = await tx.incentiveEvent.findMany({ where: { personId, occurredOn: year } });
  const rows = await tx.ledgerEntry.findMany({
    where: { personId, kind: "points", occurredOn: year },
    orderBy: { seq: "asc" },
  });
  const policies = await tx.policy.findMany({ where: { kind: "points" } });
  const byId = new Map(events.map((row) => [row.id, row]));
  const idOfKey = new Map(rows.map((row) => [row.key, row.id]));
  const { entries } = evaluate(
    policies.map((row): Policy => policyFile.parse(row.document)),
    events.map((row): Event => {
      const { cancels, ...known } = facts.parse(row.facts);
      return {
        id: row.id,
        kind: row.kind,
        at: row.occurredAt.toISOString(),
        on: fromDbDate(row.occurredOn),
        facts: known,
        cancels: typeof cancels === "string" ? cancels : null,
      };
    }),
    rows.map((row): PostedEntry => {
      const { event: eventId, reverses } = posting.parse(row.evidence);
      return { key: row.key, eventId, rule: row.rule, amount: row.amount, reverses };
    }),
  );
  const posted: Prisma.LedgerEntryCreateManyInput[] = [];
  for (const entry of entries) {
    const source = byId.get(entry.eventId);
    if (!source) continue;
    const because: Prisma.InputJsonObject = {
      event: entry.eventId,
      reverses: entry.reverses,
      evaluator: version,
      uncapped: entry.uncapped,
      cappedBy: entry.cappedBy,
      of: source.evidence as Prisma.InputJsonObject,
    };
    const row = {
      id: newId(),
      personId,
      unitId: source.unitId,
      kind: "points",
      amount: entry.amount,
      occurredOn: dbDate(entry.occurredOn),
      postedAt: at,
      policyVersion: entry.policyVersion,
      rule: entry.rule,
      evidence: because,
      key: entry.key,
      reversalOf: entry.reverses === null ? null : (idOfKey.get(entry.reverses) ?? null),
    };
    posted.push({ ...row, mac: rowMark("ledger", row) });
    idOfKey.set(row.key, row.id);
  }
  if (posted.length) await tx.ledgerEntry.createMany({ data: posted });
  return entries.reduce((sum, entry) => sum + entry.amount, 0);
}
