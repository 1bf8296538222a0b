import { contactAt } from "~/features/courses/contact.server";
import { chosenIn, lessonForm, offlineReport, type OfflineReportBody } from "~/features/courses/schema";
import { now } from "~/platform/clock.server";
import { readFields, readJson } from "~/platform/form.server";
import { guarded, notFound, param, slugShape } from "~/platform/guard.server";
import { reportOffline, type DoneOffline } from "~/workflows/report-offline.server";

/** What was done in a lesson without a network: what came of it, or 404 when the lesson is no longer this person's. */
export const action = guarded("course:study", async ({ request, params, me, context }) => {
  const report = await readJson(request, offlineReport);
  // Somebody else has signed in on this device: it is not theirs to tell.
  if (report.person !== me.personId) throw new Response(null, { status: 401 });
  const { key, version } = report;
  // A contact that the server did not say leaves no time to credit; answers and notes are taken all the same.
  const since = contactAt(me.personId, report.since) ?? now().getTime();
  const receipt = await reportOffline({
    ...{ personId: me.personId, requestId: context.requestId, key, version, since },
    course: param(params, "course", slugShape),
    lesson: param(params, "lesson", slugShape),
    done: doneIn(report),
  });
  if (!receipt) throw notFound();
  return Response.json(receipt);
});

export const loader = guarded("course:study", async () => {
  throw notFound();
});

function doneIn(report: OfflineReportBody): DoneOffline {
  if (report.kind === "minutes") {
    const { kind, toldMs, section, read } = report;
    return { kind, toldMs, section, read };
  }
  const form = new FormData();
  for (const [name, value] of report.fields) form.append(name, value);
  const act = readFields(form, lessonForm);
  switch (act.intent) {
    case "check":
      return { kind: "check", check: act.check, chosen: chosenIn(act, form) };
    case "note":
      return { kind: "note", place: act.place, text: act.text };
    case "finish":
      return { kind: "finish" };
    case "move":
    case "post":
    case "hide":
      throw new Response(null, { status: 400 });
  }
}
