import { redirect, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { RankingPage } from "~/features/incentives/components/ranking-page";
import { rankingAround } from "~/features/incentives/ranking.server";
import { rankingConsentSince } from "~/features/people/consent.server";
import { rankingConsentForm } from "~/features/people/schema/sign-in";
import { civilDate } from "~/lib/dates";
import { quarterOf } from "~/lib/quarter";
import { now } from "~/platform/clock.server";
import { readFields, readForm } from "~/platform/form.server";
import { guarded } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { setConsent } from "~/workflows/set-consent.server";

export const handle = { width: "narrow" };

export const loader = guarded("ranking:read", async ({ me, context }) => {
  const today = civilDate(now());
  const period = quarterOf(today);
  const [ranking, since] = await Promise.all([
    rankingAround(me.personId, period, today),
    rankingConsentSince(me.personId),
  ]);
  return {
    title: texts(context.language).t("incentives:ranking.title"),
    period,
    ranking,
    since,
    own: me.personId,
  };
});

export const action = guarded("ranking:read", async ({ request, me, context }) => {
  const { give } = readFields(await readForm(request), rankingConsentForm);
  await setConsent(me.personId, "public-ranking", give === "yes", context.requestId);
  return redirect("/ranking");
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Ranking() {
  return <RankingPage {...useLoaderData<typeof loader>()} />;
}
