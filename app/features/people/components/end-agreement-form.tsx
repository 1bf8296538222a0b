import type { SubmissionResult } from "@conform-to/react";
import { useTranslation } from "react-i18next";
import { formatDay } from "~/lib/dates";
import { Facts } from "~/ui/facts";
import { Field } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { useLanguage } from "~/ui/use-language";
import type { AgreementRow } from "../partners.server";
import { formReader } from "./form-reader";
import { PartnerActForm } from "./partner-act-form";

export interface Weighed {
  endedOn: string;
  days: number;
  teachers: number;
  bases: number;
}

interface Props {
  back: string;
  today: string;
  agreement: AgreementRow;
  result: SubmissionResult<string[]> | undefined;
  /** What ending on `endedOn` takes away; asked before it is done. */
  weighed: Weighed | undefined;
}

/** Ends an agreement early: first the day, then what it means, then the act. */
export function EndAgreementForm({ back, today, agreement, result, weighed }: Props) {
  const { t } = useTranslation("partners");
  const { language } = useLanguage();
  const { value, error } = formReader(result, (key) => t(key as "error.closed"));
  const day = weighed && formatDay(weighed.endedOn, language);
  return (
    <PartnerActForm back={back} result={result} go={t(weighed ? "end.go" : "end.ask")}>
      {weighed ? (
        <>
          <Notice kind="warn" role="alert" title={t("end.sure")}>
            {t("end.sureText", { date: day, number: agreement.number })}
          </Notice>
          <Facts
            items={[
              { value: weighed.days, text: t("end.days") },
              { value: agreement.documents.length, text: t("end.documents") },
              { value: weighed.teachers, text: t("end.teachers") },
              { value: weighed.bases, text: t("end.bases") },
            ]}
          />
          <input type="hidden" name="endedOn" value={weighed.endedOn} />
          <input type="hidden" name="confirmed" value="yes" />
        </>
      ) : (
        <Field
          type="date"
          name="endedOn"
          label={t("end.day")}
          hint={t("end.dayHint", {
            from: formatDay(agreement.startsOn, language),
            to: formatDay(agreement.endsOn, language),
          })}
          defaultValue={value("endedOn") ?? today}
          error={error("endedOn")}
        />
      )}
    </PartnerActForm>
  );
}
