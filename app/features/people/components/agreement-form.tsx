import type { SubmissionResult } from "@conform-to/react";
import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { ButtonLink } from "~/ui/button-link";
import { Field } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { TextArea } from "~/ui/text-area";
import type { AgreementRow } from "../partners.server";
import { FileField } from "./file-field";
import { formReader } from "./form-reader";

interface Props {
  back: string;
  today: string;
  agreement: AgreementRow | null;
  result: SubmissionResult<string[]> | undefined;
}

/** Enters an agreement, or changes one. */
export function AgreementForm({ back, today, agreement, result }: Props) {
  const { t } = useTranslation("partners");
  const busy = useNavigation().state !== "idle";
  const { value, error } = formReader(result, (key) => t(key as "error.closed"));
  const field = (name: "number" | "title" | "signedOn" | "startsOn" | "endsOn") => ({
    name,
    label: t(`agreementForm.${name}`),
    defaultValue: value(name) ?? agreement?.[name],
    error: error(name),
  });
  return (
    <Form method="post" encType="multipart/form-data">
      {error("") && (
        <Notice kind="warn" role="alert">
          {error("")}
        </Notice>
      )}
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
      <div className="btns mt-6">
        <Button kind="primary" icon="check" busy={busy}>
          {t(agreement ? "agreementForm.save" : "agreementForm.enter")}
        </Button>
        <ButtonLink kind="quiet" to={back}>
          {t("cancel")}
        </ButtonLink>
      </div>
    </Form>
  );
}
