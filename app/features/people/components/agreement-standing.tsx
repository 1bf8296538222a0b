import { useTranslation } from "react-i18next";
import { formatDay } from "~/lib/dates";
import { State } from "~/ui/state";
import { useLanguage } from "~/ui/use-language";
import type { Coverage } from "../rules/agreement";

const kinds = { valid: "ok", ending: "late", ended: "bad", none: "bad" } as const;

/** Where a partner stands with its agreements, in one line. */
export function AgreementStanding({ agreement }: { agreement: Coverage }) {
  const { t } = useTranslation("partners");
  const { language } = useLanguage();
  const { state, until, daysLeft, resumesOn } = agreement;
  const date = until === null ? "" : formatDay(until, language);
  return (
    <>
      <State kind={kinds[state]}>
        {state === "ending"
          ? t("standing.ending", { date, count: daysLeft ?? 0 })
          : t(`standing.${state}`, { date })}
      </State>
      {resumesOn !== null && (
        <span className="dim block">{t("standing.resumes", { date: formatDay(resumesOn, language) })}</span>
      )}
    </>
  );
}
