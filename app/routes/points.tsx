import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PointsPage } from "~/features/incentives/components/points-page";
import { pointsOf } from "~/features/incentives/ledger.server";
import { civilDate, yearOf } from "~/lib/dates";
import { now } from "~/platform/clock.server";
import { guarded } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";

export const handle = { width: "narrow" };

export const loader = guarded("points:read", async ({ me, context }) => {
  const year = yearOf(civilDate(now()));
  return {
    title: texts(context.language).t("incentives:points.title"),
    year,
    points: await pointsOf(me.personId, year),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Points() {
  const { points, title, year } = useLoaderData<typeof loader>();
  return <PointsPage points={points} title={title} year={year} />;
}
