import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { UnitsPage } from "~/features/people/components/units-page";
import { kindsBelow } from "~/features/people/rules/unit-history";
import { unitFilter } from "~/features/people/schema/units";
import { unitRegister } from "~/features/people/unit-register.server";
import { civilDate } from "~/lib/dates";
import { scope } from "~/platform/access";
import { now } from "~/platform/clock.server";
import { guarded } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";

export const loader = guarded("units:write", async ({ request, me, context }) => {
  const today = civilDate(now());
  const { searchParams } = new URL(request.url);
  const asked = unitFilter.parse(Object.fromEntries(searchParams));
  const on = asked.on && asked.on < today ? asked.on : today;
  const filter = { q: asked.q, on, closed: asked.closed === "1", sort: asked.sort };
  const own = scope(me.grants, "units:write");
  const [{ rows, found, total }, all] = await Promise.all([
    unitRegister(own, filter),
    unitRegister(own, { on: today, closed: false, q: "", sort: "code" }),
  ]);
  const addTo = all.rows.find((row) => kindsBelow[row.kind].length > 0)?.id ?? null;
  const takenBack = searchParams.get("done") === "take-back";
  return {
    title: texts(context.language).t("units:title"),
    today,
    filter,
    rows,
    found,
    total,
    addTo,
    takenBack,
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Units() {
  return <UnitsPage {...useLoaderData<typeof loader>()} />;
}
