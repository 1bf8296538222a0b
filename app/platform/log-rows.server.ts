import { createHash } from "node:crypto";
import { canonical } from "~/lib/canonical";
import { keyedHash } from "./crypto.server";

/** The two logs that only grow. */
export const logs = ["audit", "ledger"] as const;
export type LogName = (typeof logs)[number];

const moment = (column: string) => `to_char(${column}::timestamp, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const instant = (column: string) => moment(`(${column} at time zone 'UTC')`);

/**
 * What the mark of a row is made of, each field as SQL that gives the text which `canonical` would write for the value
 * that was stored: whatever a driver makes of dates and JSON, the mark is the same.
 */
const fields = {
  audit: {
    id: "id::text",
    at: instant("at"),
    actorId: "actor_id::text",
    action: "action",
    subject: "subject",
    outcome: "outcome",
    detail: "detail::text",
    requestId: "request_id",
  },
  ledger: {
    id: "id::text",
    personId: "person_id::text",
    unitId: "unit_id::text",
    kind: "kind",
    amount: "amount::text",
    occurredOn: moment("occurred_on"),
    postedAt: instant("posted_at"),
    policyVersion: "policy_version",
    rule: "rule",
    evidence: "evidence::text",
    key: "key",
    reversalOf: "reversal_of::text",
  },
} satisfies Record<LogName, Record<string, string>>;

/** Fields whose text is JSON. */
const json = new Set(["detail", "evidence", "amount"]);

export const tables = { audit: "audit_event", ledger: "ledger_entry" } as const satisfies Record<
  LogName,
  string
>;

export type MarkedFields<L extends LogName> = Record<keyof (typeof fields)[L], unknown>;

/** The keyed hash that a row carries: nobody without the installation's secret can write a row or alter one unseen. */
export function rowMark<L extends LogName>(log: L, row: MarkedFields<L>): string {
  return keyedHash(`${log} row`, canonical(row));
}

/** A row as `selectRows` gives it. */
export type TextRow = Record<string, string | null> & { seq: string; mac: string | null };

/** SQL for rows of a log as text; conditions and order go behind it. `seq` is a text here, `it.seq` the number. */
export function selectRows(log: LogName): string {
  const columns = Object.entries(fields[log]).map(([name, sql]) => `${sql} as "${name}"`);
  return `select seq::text as "seq", mac as "mac", ${columns.join(", ")} from "${tables[log]}" as it`;
}

export interface CheckedRow {
  seq: number;
  /** 96 bits of the hash of everything in it, as 16 characters. */
  digest: string;
  /** `none` in a row without a mark: one from before there were any, or one that the app did not write. */
  mark: "right" | "wrong" | "none";
}

export function checkRow(log: LogName, { seq, mac, ...text }: TextRow): CheckedRow {
  const row = Object.fromEntries(
    Object.entries(text).map(([name, value]) => [
      name,
      value !== null && json.has(name) ? (JSON.parse(value) as unknown) : value,
    ]),
  );
  return { seq: Number(seq), digest: digestOf(log, { ...row, seq, mac }), mark: markOf(log, row, mac) };
}

/** How many characters a digest has. */
export const digestLength = 16;

function digestOf(log: LogName, row: object): string {
  return createHash("sha256")
    .update(`${log} row `)
    .update(canonical(row))
    .digest("base64url")
    .slice(0, digestLength);
}

function markOf(log: LogName, row: object, mac: string | null): CheckedRow["mark"] {
  if (mac === null) return "none";
  return keyedHash(`${log} row`, canonical(row)) === mac ? "right" : "wrong";
}
