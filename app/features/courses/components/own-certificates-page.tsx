import { useTranslation } from "react-i18next";
import { formatDay } from "~/lib/dates";
import { ButtonLink } from "~/ui/button-link";
import { Empty } from "~/ui/empty";
import { Meta } from "~/ui/meta";
import { PageHead } from "~/ui/page-head";
import { Row } from "~/ui/row";
import { Rows } from "~/ui/rows";
import { Section } from "~/ui/section";
import { State } from "~/ui/state";
import { useLanguage } from "~/ui/use-language";
import type { OwnCertificate } from "../course-certificate.server";

interface Props {
  title: string;
  own: OwnCertificate[];
  national: National[];
  studies: boolean;
}

/** A certificate of the national exam, as it is registered. */
export interface National {
  id: string;
  level: string;
  title: string;
  number: string;
  issuedOn: string;
  registrations: { id: string; startsOn: string; endsOn: string }[];
}

/** Somebody's own certificates. */
export function OwnCertificatesPage({ title, own, national, studies }: Props) {
  const { t } = useTranslation("certificates");
  const { language, named, titled } = useLanguage();
  const day = (on: string) => formatDay(on, language);
  return (
    <>
      <PageHead title={title} sub={t("sub")} />
      <Section plain title={t("course")}>
        {own.length === 0 ? (
          <Empty
            title={t("none")}
            actions={studies && <ButtonLink to="/courses">{t("toCourses")}</ButtonLink>}
          >
            {t("noneText")}
          </Empty>
        ) : (
          <Rows>
            {own.map((row) => (
              <Row
                key={row.number}
                to={`/certificates/${row.number}`}
                end={
                  row.revokedOn ? (
                    <State kind="bad">{t("revokedState")}</State>
                  ) : (
                    <State kind="ok">{t("valid")}</State>
                  )
                }
              >
                {titled(row)}
                <Meta dim>
                  {named(row.partner)}
                  {t("minutes", { count: row.minutes })}
                  {row.revokedOn
                    ? t("revoked", { day: day(row.revokedOn) })
                    : t("issued", { day: day(row.issuedOn) })}
                </Meta>
              </Row>
            ))}
          </Rows>
        )}
      </Section>
      <Section title={t("national")}>
        {national.length === 0 ? (
          <Empty title={t("nationalNone")}>{t("nationalNoneText")}</Empty>
        ) : (
          <Rows>
            {national.map((row) => (
              <Row key={row.id}>
                {levels.includes(row.level) ? t(`level.${row.level as "junior"}`) : row.level}
                {row.title && ` · ${row.title}`}
                <Meta dim>
                  {t("nationalNumber", { number: row.number })}
                  {t("nationalIssued", { day: day(row.issuedOn) })}
                  {row.registrations.map(({ startsOn, endsOn }) =>
                    t("registration", { from: day(startsOn), to: day(endsOn) }),
                  )}
                </Meta>
              </Row>
            ))}
          </Rows>
        )}
      </Section>
    </>
  );
}

const levels = ["junior", "intermediate", "senior"];
