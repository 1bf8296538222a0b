import { data, redirect, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { HistoryPage } from "~/features/courses/components/editor/history-page";
import { historyText, lessonHistory } from "~/features/courses/history.server";
import { historyFilter, restoreForm } from "~/features/courses/schema";
import { diffTexts } from "~/features/courses/text-diff";
import { lessonDesk } from "~/features/courses/workshop.server";
import { subtree } from "~/features/people/unit-tree.server";
import { workshopScope } from "~/features/people/workshop-scope.server";
import { scope } from "~/platform/access";
import { readFields, readForm } from "~/platform/form.server";
import { guarded, guardedAny, notFound, param, slugShape } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { restoreLesson } from "~/workflows/restore-lesson.server";

const perPage = 30;

export const loader = guardedAny(
  ["course:write", "course:review"],
  async ({ request, params, me, context }) => {
    const course = param(params, "course", slugShape);
    const desk = await lessonDesk(course, param(params, "lesson", slugShape), await workshopScope(me.grants));
    if (!desk) throw notFound();
    const search = historyFilter.parse(Object.fromEntries(new URL(request.url).searchParams));
    const all = await lessonHistory(desk.lessonId);
    const pages = Math.max(1, Math.ceil(all.length / perPage));
    const page = Math.min(search.page, pages);
    const from = (page - 1) * perPage;
    const [old, fresh] = [search.old, search.fresh].map((key) => all.find((entry) => entry.key === key));
    const writers = await subtree(scope(me.grants, "course:write"));
    return {
      desk,
      entries: all.slice(from, from + perPage),
      from: from + 1,
      total: all.length,
      page,
      pages,
      compared: old &&
        fresh && {
          old,
          fresh,
          rows: diffTexts(
            (await historyText(desk.lessonId, old.key)) ?? "",
            (await historyText(desk.lessonId, fresh.key)) ?? "",
          ),
        },
      restores: desk.version.state !== "in-review" && writers.includes(desk.partner.id),
      title: texts(context.language).t("editor:history.pageTitle", { title: desk.version.title }),
    };
  },
);

/** Makes an earlier text the draft again. */
export const action = guarded("course:write", async ({ request, params, me, context }) => {
  const course = param(params, "course", slugShape);
  const slug = param(params, "lesson", slugShape);
  const desk = await lessonDesk(course, slug, await subtree(scope(me.grants, "course:write")));
  if (!desk) throw notFound();
  const { from: key, versionId, revision } = readFields(await readForm(request), restoreForm);
  const restored = await restoreLesson({
    ...{ lessonId: desk.lessonId, authorId: me.personId, key, requestId: context.requestId },
    basis: { versionId, revision },
  });
  if ("refusal" in restored) return data(restored, { status: restored.refusal === "not-there" ? 404 : 409 });
  return redirect(`/workshop/${course}/${slug}`);
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function LessonHistory() {
  const loaded = useLoaderData<typeof loader>();
  return (
    <HistoryPage {...loaded} compared={loaded.compared ?? null} answer={useActionData<typeof action>()} />
  );
}
