import { useTranslation } from "react-i18next";
import type { QrCode } from "~/platform/qr.server";
import { formatMoment } from "~/lib/dates";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { Row } from "~/ui/row";
import { Rows } from "~/ui/rows";
import { useLanguage } from "~/ui/use-language";
import { QrPicture } from "./qr-picture";

export interface Sheet {
  address: string;
  qr: QrCode;
  purpose: "invite" | "reset";
  expiresAt: Date;
}

/** A link on paper: shown once, to be printed and handed over. */
export function InviteSheet(props: {
  sheet: Sheet;
  person: { name: string; employeeNo: string; unit: { name: string; nameEn: string } | null };
}) {
  const { t } = useTranslation("account");
  const { language, named } = useLanguage();
  const { sheet, person } = props;
  return (
    <>
      <div className="noprint">
        <Notice kind="warn" role="status" title={t("sheet.once")}>
          <p>{t("sheet.onceText")}</p>
        </Notice>
        <p className="btns my-5">
          <Button type="button" kind="primary" icon="print" onClick={() => window.print()}>
            {t("sheet.print")}
          </Button>
        </p>
      </div>
      <article className="text" aria-labelledby="sheet-title">
        <h2 id="sheet-title">{t(`sheet.title.${sheet.purpose}`)}</h2>
        <p className="my-4">{t(`sheet.text.${sheet.purpose}`, { name: person.name })}</p>
        <Rows>
          <Row end={person.name}>{t("sheet.name")}</Row>
          <Row end={person.employeeNo}>{t("sheet.employeeNo")}</Row>
          {person.unit && <Row end={named(person.unit)}>{t("sheet.unit")}</Row>}
          <Row end={formatMoment(sheet.expiresAt, language)}>{t("sheet.until")}</Row>
        </Rows>
        <p className="my-5">
          <QrPicture code={sheet.qr} label={t("sheet.qr")} />
        </p>
        <p>{t("sheet.orType")}</p>
        <p className="break-all">
          <code>{sheet.address}</code>
        </p>
        <p className="dim mt-4">{t("sheet.secret")}</p>
      </article>
    </>
  );
}
