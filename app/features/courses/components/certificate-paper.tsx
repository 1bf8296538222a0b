import { useTranslation } from "react-i18next";
import { civilDate, formatDay } from "~/lib/dates";
import { Seal } from "~/ui/seal";
import { useLanguage } from "~/ui/use-language";
import type { CertificateSheet } from "../course-certificate.server";
import { classHours, minutesEach } from "../rules/class-hours";

/** A QR code as the path of an SVG in a square of `size` units. */
export interface Code {
  path: string;
  size: number;
}

/** The certificate as a page shows and prints it, in the page's language; the PDF is Chinese. */
export function CertificatePaper({
  sheet,
  address,
  code,
}: {
  sheet: CertificateSheet;
  address: string;
  code: Code;
}) {
  const { t } = useTranslation(["certificates", "common"]);
  const { language, named, titled } = useLanguage();
  const versions = sheet.versions.map(({ version }) => version).join(t("paper.and"));
  return (
    <article className="cert" aria-label={t("paper.title")}>
      <header className="cert__head">
        <Seal mark={t("common:brand.mark")} />
        <span>
          <b>{t("common:brand.name")}</b>
          <br />
          {t("paper.house")}
        </span>
        <span className="cert__no nb">{t("paper.number", { number: sheet.number })}</span>
      </header>
      <h2 className="cert__title">{t("paper.title")}</h2>
      <p className="cert__name">{sheet.name}</p>
      {sheet.unit && <p className="dim">{t("paper.unit", { unit: named(sheet.unit) })}</p>}
      <p className="mt-4">{t("paper.completed")}</p>
      <p className="cert__course">{t("paper.course", { title: titled(sheet) })}</p>
      <p>{t("paper.minutes", { minutes: sheet.minutes, hours: classHours(sheet.minutes) })}</p>
      <div className="cert__foot">
        <div className="note">
          <p>{t("paper.partner", { partner: named(sheet.partner), part: sheet.partnerPart })}</p>
          <p>{t("paper.rule", { minutes: minutesEach })}</p>
          <p>{t("paper.versions", { versions })}</p>
          <p className="cert__address">{address}</p>
        </div>
        <div className="cert__code">
          <svg
            viewBox={`0 0 ${code.size} ${code.size}`}
            width="132"
            height="132"
            role="img"
            aria-label={t("paper.codeAlt", { address })}
            shapeRendering="crispEdges"
          >
            <rect width={code.size} height={code.size} fill="#fff" />
            <path d={code.path} fill="#000" />
          </svg>
          <p>{t("paper.issued", { day: formatDay(civilDate(sheet.issuedAt), language) })}</p>
        </div>
      </div>
    </article>
  );
}
