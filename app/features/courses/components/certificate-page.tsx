import { useTranslation } from "react-i18next";
import { civilDate, formatDay } from "~/lib/dates";
import { ButtonLink } from "~/ui/button-link";
import { Notice } from "~/ui/notice";
import { PageHead } from "~/ui/page-head";
import { useLanguage } from "~/ui/use-language";
import type { CertificateSheet } from "../course-certificate.server";
import { CertificatePaper, type Code } from "./certificate-paper";

interface Props {
  sheet: CertificateSheet;
  /** Of the page that its code leads to. */
  address: string;
  code: Code;
}

/** Somebody's own certificate, to download, to print and to have verified. */
export function CertificatePage({ sheet, address, code }: Props) {
  const { t } = useTranslation("certificates");
  const { language, titled } = useLanguage();
  const day = (at: Date) => formatDay(civilDate(at), language);
  const { number, revokedAt, revokeReason } = sheet;
  return (
    <>
      <PageHead
        title={titled(sheet)}
        crumb={{ to: "/certificates", label: t("title") }}
        sub={t("issued", { day: day(sheet.issuedAt) })}
        actions={
          revokedAt === null && (
            <ButtonLink kind="primary" icon="download" reloadDocument to={`/certificates/${number}/pdf`}>
              {t("download")}
            </ButtonLink>
          )
        }
      />
      {revokedAt !== null ? (
        <Notice kind="danger" title={t("revokedTitle", { day: day(revokedAt) })}>
          {t("revokedText", { reason: revokeReason })}
        </Notice>
      ) : (
        <CertificatePaper sheet={sheet} address={address} code={code} />
      )}
      <div className="btns mt-6 noprint">
        <ButtonLink to={`/verify/${number}`}>{t("verify")}</ButtonLink>
      </div>
      {revokedAt === null && <p className="note mt-4 noprint">{t("print")}</p>}
    </>
  );
}
