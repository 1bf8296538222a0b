import { courseOf } from "~/features/courses/course-desk.server";
import { readCoursePackage, zipPackage } from "~/features/courses/package/export-course.server";
import { workshopScope } from "~/features/people/workshop-scope.server";
import { contentDisposition } from "~/platform/file-name";
import { guardedAny, notFound, param, slugShape } from "~/platform/guard.server";

/** A course in its file form: `course.yaml`, the lessons, and `files/`. */
export const loader = guardedAny(
  ["course:write", "course:review"],
  async ({ request, params, me, context }) => {
    const slug = param(params, "course", slugShape);
    const course = await courseOf(slug, await workshopScope(me.grants));
    if (!course) throw notFound();
    const text = new URL(request.url).searchParams.get("text") === "published" ? "published" : "newest";
    const pieces = zipPackage(await readCoursePackage(course.id, text));
    const body = new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          await context.drained();
          const { done, value } = request.signal.aborted
            ? await pieces.return(undefined)
            : await pieces.next();
          if (done) controller.close();
          else controller.enqueue(value);
        },
        cancel: async () => void (await pieces.return(undefined)),
      },
      { highWaterMark: 0 },
    );
    return new Response(body, {
      headers: {
        "Content-Type": "application/zip",
        "Content-Disposition": contentDisposition("attachment", `${slug}.zip`),
        "Cache-Control": "private, no-transform",
      },
    });
  },
);
