import { endRun, run } from "~/features/exchange/runs.server";
import { audit } from "~/platform/audit.server";
import { lock, transact } from "~/platform/transact.server";

/** Drops a dry run with what was kept of its file; dropping twice is dropping once. Null when it is not the actor's. */
export async function dropImport(asked: {
  actorId: string;
  runId: string;
  requestId: string;
}): Promise<{ dropped: boolean } | null> {
  const { actorId, runId, requestId } = asked;
  return transact(
    async (tx) => {
      await lock(tx, "import");
      const found = await run(tx, actorId, runId);
      if (!found) return null;
      if (found.run.state !== "tried") return { dropped: false };
      await endRun(tx, runId, { state: "dropped" });
      await audit(tx, { actorId, action: "import.drop", subject: `import:${runId}`, requestId });
      return { dropped: true };
    },
    { isolation: "ReadCommitted" },
  );
}
