import { open } from "~/platform/guard.server";
import { health } from "~/platform/health.server";

/** For a supervisor: 200 when database, migrations, disk and jobs work, 503 with what does not. */
export const loader = open("public", async ({ context }) => {
  const parts = await health(context.dataDir);
  const ok = Object.values(parts).every(Boolean);
  return Response.json(
    { ok, ...parts },
    { status: ok ? 200 : 503, headers: { "Cache-Control": "no-store" } },
  );
});
