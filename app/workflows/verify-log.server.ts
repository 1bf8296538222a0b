import { audit } from "~/platform/audit.server";
import type { Head } from "~/platform/kept-heads.server";
import type { LogName } from "~/platform/log-rows.server";
import { headOf } from "~/platform/seals.server";
import { transact } from "~/platform/transact.server";
import { beginVerification } from "~/platform/verification.server";

interface Asked {
  actorId: string;
  log: LogName;
  requestId: string;
}

/** Begins to verify a log; its result becomes a row of the audit log. "busy" while another verification of it runs. */
export function verifyNow({ actorId, log, last, requestId }: Asked & { last: number | null }): "busy" | null {
  const begun = beginVerification(log, last, ({ ok, rows, seals, problem }) =>
    transact((tx) =>
      audit(tx, {
        actorId,
        action: "audit.verify",
        subject: `log:${log}`,
        detail: {
          ok,
          rows,
          seals,
          ...(problem && { problem: problem.what, seq: problem.seq ?? null, seal: problem.seal ?? null }),
        },
        requestId,
      }),
    ),
  );
  return begun ? null : "busy";
}

/** The newest head of a log, and a row that says who took it. Null when nothing is sealed yet. */
export async function takeHead({ actorId, log, requestId }: Asked): Promise<Head | null> {
  const head = await headOf(log);
  if (!head) return null;
  const { number: seal } = head;
  await transact((tx) =>
    audit(tx, { actorId, action: "audit.head", subject: `log:${log}`, detail: { seal }, requestId }),
  );
  return head;
}
