import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { LawQueuePage } from "~/features/courses/components/review/law-queue-page";
import { lawQueue } from "~/features/courses/law-queue.server";
import { lawFilter } from "~/features/courses/schema";
import { workshopScope } from "~/features/people/workshop-scope.server";
import { now } from "~/platform/clock.server";
import { guardedAny } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";

export const loader = guardedAny(["course:write", "course:review"], async ({ request, me, context }) => {
  const filter = lawFilter.parse(Object.fromEntries(new URL(request.url).searchParams));
  return {
    title: texts(context.language).t("review:queue.title"),
    filter,
    ...(await lawQueue(await workshopScope(me.grants), filter, now())),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function WorkshopLaws() {
  return <LawQueuePage {...useLoaderData<typeof loader>()} />;
}
