import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { subtree } from "~/features/people/unit-tree.server";
import { DeskPage } from "~/features/reporting/components/desk-page";
import { holdersByUnit, lapsing } from "~/features/reporting/holders.server";
import { yearFigures } from "~/features/reporting/targets.server";
import { civilDate, yearOf } from "~/lib/dates";
import { can, scope } from "~/platform/access";
import { now } from "~/platform/clock.server";
import { guarded } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";

/** What HR keeps; a phone's bar has no room for them. */
const deskPlaces = [
  { key: "people", to: "/desk/people", permission: "people:read" },
  { key: "units", to: "/desk/units", permission: "units:write" },
  { key: "partners", to: "/desk/partners", permission: "partners:read" },
  { key: "issued", to: "/desk/certificates", permission: "certificates:read" },
  { key: "import", to: "/desk/import", permission: "import:write" },
  { key: "corrections", to: "/desk/corrections", permission: "people:write" },
] as const;

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
    places: deskPlaces
      .filter(({ permission }) => can(me.grants, permission))
      .map(({ key, to }) => ({ key, to })),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Desk() {
  return <DeskPage {...useLoaderData<typeof loader>()} />;
}
