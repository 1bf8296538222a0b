import { useTranslation } from "react-i18next";
import { Field } from "~/ui/field";

/** Chooses a document to send; what is taken is decided by its bytes. */
export function FileField({ label, error }: { label: string; error: string | undefined }) {
  const { t } = useTranslation("partners");
  return (
    <Field
      type="file"
      name="file"
      accept=".pdf,.docx,.xlsx,.jpg,.jpeg,.png,.webp"
      label={label}
      hint={t("file.hint")}
      error={error}
    />
  );
}
