import { data, redirect, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { RosterPage } from "~/features/training/components/roster-page";
import { roster } from "~/features/training/roster.server";
import { attendanceForm } from "~/features/training/schema";
import { now } from "~/platform/clock.server";
import { readFields, readForm } from "~/platform/form.server";
import { guarded, idShape, notFound, param } from "~/platform/guard.server";
import { recordAttendance } from "~/workflows/record-attendance.server";

export const loader = guarded("training:roster", async ({ me, params }) => {
  const found = await roster(me.personId, param(params, "session", idShape), now());
  if (!found) throw notFound();
  return { roster: found };
});

export const action = guarded("training:roster", async ({ request, params, me, context }) => {
  const { person } = readFields(await readForm(request), attendanceForm);
  const sessionId = param(params, "session", idShape);
  const { requestId } = context;
  const recorded = await recordAttendance({ trainerId: me.personId, sessionId, personId: person, requestId });
  if (!recorded) throw notFound();
  if (recorded.refusal) return data({ refusal: recorded.refusal }, { status: 409 });
  return redirect(`/training/${sessionId}/roster`);
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.roster.title }];

export default function Roster() {
  const { roster: shown } = useLoaderData<typeof loader>();
  return <RosterPage roster={shown} refusal={useActionData<typeof action>()?.refusal} />;
}
