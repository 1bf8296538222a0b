import { auditExtract, type AuditExtract } from "~/features/reporting/audit-trail.server";
import { auditQuery, type AuditSearch } from "~/features/reporting/rules/audit-search";
import { audit } from "~/platform/audit.server";
import { transact } from "~/platform/transact.server";

/** The rows that a search finds; that somebody takes them is a row itself, which is not among them. */
export async function exportAudit(asked: {
  actorId: string;
  search: AuditSearch;
  format: string;
  requestId: string;
}): Promise<AuditExtract> {
  const { actorId, search, format, requestId } = asked;
  const extract = await auditExtract(search);
  const detail = { format, rows: extract.count, search: auditQuery(search) };
  await transact((tx) =>
    audit(tx, { actorId, action: "audit.export", subject: "log:audit", detail, requestId }),
  );
  return extract;
}
