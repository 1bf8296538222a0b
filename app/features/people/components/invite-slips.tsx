import { useTranslation } from "react-i18next";
import { formatMoment } from "~/lib/dates";
import type { QrCode } from "~/platform/qr.server";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { useLanguage } from "~/ui/use-language";
import { QrPicture } from "./qr-picture";

export interface Slip {
  personId: string;
  name: string;
  employeeNo: string;
  unit: { name: string; nameEn: string } | null;
  address: string;
  qr: QrCode;
}

/** Links on paper, several on a sheet, to be cut apart: shown once. */
export function InviteSlips({ slips, expiresAt }: { slips: readonly Slip[]; expiresAt: Date }) {
  const { t } = useTranslation("account");
  const { language, named } = useLanguage();
  return (
    <>
      <div className="noprint my-5">
        <Notice kind="warn" title={t("inviteMany.slips", { count: slips.length })}>
          <p>{t("inviteMany.slipsText")}</p>
        </Notice>
        <p className="btns my-5">
          <Button type="button" kind="primary" icon="print" onClick={() => window.print()}>
            {t("sheet.print")}
          </Button>
        </p>
      </div>
      <ul className="m-0 grid list-none p-0 m:grid-cols-2 print:grid-cols-2">
        {slips.map((slip) => (
          <li
            key={slip.personId}
            className="break-inside-avoid border border-dashed border-line-strong p-4 text-note"
          >
            <p className="m-0 text-body">
              <b>{slip.name}</b> <span className="nb">{slip.employeeNo}</span>
            </p>
            <p className="m-0">{slip.unit ? named(slip.unit) : ""}</p>
            <QrPicture code={slip.qr} label={t("sheet.qr")} size={150} />
            <p className="m-0 break-all">
              <code>{slip.address}</code>
            </p>
            <p className="m-0">{t("inviteMany.until", { until: formatMoment(expiresAt, language) })}</p>
            <p className="m-0">{t("sheet.secret")}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
