import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AgreementList } from "~/features/people/components/agreement-list";
import { AgreementStanding } from "~/features/people/components/agreement-standing";
import { PartnershipTables } from "~/features/people/components/partnership-tables";
import { partnerScope, readPartner } from "~/features/people/partners.server";
import { PartnerGiven } from "~/features/reporting/components/partner-given";
import { noContribution, partnerContributions } from "~/features/reporting/partner-contribution.server";
import { yearsWithEvidence } from "~/features/reporting/targets.server";
import { civilDate, yearOf } from "~/lib/dates";
import { scope } from "~/platform/access";
import { now } from "~/platform/clock.server";
import { guarded, idShape, notFound, param } from "~/platform/guard.server";
import { ButtonLink } from "~/ui/button-link";
import { PageHead } from "~/ui/page-head";
import { useLanguage } from "~/ui/use-language";

export const loader = guarded("partners:read", async ({ request, params, me, context }) => {
  const today = civilDate(now());
  const years = await yearsWithEvidence(yearOf(today));
  const asked = new URL(request.url).searchParams.get("year");
  const year = asked === null ? yearOf(today) : years.find((each) => String(each) === asked);
  const partner = await readPartner(param(params, "unit", idShape), today);
  if (!partner || year === undefined) throw notFound();
  const given = await partnerContributions(year, scope(me.grants, "partners:read"));
  return {
    title: context.language === "en" ? partner.nameEn : partner.name,
    partner,
    writes: (await partnerScope(me.grants, partner.id)) !== null,
    year,
    years,
    given: given.get(partner.id) ?? noContribution,
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function PartnerPage() {
  const { t } = useTranslation("partners");
  const { named } = useLanguage();
  const { partner, writes, ...shown } = useLoaderData<typeof loader>();
  const at = `/desk/partners/${partner.id}`;
  return (
    <>
      <PageHead
        title={named(partner)}
        crumb={{ to: "/desk/partners", label: t("list.title") }}
        sub={partner.closed ? t("closed") : <AgreementStanding agreement={partner.agreement} />}
        actions={
          writes &&
          !partner.closed && (
            <ButtonLink kind="primary" icon="plus" to={`${at}/agreement`}>
              {t("agreement.add")}
            </ButtonLink>
          )
        }
      />
      <AgreementList partner={partner} writes={writes} />
      <PartnershipTables partner={partner} writes={writes} />
      <PartnerGiven at={at} {...shown} />
    </>
  );
}
