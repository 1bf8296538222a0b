import { open } from "~/platform/guard.server";
import { ping } from "~/platform/health.server";

/** For a supervisor: 200 when the database answers. */
export const loader = open("public", async () => {
  await ping();
  return Response.json({ ok: true }, { headers: { "Cache-Control": "no-store" } });
});
