import { courseFile } from "~/features/courses/course-shelf.server";
import { courseFileShape } from "~/features/courses/rules/course-file";
import { workshopScope } from "~/features/people/workshop-scope.server";
import { guardedAny, notFound, param, slugShape } from "~/platform/guard.server";
import { serveUpload } from "~/platform/uploads.server";

/** A file of a course of one's institution, open or not. */
export const loader = guardedAny(
  ["course:write", "course:review"],
  async ({ request, params, me, context }) => {
    const partners = await workshopScope(me.grants);
    const name = param(params, "name", courseFileShape);
    const file = await courseFile(param(params, "course", slugShape), name, partners);
    if (!file) throw notFound();
    return serveUpload(request, file, () => context.drained());
  },
);
