import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { subtree } from "~/features/people/unit-tree.server";
import { DeskPage } from "~/features/reporting/components/desk-page";
import { holdersByUnit, lapsing } from "~/features/reporting/holders.server";
import { yearFigures } from "~/features/reporting/targets.server";
import { civilDate, yearOf } from "~/lib/dates";
import { scope } from "~/platform/access";
import { now } from "~/platform/clock.server";
import { guarded } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";

export const loader = guarded("desk:read", async ({ me, context }) => {
  const at = now();
  const today = civilDate(at);
  const year = yearOf(today);
  const own = scope(me.grants, "desk:read");
  const units = await subtree(own);
  const [figures, holders, lapses] = await Promise.all([
    yearFigures(year, at, own),
    holdersByUnit(today, units),
    lapsing(at, units),
  ]);
  return {
    title: texts(context.language).t("reporting:desk.title", { year }),
    today,
    now: at,
    figures,
    holders,
    lapses,
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Desk() {
  return <DeskPage {...useLoaderData<typeof loader>()} />;
}
