import { digestOf, endRun, replaceResult, run } from "~/features/exchange/runs.server";
import { summaryOf, type Summary } from "~/features/exchange/rules/verdict";
import { audit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import type { Tx } from "~/platform/store.server";
import { isUnique, lock, transact } from "~/platform/transact.server";
import { importers } from "./importers.server";
import { importTimeoutMs } from "./try-import.server";

export type Taken =
  | { taken: Summary }
  /** `closed`: decided before. `refused-rows`: all was asked for and some are refused. `other`: see below. */
  | { refusal: "closed" | "refused-rows" | "other" };

interface Asked {
  actorId: string;
  units: readonly string[];
  runId: string;
  /** The result that was shown. */
  digest: string;
  which: "all" | "good";
  requestId: string;
}

/**
 * Takes a dry run: every row, or the good ones, in one transaction. Each row is judged again first; when anything is
 * other than it was shown, nothing is taken, and the new result is kept to be shown. Null when the run is not the
 * actor's.
 */
export async function takeImport(asked: Asked): Promise<Taken | null> {
  try {
    return await within((tx) => take(tx, asked));
  } catch (error) {
    if (!isUnique(error)) throw error;
    // Somebody has entered the same number meanwhile, by hand: what was shown no longer holds.
    return within((tx) => take(tx, { ...asked, onlyJudge: true }));
  }
}

const within = <T>(work: (tx: Tx) => Promise<T>) =>
  transact(work, { isolation: "ReadCommitted", timeoutMs: importTimeoutMs });

async function take(tx: Tx, asked: Asked & { onlyJudge?: true }): Promise<Taken | null> {
  const { actorId, units, runId, digest, which, requestId } = asked;
  // One import after the other.
  await lock(tx, "import");
  const found = await run(tx, actorId, runId);
  if (!found) return null;
  const { run: kept, tried } = found;
  if (kept.state !== "tried" || !tried) return { refusal: "closed" };
  const importer = importers[kept.kind];
  const changed = tried.rows.filter((_, i) => tried.judged[i]?.verdict === "changed");
  await importer.lock(tx, tried.rows, changed);

  const at = now();
  const { judged, take: write } = await importer.judge(tx, tried.rows, { actorId, units, at, requestId });
  const summary = summaryOf(judged);
  const fresh = digestOf({ judged });
  if (asked.onlyJudge || fresh !== digest) {
    if (fresh !== digestOf(tried)) await replaceResult(tx, runId, { ...tried, judged });
    return { refusal: "other" };
  }
  if (which === "all" && summary.refused > 0) return { refusal: "refused-rows" };
  await write();
  await endRun(tx, runId, { state: "taken", summary, takenAt: at });
  await audit(tx, {
    ...{ actorId, action: "import.take", subject: `import:${runId}`, requestId },
    detail: { kind: kept.kind, which, ...summary },
  });
  return { taken: summary };
}
