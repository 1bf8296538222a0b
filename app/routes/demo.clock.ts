import { redirect } from "@remix-run/node";
import { z } from "zod";
import { returnPath } from "~/features/people/schema/sign-in";
import { advanceClock } from "~/platform/clock.server";
import { readFields, readForm } from "~/platform/form.server";
import { open } from "~/platform/guard.server";
import { minuteMs } from "~/lib/dates";

const form = z.object({ minutes: z.coerce.number().int().min(1).max(1440), next: returnPath });

/** Lets the demonstration's clock run ahead; it does not exist elsewhere. */
export const action = open("demo", async ({ request }) => {
  const { minutes, next } = readFields(await readForm(request), form);
  await advanceClock(minutes * minuteMs);
  return redirect(next);
});

export const loader = open("demo", async () => redirect("/"));
