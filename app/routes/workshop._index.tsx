import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { WorkshopListPage } from "~/features/courses/components/workshop-list-page";
import { lessonsWithDueLaws } from "~/features/courses/law-queue.server";
import { workshopFilter } from "~/features/courses/schema";
import { workshopList } from "~/features/courses/workshop-list.server";
import { workshopScope } from "~/features/people/workshop-scope.server";
import { can } from "~/platform/access";
import { now } from "~/platform/clock.server";
import { guardedAny } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";

export const loader = guardedAny(["course:write", "course:review"], async ({ request, me, context }) => {
  const filter = workshopFilter.parse(Object.fromEntries(new URL(request.url).searchParams));
  const partners = await workshopScope(me.grants);
  return {
    title: texts(context.language).t("workshop:list.title"),
    filter,
    writes: can(me.grants, "course:write"),
    dueLaws: await lessonsWithDueLaws(partners, now()),
    ...(await workshopList(partners, filter)),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Workshop() {
  return <WorkshopListPage {...useLoaderData<typeof loader>()} />;
}
