import type { Tx } from "./store.server";
import type { AuditAction } from "./audit-actions";
import { now } from "./clock.server";
import { rowMark } from "./log-rows.server";
import { newId } from "./new-id";

export interface Act {
  /** Pseudonymous id of who acted; null for the system or somebody not signed in. */
  actorId: string | null;
  action: AuditAction;
  /** "course:…", "session:…": what was acted upon. */
  subject: string;
  outcome?: "done" | "refused";
  detail?: Record<string, string | number | boolean | null>;
  requestId?: string;
}

/** Writes the audit row in the act's own transaction: both or neither. */
export async function audit(tx: Tx, act: Act): Promise<void> {
  await auditAll(tx, [act]);
}

/** The same for an act that touches many: a row each, in few statements. */
export async function auditAll(tx: Tx, acts: readonly Act[]): Promise<void> {
  const at = now();
  const rows = acts.map((act) => {
    const row = {
      id: newId(),
      at,
      actorId: act.actorId,
      action: act.action,
      subject: act.subject,
      outcome: act.outcome ?? "done",
      detail: act.detail ?? {},
      requestId: act.requestId ?? null,
    };
    return { ...row, mac: rowMark("audit", row) };
  });
  for (let from = 0; from < rows.length; from += 2000)
    await tx.$executeRaw`
      insert into audit_event (id, at, actor_id, action, subject, outcome, detail, request_id, mac)
      select id, at, "actorId", action, subject, outcome, detail, "requestId", mac
      from jsonb_to_recordset(${JSON.stringify(rows.slice(from, from + 2000))}::jsonb)
        as it(id uuid, at timestamptz, "actorId" uuid, action text, subject text, outcome text, detail jsonb,
              "requestId" text, mac text)`;
}
