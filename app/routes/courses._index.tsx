import { data, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { catalogue } from "~/features/courses/catalogue.server";
import { CataloguePage } from "~/features/courses/components/catalogue-page";
import { longestSearch } from "~/features/courses/rules/grams";
import { catalogueFilter } from "~/features/courses/schema";
import { texts } from "~/platform/i18n/texts.server";
import { guarded } from "~/platform/guard.server";

export const loader = guarded("course:read", async ({ request, me, context }) => {
  const view = catalogueFilter.parse(Object.fromEntries(new URL(request.url).searchParams));
  const found = await catalogue(me.personId, view);
  // The field keeps the beginning of what is too long to look for.
  view.q = [...view.q].slice(0, longestSearch).join("");
  const title = texts(context.language).t("courses:list.title");
  return data({ title, view, ...found }, { status: found.refusal ? 422 : 200 });
});

export const meta: MetaFunction<typeof loader> = ({ data: found }) => [{ title: found?.title }];

export default function Courses() {
  return <CataloguePage {...useLoaderData<typeof loader>()} />;
}
