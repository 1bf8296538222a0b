import { signedContact } from "~/features/courses/contact.server";
import { beat } from "~/features/courses/schema";
import { now } from "~/platform/clock.server";
import { readJson } from "~/platform/form.server";
import { guarded, notFound, param, slugShape } from "~/platform/guard.server";
import { beatLesson } from "~/workflows/beat-lesson.server";

/** A beat of study from an open lesson: the milliseconds counted so far and the signed contact, or 409 when another device holds the lesson. */
export const action = guarded("course:study", async ({ request, params, me }) => {
  const { device, claim, section, read } = await readJson(request, beat);
  const course = param(params, "course", slugShape);
  const lesson = param(params, "lesson", slugShape);
  const counted = await beatLesson({
    personId: me.personId,
    course,
    lesson,
    device,
    claim,
    place: { section, read },
  });
  if (!counted) throw notFound();
  return counted === "held-elsewhere"
    ? Response.json({ held: true }, { status: 409 })
    : Response.json({ ...counted, contact: signedContact(me.personId, now().getTime()) });
});

export const loader = guarded("course:study", async () => {
  throw notFound();
});
