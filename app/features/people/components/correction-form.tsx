import type { SubmissionResult } from "@conform-to/react";
import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { PageHead } from "~/ui/page-head";
import { Select } from "~/ui/select";
import { TextArea } from "~/ui/text-area";
import { correctionFields } from "../rules/correction";
import { formReader } from "./form-reader";
import { useFocusOnError } from "~/ui/use-focus-on-error";

/** Says what is wrong, what it should be and why. */
export function CorrectionForm({ title, result }: { title: string; result?: SubmissionResult<string[]> }) {
  const { t } = useTranslation("privacy");
  const busy = useNavigation().state !== "idle";
  useFocusOnError(result);
  const { value, error } = formReader(result, (key) => t(key as "refusal.missing"));
  return (
    <>
      <PageHead crumb={{ to: "/me/data", label: t("back.data") }} title={title} sub={t("correct.sub")} />
      <Form method="post" className="stack">
        <Select
          name="field"
          label={t("correct.field")}
          defaultValue={value("field")}
          error={error("field")}
          options={correctionFields.map((field) => ({ value: field, label: t(`field.${field}`) }))}
        />
        <Field
          name="wanted"
          label={t("correct.wanted")}
          hint={t("correct.wantedHint")}
          defaultValue={value("wanted")}
          error={error("wanted")}
          maxLength={500}
        />
        <TextArea
          name="reason"
          label={t("correct.reason")}
          hint={t("correct.reasonHint")}
          defaultValue={value("reason")}
          error={error("reason")}
          rows={3}
          maxLength={500}
        />
        <Button type="submit" kind="primary" wide busy={busy}>
          {t("correct.send")}
        </Button>
      </Form>
    </>
  );
}
