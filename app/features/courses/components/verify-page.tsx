import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { civilDate, formatDay } from "~/lib/dates";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { PageHead } from "~/ui/page-head";
import { Row } from "~/ui/row";
import { Rows } from "~/ui/rows";
import { Section } from "~/ui/section";
import { useLanguage } from "~/ui/use-language";

/** What anybody may know of a certificate. */
interface Shown {
  number: string;
  /** Masked. */
  name: string;
  title: string;
  titleEn: string;
  partner: { name: string; nameEn: string };
  minutes: number;
  issuedAt: Date;
}

export type Verified =
  | { state: "valid"; certificate: Shown }
  | { state: "revoked"; certificate: Shown; revokedAt: Date }
  | { state: "unknown"; number: string }
  | { state: "too-many" };

/** Whether a certificate holds, and a form to ask for another. */
export function VerifyPage({ title, verified }: { title: string; verified: Verified | null }) {
  const { t } = useTranslation("certificates");
  const { language, named, titled } = useLanguage();
  const certificate = verified && "certificate" in verified ? verified.certificate : null;
  const day = (at: Date) => formatDay(civilDate(at), language);
  return (
    <>
      <PageHead title={title} />
      {verified && <Outcome verified={verified} day={day} />}
      {certificate && (
        <Section plain quiet title={t("check.number")}>
          <Rows>
            <Row end={<span className="nb">{certificate.number}</span>}>{t("check.number")}</Row>
            <Row end={certificate.name}>{t("check.name")}</Row>
            <Row end={titled(certificate)}>{t("check.course")}</Row>
            <Row end={named(certificate.partner)}>{t("check.partner")}</Row>
            <Row end={t("minutes", { count: certificate.minutes })}>{t("check.minutes")}</Row>
            <Row end={day(certificate.issuedAt)}>{t("check.day")}</Row>
          </Rows>
        </Section>
      )}
      <Section title={t(verified ? "check.again" : "check.field")} quiet={!verified}>
        <Form method="get" action="/verify" reloadDocument>
          <Field
            name="number"
            label={t("check.field")}
            hint={t("check.hint")}
            maxLength={40}
            autoComplete="off"
            autoCapitalize="characters"
            required
          />
          <div className="btns mt-4">
            <Button kind="primary" icon="search">
              {t("check.go")}
            </Button>
          </div>
        </Form>
      </Section>
    </>
  );
}

function Outcome({ verified, day }: { verified: Verified; day: (at: Date) => string }) {
  const { t } = useTranslation("certificates");
  switch (verified.state) {
    case "valid":
      return (
        <Notice kind="done" title={t("check.valid")}>
          {t("check.validText")}
        </Notice>
      );
    case "revoked":
      return (
        <Notice kind="danger" title={t("check.revoked")}>
          {t("check.revokedText", { day: day(verified.revokedAt) })}
        </Notice>
      );
    case "unknown":
      return (
        <Notice kind="warn" title={t("check.unknown")}>
          {t("check.unknownText", { number: verified.number })}
        </Notice>
      );
    case "too-many":
      return (
        <Notice kind="warn" title={t("check.tooMany")}>
          {t("check.tooManyText")}
        </Notice>
      );
  }
}
