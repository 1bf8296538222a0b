import { textRefusal } from "~/features/courses/rules/draft";
import { draftBody } from "~/features/courses/schema";
import { lessonAtDesk, theirText } from "~/features/courses/workshop.server";
import { subtree } from "~/features/people/unit-tree.server";
import { scope } from "~/platform/access";
import { readJson } from "~/platform/form.server";
import { guarded, notFound, param, slugShape } from "~/platform/guard.server";
import { saveLesson } from "~/workflows/save-lesson.server";

/** What the editor saves by itself: the new basis, 409 with the newer text of a conflict, or why it cannot be. */
export const action = guarded("course:write", async ({ request, params, me, context }) => {
  const { person, source, aside, kind, versionId, revision } = await readJson(request, draftBody);
  // Somebody else has signed in on this device: the text is not theirs to save.
  if (person !== me.personId) throw new Response(null, { status: 401 });
  const course = param(params, "course", slugShape);
  const slug = param(params, "lesson", slugShape);
  const lessonId = await lessonAtDesk(course, slug, await subtree(scope(me.grants, "course:write")));
  if (!lessonId) throw notFound();
  const refusal = textRefusal(source);
  if (refusal) return Response.json({ kind: "refused", refusal }, { status: 422 });
  const saved = await saveLesson({
    ...{ lessonId, authorId: person, source, aside, kind, requestId: context.requestId },
    basis: { versionId, revision },
    submit: false,
  });
  if (!("refusal" in saved)) return Response.json({ kind: "saved", ...saved });
  return saved.refusal === "conflict"
    ? Response.json({ kind: "conflict", theirs: await theirText(lessonId) }, { status: 409 })
    : Response.json({ kind: "refused", refusal: saved.refusal }, { status: 409 });
});

export const loader = guarded("course:write", async () => {
  throw notFound();
});
