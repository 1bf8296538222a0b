import { open } from "~/platform/guard.server";
import { db } from "~/platform/store.server";

/** For a supervisor: 200 when the database answers. */
export const loader = open("public", async () => {
  await db().$queryRaw`select 1 as alive`;
  return Response.json({ ok: true }, { headers: { "Cache-Control": "no-store" } });
});
