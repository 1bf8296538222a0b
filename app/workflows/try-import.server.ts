import { readTable, type TableFault } from "~/features/exchange/read-table.server";
import type { ImportKind } from "~/features/exchange/rules/columns";
import { readHeader, type HeaderFault } from "~/features/exchange/rules/header";
import { readRows } from "~/features/exchange/rules/row";
import { summaryOf } from "~/features/exchange/rules/verdict";
import { createRun } from "~/features/exchange/runs.server";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { db } from "~/platform/store.server";
import { transact } from "~/platform/transact.server";
import { importers } from "./importers.server";

/** Twenty thousand rows take a while on a small machine. */
export const importTimeoutMs = 10 * 60_000;

export type Trial = { runId: string } | { fault: TableFault; line?: number } | { header: HeaderFault };

/**
 * The dry run: says of each row what taking it would do, and keeps the rows and what was said, encrypted. Changes
 * nothing else. A file that cannot be read at all leaves nothing.
 */
export async function tryImport(asked: {
  actorId: string;
  units: readonly string[];
  kind: ImportKind;
  file: { name: string; kind: "xlsx" | "csv"; sha256: string; bytes: Buffer };
  requestId: string;
}): Promise<Trial> {
  const { actorId, units, kind, file, requestId } = asked;
  const table = readTable(file.kind, file.bytes);
  if ("fault" in table) return table;
  const header = readHeader(kind, table.head.cells, (at) =>
    table.rows.some(({ cells }) => (cells[at] ?? "") !== ""),
  );
  if ("fault" in header) return { header: header.fault };
  const rows = readRows(kind, header.columns, table.rows);
  if (rows.length === 0) return { fault: "no-rows" };
  const at = now();
  // Outside of the transaction, which would keep everybody else waiting on the embedded store; it is judged again anyway.
  const { judged } = await importers[kind].judge(db(), rows, { actorId, units, at, requestId });
  const tried = { rows, judged, otherSheets: table.otherSheets };
  return transact(
    async (tx) => {
      const runId = await createRun(tx, {
        kind,
        fileName: file.name,
        sha256: file.sha256,
        actorId,
        at,
        tried,
      });
      await audit(tx, {
        ...{ actorId, action: "import.try", subject: `import:${runId}`, requestId },
        detail: { kind, sha256: file.sha256, ...summaryOf(judged) },
      });
      return { runId };
    },
    { isolation: "ReadCommitted", timeoutMs: importTimeoutMs },
  );
}
