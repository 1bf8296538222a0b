import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { WorkshopListPage } from "~/features/courses/components/workshop-list-page";
import { workshopFilter } from "~/features/courses/schema";
import { workshopList } from "~/features/courses/workshop-list.server";
import { workshopScope } from "~/features/people/workshop-scope.server";
import { can } from "~/platform/access";
import { guardedAny } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";

export const loader = guardedAny(["course:write", "course:review"], async ({ request, me, context }) => {
  const filter = workshopFilter.parse(Object.fromEntries(new URL(request.url).searchParams));
  return {
    title: texts(context.language).t("workshop:list.title"),
    filter,
    writes: can(me.grants, "course:write"),
    ...(await workshopList(await workshopScope(me.grants), filter)),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Workshop() {
  return <WorkshopListPage {...useLoaderData<typeof loader>()} />;
}
