import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { compareTexts } from "~/features/courses/compare.server";
import { ComparePage } from "~/features/courses/components/review/compare-page";
import { compareFilter } from "~/features/courses/schema";
import { lessonDesk } from "~/features/courses/workshop.server";
import { workshopScope } from "~/features/people/workshop-scope.server";
import { guardedAny, notFound, param, slugShape } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";

export const loader = guardedAny(
  ["course:write", "course:review"],
  async ({ request, params, me, context: { language, requestId } }) => {
    const course = param(params, "course", slugShape);
    const desk = await lessonDesk(course, param(params, "lesson", slugShape), await workshopScope(me.grants));
    if (!desk) throw notFound();
    const asked = compareFilter.parse(Object.fromEntries(new URL(request.url).searchParams));
    const found = await compareTexts(desk, asked, language, requestId);
    if (!found) throw notFound();
    return {
      desk,
      ...found,
      title: texts(language).t("review:compare.pageTitle", { title: desk.version.title }),
    };
  },
);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function CompareLesson() {
  return <ComparePage {...useLoaderData<typeof loader>()} />;
}
