import { civilDate } from "~/lib/dates";
import { now } from "~/platform/clock.server";
import { guarded } from "~/platform/guard.server";
import { downloadData } from "~/workflows/download-data.server";

/** Everything that is held about the person who asks, as a file. */
export const loader = guarded("signed-in", async ({ request, me, context }) => {
  const { personId, session } = me;
  const ticket = new URL(request.url).searchParams.get("ticket");
  const json = await downloadData({ personId, session, ticket, requestId: context.requestId });
  return new Response(json, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="nuanxin-my-data-${civilDate(now())}.json"`,
    },
  });
});
