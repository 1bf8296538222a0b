import type { SubmissionResult } from "@conform-to/react";
import { useTranslation } from "react-i18next";
import { Field } from "~/ui/field";
import { TextArea } from "~/ui/text-area";
import type { AgreementRow } from "../partners.server";
import { FileField } from "./file-field";
import { formReader } from "./form-reader";
import { PartnerActForm } from "./partner-act-form";

interface Props {
  back: string;
  today: string;
  agreement: AgreementRow | null;
  result: SubmissionResult<string[]> | undefined;
}

/** Enters an agreement, or changes one. */
export function AgreementForm({ back, today, agreement, result }: Props) {
  const { t } = useTranslation("partners");
  const { value, error } = formReader(result, (key) => t(key as "error.closed"));
  const field = (name: "number" | "title" | "signedOn" | "startsOn" | "endsOn") => ({
    name,
    label: t(`agreementForm.${name}`),
    defaultValue: value(name) ?? agreement?.[name],
    error: error(name),
  });
  return (
    <PartnerActForm
      back={back}
      result={result}
      go={t(agreement ? "agreementForm.save" : "agreementForm.enter")}
      icon="check"
      error={error("")}
      sendsFile
    >
      <Field {...field("number")} hint={t("agreementForm.numberHint")} autoComplete="off" />
      <Field {...field("title")} autoComplete="off" />
      <Field {...field("signedOn")} type="date" max={today} />
      <Field {...field("startsOn")} type="date" />
      <Field {...field("endsOn")} type="date" hint={t("agreementForm.endsOnHint")} />
      <TextArea
        name="note"
        label={t("agreementForm.note")}
        defaultValue={value("note") ?? agreement?.note}
        error={error("note")}
      />
      <FileField label={t("agreementForm.file")} error={error("file")} />
    </PartnerActForm>
  );
}
