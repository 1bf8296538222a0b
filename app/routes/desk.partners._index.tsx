import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PartnersPage, type PartnerLine } from "~/features/people/components/partners-page";
import { partners, newPartnerPlace } from "~/features/people/partners.server";
import { partnerFilter } from "~/features/people/schema/partners";
import { partnerContributions } from "~/features/reporting/partner-contribution.server";
import { civilDate, yearOf } from "~/lib/dates";
import { scope } from "~/platform/access";
import { now } from "~/platform/clock.server";
import { guarded } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";

export const loader = guarded("partners:read", async ({ request, me, context }) => {
  const today = civilDate(now());
  const year = yearOf(today);
  const filter = partnerFilter.parse(Object.fromEntries(new URL(request.url).searchParams));
  const [all, given, addTo] = await Promise.all([
    partners(today),
    partnerContributions(year, scope(me.grants, "partners:read")),
    newPartnerPlace(me.grants),
  ]);
  const lines = all.map((row): PartnerLine => {
    const { courses = [], sessions = 0, personTimes = 0 } = given.get(row.id) ?? {};
    return { ...row, courses: courses.length, sessions, personTimes };
  });
  const among = {
    valid: ({ agreement }: PartnerLine) => agreement.daysLeft !== null,
    ending: ({ agreement }: PartnerLine) => agreement.state === "ending",
    none: ({ agreement }: PartnerLine) => agreement.daysLeft === null,
  };
  const wanted = filter.q.toLowerCase();
  const rows = lines
    .filter((row) => `${row.name} ${row.nameEn}`.toLowerCase().includes(wanted))
    .filter((row) => !filter.state || among[filter.state](row));
  const { language } = context;
  const named = (row: PartnerLine) => (language === "en" ? row.nameEn : row.name);
  if (filter.sort === "name") rows.sort((a, b) => named(a).localeCompare(named(b), language));
  if (filter.sort === "personTimes") rows.sort((a, b) => b.personTimes - a.personTimes);
  // Who has no agreement comes first: that is what has to be seen to.
  if (filter.sort === "until")
    rows.sort((a, b) => (a.agreement.daysLeft ?? -1) - (b.agreement.daysLeft ?? -1));
  const count = (which: keyof typeof among) => lines.filter(among[which]).length;
  return {
    title: texts(language).t("partners:list.title"),
    year,
    filter,
    rows,
    counts: { all: lines.length, valid: count("valid"), ending: count("ending"), none: count("none") },
    addTo,
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Partners() {
  return <PartnersPage {...useLoaderData<typeof loader>()} />;
}
