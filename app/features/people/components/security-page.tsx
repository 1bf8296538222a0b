import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { readSecurity } from "~/features/people/security-page.server";
import { civilDate, formatDay, formatMoment } from "~/lib/dates";
import { Button } from "~/ui/button";
import { Meta } from "~/ui/meta";
import { Notice } from "~/ui/notice";
import { PageHead } from "~/ui/page-head";
import { Row } from "~/ui/row";
import { Rows } from "~/ui/rows";
import { Section } from "~/ui/section";
import { Tag } from "~/ui/tag";
import { useLanguage } from "~/ui/use-language";

type Security = Awaited<ReturnType<typeof readSecurity>>;

export function SecurityPage({ security, ages }: { security: Security; ages: boolean }) {
  const { t } = useTranslation("account");
  const { language } = useLanguage();
  const { password, factor, sessions } = security;
  const day = (at: Date) => formatDay(civilDate(at), language);
  return (
    <>
      <PageHead
        title={t("security.title")}
        sub={t("security.sub")}
        crumb={{ to: "/me", label: t("security.me") }}
      />
      {ages && password.soon && password.endsAt && (
        <Notice kind="warn">{t("security.soon", { day: day(password.endsAt) })}</Notice>
      )}
      <Section title={t("security.signIn")}>
        <Rows>
          <Row
            to="/me/password"
            end={password.setAt ? t("security.setOn", { day: day(password.setAt) }) : "–"}
          >
            {t("password.title")}
          </Row>
          <Row
            to="/me/second-factor"
            end={
              factor.state === "set" ? (
                <Tag kind="done">{t("security.on")}</Tag>
              ) : (
                <Tag kind={factor.demanded ? "warn" : "plain"}>{t("security.off")}</Tag>
              )
            }
          >
            {t("factor.title")}
          </Row>
        </Rows>
      </Section>
      <Section title={t("security.devices")} aside={t("security.deviceCount", { count: sessions.length })}>
        <p className="dim">{t("security.devicesText")}</p>
        <Rows>
          {sessions.map((session) => {
            const name = `${t(`device.system.${session.device.system}`)} · ${t(`device.app.${session.device.app}`)}`;
            return (
              <Row
                key={session.id}
                end={
                  session.own ? (
                    <Tag kind="done">{t("security.this")}</Tag>
                  ) : (
                    <Form method="post">
                      <input type="hidden" name="session" value={session.id} />
                      <Button type="submit" aria-label={t("security.endThis", { device: name })}>
                        {t("security.end")}
                      </Button>
                    </Form>
                  )
                }
              >
                <b>{name}</b>
                <Meta dim>
                  <span>
                    {t("security.seen", { at: formatMoment(session.seenAt ?? session.createdAt, language) })}
                  </span>
                  {session.address && <span>{session.address}</span>}
                </Meta>
              </Row>
            );
          })}
        </Rows>
        <Form method="post" className="my-5">
          <input type="hidden" name="session" value="all" />
          <Button type="submit" icon="logout" wide>
            {t("security.endAll")}
          </Button>
        </Form>
      </Section>
    </>
  );
}
