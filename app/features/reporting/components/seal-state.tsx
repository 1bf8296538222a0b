import { useTranslation } from "react-i18next";
import { formatMoment } from "~/lib/dates";
import type { LogName } from "~/platform/log-rows.server";
import type { LogState } from "~/platform/seals.server";
import { Meta } from "~/ui/meta";
import { useLanguage } from "~/ui/use-language";

/** When a log was sealed last, and what has come since, on one line; `log` names it where nothing else does. */
export function SealState({ log, state }: { log: LogName | null; state: LogState }) {
  const { t } = useTranslation("audit");
  const { language } = useLanguage();
  const { head, waiting } = state;
  return (
    <Meta>
      {log && <b>{t(`seals.log.${log}`)}</b>}
      <span>
        {head
          ? t("seals.head", { number: head.number, moment: formatMoment(new Date(head.sealedAt), language) })
          : t("seals.never")}
      </span>
      <span>{waiting ? t("seals.waiting", { count: waiting }) : t("seals.allSealed")}</span>
    </Meta>
  );
}
