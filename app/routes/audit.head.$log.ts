import { contentDisposition } from "~/platform/file-name";
import { guarded, notFound, param } from "~/platform/guard.server";
import { logs } from "~/platform/log-rows.server";
import { takeHead } from "~/workflows/verify-log.server";

/** The head of a log as a file, to be kept elsewhere. */
export const loader = guarded("audit:read", async ({ params, me, context }) => {
  const asked = param(params, "log", /^\w+$/);
  const log = logs.find((each) => each === asked);
  const head = log && (await takeHead({ actorId: me.personId, log, requestId: context.requestId }));
  if (!head) throw notFound();
  return new Response(`${JSON.stringify(head, null, 2)}\n`, {
    headers: {
      "Content-Type": "application/json",
      "Content-Disposition": contentDisposition("attachment", `${log}-head-${head.number}.json`),
      "Cache-Control": "no-store",
    },
  });
});
