import type { MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Preferences } from "~/features/people/components/preferences";
import { formatDay } from "~/lib/dates";
import { can } from "~/platform/access";
import { guarded } from "~/platform/guard.server";
import { texts } from "~/platform/i18n/texts.server";
import { Button } from "~/ui/button";
import { PageHead } from "~/ui/page-head";
import { Row } from "~/ui/row";
import { Rows } from "~/ui/rows";
import { Section } from "~/ui/section";
import { useLanguage } from "~/ui/use-language";

export const handle = { width: "narrow" };

export const loader = guarded("signed-in", async ({ me, context }) => ({
  title: texts(context.language).t("people:me.title"),
  theme: context.theme ?? ("system" as const),
  me: {
    name: me.name,
    employeeNo: me.employeeNo,
    joinedOn: me.joinedOn,
    unit: me.unit,
    roles: [...new Set(me.grants.map((grant) => grant.role))],
  },
  points: can(me.grants, "points:read"),
  ranking: can(me.grants, "ranking:read"),
}));

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Me() {
  const { t } = useTranslation(["people", "common", "privacy", "account", "certificates"]);
  const { language, named } = useLanguage();
  const { me, theme, points, ranking } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead title={me.name} sub={me.unit && named(me.unit)} />
      <Section plain title={t("me.about")} quiet>
        <Rows>
          <Row end={me.employeeNo}>{t("me.employeeNo")}</Row>
          <Row end={me.roles.map((role) => t(`role.${role}`)).join(t("me.comma"))}>{t("me.roles")}</Row>
          <Row end={formatDay(me.joinedOn, language)}>{t("me.joinedOn")}</Row>
          {points && <Row to="/points">{t("common:nav.points")}</Row>}
          {ranking && <Row to="/ranking">{t("common:nav.ranking")}</Row>}
          <Row to="/certificates">{t("certificates:title")}</Row>
          <Row to="/notifications">{t("common:nav.notifications")}</Row>
          <Row to="/me/security">{t("account:security.title")}</Row>
          <Row to="/me/data">{t("privacy:me.data")}</Row>
          <Row to="/me/notice">{t("privacy:me.notice")}</Row>
        </Rows>
      </Section>
      <Section title={t("me.settings")}>
        <Preferences theme={theme} />
      </Section>
      <Form method="post" action="/logout" className="my-5">
        <Button type="submit" icon="logout" wide>
          {t("me.signOut")}
        </Button>
      </Form>
    </>
  );
}
