import { audit } from "~/platform/audit.server";
import { transact } from "~/platform/transact.server";

/** Says who took which rows out of the system, before they are handed over. */
export async function logExport(asked: {
  actorId: string;
  what: "people" | "certificate";
  detail: Record<string, string | number | boolean>;
  requestId: string;
}): Promise<void> {
  const { actorId, what, detail, requestId } = asked;
  await transact((tx) => audit(tx, { actorId, action: `${what}.export`, subject: what, detail, requestId }));
}
