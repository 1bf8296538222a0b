import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TargetsPage } from "~/features/reporting/components/targets-page";
import {
  yearByStreet,
  yearFigures,
  yearSessions,
  yearsWithEvidence,
} from "~/features/reporting/targets.server";
import { civilDate, yearOf } from "~/lib/dates";
import { scope } from "~/platform/access";
import { now } from "~/platform/clock.server";
import { guarded, notFound } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";

export const loader = guarded("desk:read", async ({ request, me, context }) => {
  const at = now();
  const today = civilDate(at);
  const running = yearOf(today);
  const own = scope(me.grants, "desk:read");
  const years = await yearsWithEvidence(running);
  const asked = new URL(request.url).searchParams.get("year");
  const year = asked === null ? running : years.find((each) => String(each) === asked);
  if (year === undefined) throw notFound();
  const [figures, sessions, streets] = await Promise.all([
    yearFigures(year, at, own),
    yearSessions(year, own),
    yearByStreet(year, today, own),
  ]);
  const title = texts(context.language).t("reporting:targets.title", { year });
  return { title, today, years, figures, sessions, streets };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Targets() {
  return <TargetsPage {...useLoaderData<typeof loader>()} />;
}
