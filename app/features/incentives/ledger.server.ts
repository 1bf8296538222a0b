import { z } from "zod";
import { fromDbDate } from "~/lib/dates";
import { db } from "~/platform/store.server";
import { policyFile } from "./schema";

export interface LedgerLine {
  id: string;
  occurredOn: string;
  postedAt: Date;
  amount: number;
  policyVersion: string;
  rule: string;
  ruleTitle: { zh: string; en: string };
  /** What earned it: a key such as "course:…" and what was kept with it. */
  event: string;
  evidence: Record<string, string | number>;
  cappedBy: string | null;
  uncapped: number;
  isReversal: boolean;
}

export interface PointsPage {
  balance: number;
  lines: LedgerLine[];
  bySource: {
    rule: string;
    title: { zh: string; en: string };
    note: { zh: string; en: string };
    times: number;
    points: number;
  }[];
  policy: { version: string; title: string; titleEn: string } | null;
}

const evidenceShape = z.object({
  event: z.string(),
  uncapped: z.number(),
  cappedBy: z.string().nullable(),
  of: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** A person's points of a year: each entry with its reason, and the sum by rule. */
export async function pointsOf(personId: string, year: number): Promise<PointsPage> {
  const occurredOn = { gte: new Date(`${year}-01-01`), lte: new Date(`${year}-12-31`) };
  const [rows, policies] = await Promise.all([
    db().ledgerEntry.findMany({
      where: { personId, kind: "points", occurredOn },
      orderBy: [{ occurredOn: "desc" }, { seq: "desc" }],
      take: 500,
    }),
    db().policy.findMany({ where: { kind: "points" } }),
  ]);
  const documents = new Map(policies.map((row) => [row.version, policyFile.parse(row.document)]));
  const ruleOf = (version: string, rule: string) =>
    documents.get(version)?.rules.find((each) => each.id === rule);
  const lines = rows.map((row): LedgerLine => {
    const evidence = evidenceShape.parse(row.evidence);
    const rule = ruleOf(row.policyVersion, row.rule);
    return {
      id: row.id,
      occurredOn: fromDbDate(row.occurredOn),
      postedAt: row.postedAt,
      amount: row.amount,
      policyVersion: row.policyVersion,
      rule: row.rule,
      ruleTitle: { zh: rule?.title ?? row.rule, en: rule?.titleEn ?? row.rule },
      event: evidence.event,
      evidence: evidence.of,
      cappedBy: evidence.cappedBy,
      uncapped: evidence.uncapped,
      isReversal: row.reversalOf !== null,
    };
  });
  const sums = new Map<string, PointsPage["bySource"][number]>();
  for (const line of lines) {
    const rule = ruleOf(line.policyVersion, line.rule);
    const note = { zh: rule?.note ?? "", en: rule?.noteEn ?? "" };
    const sum = sums.get(line.rule) ?? { rule: line.rule, title: line.ruleTitle, note, times: 0, points: 0 };
    sum.times += line.amount > 0 && !line.isReversal ? 1 : 0;
    sum.points += line.amount;
    sums.set(line.rule, sum);
  }
  const current = [...documents.values()].find((policy) => Number(policy.effectiveFrom.slice(0, 4)) === year);
  return {
    balance: lines.reduce((sum, line) => sum + line.amount, 0),
    lines,
    bySource: [...sums.values()].sort((a, b) => b.points - a.points),
    policy: current ? { version: current.version, title: current.title, titleEn: current.titleEn } : null,
  };
}
