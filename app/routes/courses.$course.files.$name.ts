import { courseFile } from "~/features/courses/course-shelf.server";
import { guarded, notFound, param, slugShape } from "~/platform/guard.server";
import { courseFileShape } from "~/features/courses/rules/course-file";
import { serveUpload } from "~/platform/uploads.server";

/** A picture, film or document of a course that has been opened. */
export const loader = guarded("course:read", async ({ request, params, context }) => {
  const file = await courseFile(param(params, "course", slugShape), param(params, "name", courseFileShape));
  if (!file) throw notFound();
  return serveUpload(request, file, () => context.drained());
});
