import { evaluate, version, type Event } from "~/features/incentives/rules/evaluate";
import { policyFile } from "~/features/incentives/schema";
import { civilDate, dbDate } from "~/lib/dates";
import type { Prisma } from "~/platform/generated/prisma/client";
import { rowMark } from "~/platform/log-rows.server";
import { newId } from "~/platform/new-id";
import { db } from "~/platform/store.server";

export interface DemoEvent {
  id: string;
  personId: string;
  unitId: string;
  kind: string;
  occurredAt: Date;
  facts: Record<string, string>;
  evidence: Record<string, string | number>;
}

/** Ledger entries as the rule gives them for each person's events, in the columns that posting them one by one fills. */
export async function ledgerRows(events: readonly DemoEvent[], at: Date) {
  const policies = (await db().policy.findMany()).map((row) => policyFile.parse(row.document));
  const entries: Prisma.LedgerEntryCreateManyInput[] = [];
  const people = new Map<string, DemoEvent[]>();
  for (const event of events) people.set(event.personId, [...(people.get(event.personId) ?? []), event]);
  for (const [personId, own] of people) {
    const known = own.map((event): Event => {
      const { id, kind, facts, occurredAt } = event;
      return { id, kind, facts, at: occurredAt.toISOString(), on: civilDate(occurredAt), cancels: null };
    });
    for (const entry of evaluate(policies, known, []).entries) {
      const source = own.find((event) => event.id === entry.eventId);
      const { key, amount, policyVersion, rule, uncapped, cappedBy } = entry;
      const row = {
        id: newId(),
        personId,
        unitId: source?.unitId ?? "",
        kind: "points",
        amount,
        occurredOn: dbDate(entry.occurredOn),
        postedAt: source?.occurredAt ?? at,
        policyVersion,
        rule,
        evidence: {
          event: entry.eventId,
          reverses: null,
          evaluator: version,
          uncapped,
          cappedBy,
          of: source?.evidence ?? {},
        },
        key,
        reversalOf: null,
      };
      entries.push({ ...row, mac: rowMark("ledger", row) });
    }
  }
  entries.sort((a, b) => Number(a.postedAt) - Number(b.postedAt));
  return {
    entries,
    events: events.map((event): Prisma.IncentiveEventCreateManyInput => ({
      ...event,
      occurredOn: dbDate(civilDate(event.occurredAt)),
      receivedAt: event.occurredAt,
    })),
  };
}
