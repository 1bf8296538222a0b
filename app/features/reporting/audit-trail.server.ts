import { db } from "~/platform/store.server";

const pageSize = 50;

/** A page of the audit log, newest first, from before a sequence number. Actors by employee number. */
export async function auditTrail(before: bigint | null) {
  const rows = await db().auditEvent.findMany({
    where: before === null ? {} : { seq: { lt: before } },
    orderBy: { seq: "desc" },
    take: pageSize + 1,
  });
  const shown = rows.slice(0, pageSize);
  const accounts = await db().account.findMany({
    where: { personId: { in: shown.flatMap((row) => row.actorId ?? []) } },
    select: { personId: true, employeeNo: true },
  });
  const numbers = new Map(accounts.map((account) => [account.personId, account.employeeNo]));
  return {
    newest: before === null,
    older: rows.length > pageSize ? String(shown[shown.length - 1]?.seq) : null,
    events: shown.map((row) => ({
      id: row.id,
      at: row.at,
      actor: row.actorId === null ? null : (numbers.get(row.actorId) ?? row.actorId),
      action: row.action,
      subject: row.subject,
      outcome: row.outcome,
    })),
  };
}
