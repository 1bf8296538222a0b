import { tokenAllows } from "~/platform/api-token.server";
import { notFound, open } from "~/platform/guard.server";
import { readMetrics } from "~/platform/metrics.server";

/** For the machine itself and for whoever shows a token of the scope `metrics`; nobody else learns that it exists. */
export const loader = open("public", async ({ request, context }) => {
  const allowed = context.local || (await tokenAllows(request.headers.get("Authorization"), "metrics"));
  if (!allowed) throw notFound();
  const { type, body } = await readMetrics();
  return new Response(body, { headers: { "Content-Type": type, "Cache-Control": "no-store" } });
});
