import type { Tx } from "./store.server";
import { now } from "./clock.server";
import { rowMark } from "./log-rows.server";
import { newId } from "./new-id";

export interface Act {
  /** Pseudonymous id of who acted; null for the system or somebody not signed in. */
  actorId: string | null;
  action: string;
  /** "course:…", "session:…": what was acted upon. */
  subject: string;
  outcome?: "done" | "refused";
  detail?: Record<string, string | number | boolean | null>;
  requestId?: string;
}

/** Writes the audit row in the act's own transaction: both or neither. */
export async function audit(tx: Tx, act: Act): Promise<void> {
  const row = {
    id: newId(),
    at: now(),
    actorId: act.actorId,
    action: act.action,
    subject: act.subject,
    outcome: act.outcome ?? "done",
    detail: act.detail ?? {},
    requestId: act.requestId ?? null,
  };
  await tx.auditEvent.create({ data: { ...row, mac: rowMark("audit", row) } });
}
