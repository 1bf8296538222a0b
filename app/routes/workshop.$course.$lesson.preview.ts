import { previewText } from "~/features/courses/preview.server";
import { previewBody } from "~/features/courses/schema";
import { lessonAtDesk } from "~/features/courses/workshop.server";
import { subtree } from "~/features/people/unit-tree.server";
import { scope } from "~/platform/access";
import { readJson } from "~/platform/form.server";
import { guarded, notFound, param, slugShape } from "~/platform/guard.server";

/** What the pipeline says of a text as it is typed; 204 when the same author has asked about a newer one meanwhile. */
export const action = guarded("course:write", async ({ request, params, me, context }) => {
  const { source } = await readJson(request, previewBody);
  const course = param(params, "course", slugShape);
  const slug = param(params, "lesson", slugShape);
  const lessonId = await lessonAtDesk(course, slug, await subtree(scope(me.grants, "course:write")));
  if (!lessonId) throw notFound();
  const preview = await previewText(source, context.language, `${me.personId} ${lessonId}`);
  return preview ? Response.json(preview) : new Response(null, { status: 204 });
});

export const loader = guarded("course:write", async () => {
  throw notFound();
});
