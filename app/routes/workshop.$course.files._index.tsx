import { data, redirect, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CourseFilesPage } from "~/features/courses/components/course-files-page";
import { courseDesk, courseOf } from "~/features/courses/course-desk.server";
import { courseShelf, fileRefusal } from "~/features/courses/course-shelf.server";
import { courseFileFilter, courseFileForm } from "~/features/courses/schema";
import { workshopScope, writingScope } from "~/features/people/workshop-scope.server";
import { readFields } from "~/platform/form.server";
import { guarded, guardedAny, notFound, param, slugShape } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { receiveUpload } from "~/platform/uploads.server";
import { addCourseFile } from "~/workflows/add-course-file.server";
import { removeCourseFile } from "~/workflows/remove-course-file.server";

export const loader = guardedAny(
  ["course:write", "course:review"],
  async ({ request, params, me, context }) => {
    const desk = await courseDesk(param(params, "course", slugShape), await workshopScope(me.grants));
    if (!desk) throw notFound();
    const search = new URL(request.url).searchParams;
    const filter = courseFileFilter.parse(Object.fromEntries(search));
    const shelf = await courseShelf(desk.id, filter);
    const writes = (await writingScope(me.grants)).includes(desk.partner.id);
    const remove = shelf.rows.find(({ name }) => name === search.get("remove"));
    return {
      title: texts(context.language).t("workshop:files.of", { title: desk.title }),
      ...{ desk, writes, filter, ...shelf, added: search.get("added") },
      remove: writes && remove && remove.usedIn.length === 0 ? remove : null,
    };
  },
);

export const action = guarded("course:write", async ({ request, params, me, context }) => {
  const slug = param(params, "course", slugShape);
  const course = await courseOf(slug, await writingScope(me.grants));
  if (!course) throw notFound();
  const { form, file, discard } = await receiveUpload(request, "course");
  try {
    const act = { actorId: me.personId, courseId: course.id, requestId: context.requestId };
    const asked = readFields(form, courseFileForm);
    if (asked.intent === "remove") {
      const done = await removeCourseFile({ ...act, name: asked.name });
      if (!done) throw notFound();
      if (done.refusal) return data({ refusal: done.refusal }, { status: 409 });
      return redirect(`/workshop/${slug}/files`);
    }
    const wrong = fileRefusal(file);
    if (!file || wrong) return data({ file: wrong ?? ("missing" as const) }, { status: 422 });
    return redirect(`/workshop/${slug}/files?added=${await addCourseFile({ ...act, file })}`);
  } finally {
    await discard();
  }
});

/** A refusal means that the page was old. */
export const shouldRevalidate = () => true;

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function CourseFiles() {
  return <CourseFilesPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
