import { redirect, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DataPage } from "~/features/people/components/data-page";
import { consentsOf } from "~/features/people/consent.server";
import { correctionsOf } from "~/features/people/corrections.server";
import { noticeInForce } from "~/features/people/notice-files.server";
import { ownFields } from "~/features/people/own-data.server";
import { acknowledged, optionalPurposes } from "~/features/people/rules/notice";
import { consentForm } from "~/features/people/schema/privacy";
import { heldCounts, revealsOf } from "~/features/reporting/personal-data.server";
import { civilDate } from "~/lib/dates";
import { can } from "~/platform/access";
import { now } from "~/platform/clock.server";
import { readFields, readForm } from "~/platform/form.server";
import { guarded, notFound } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { setConsent } from "~/workflows/set-consent.server";

export const handle = { width: "narrow" };

export const loader = guarded("signed-in", async ({ me, context }) => {
  const [{ personId, unit }, today] = [me, civilDate(now())];
  const text = (purpose: Parameters<typeof noticeInForce>[0]) =>
    noticeInForce(purpose, today, context.language);
  const [own, notice, optional, counts, consents, corrections, reveals] = await Promise.all([
    ownFields(personId),
    text(acknowledged),
    Promise.all(optionalPurposes.map(text)),
    heldCounts(personId),
    consentsOf(personId),
    correctionsOf(personId),
    revealsOf(personId),
  ]);
  if (!own) throw notFound();
  const title = texts(context.language).t("privacy:data.title");
  const pages = { study: can(me.grants, "course:study"), points: can(me.grants, "points:read") };
  return { title, own, unit, pages, notice, optional, counts, consents, corrections, reveals };
});

export const action = guarded("signed-in", async ({ request, me, context }) => {
  const { purpose, give } = readFields(await readForm(request), consentForm);
  await setConsent(me.personId, purpose, give === "yes", context.requestId);
  return redirect("/me/data#consents");
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function OwnData() {
  return <DataPage {...useLoaderData<typeof loader>()} />;
}
