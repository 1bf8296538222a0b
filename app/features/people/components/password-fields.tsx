import { useTranslation } from "react-i18next";
import { Field } from "~/ui/field";
import { useFormErrors, type FormResult } from "./use-form-errors";

/** A new password, typed twice. */
export function PasswordFields({ result }: { result: FormResult }) {
  const { t } = useTranslation("account");
  const { error } = useFormErrors(result);
  return (
    <>
      <Field
        type="password"
        name="password"
        label={t("password.new")}
        hint={t("password.rule")}
        error={error("password")}
        autoComplete="new-password"
        autoFocus={Boolean(error("password"))}
      />
      <Field
        type="password"
        name="again"
        label={t("password.again")}
        error={error("again")}
        autoComplete="new-password"
        autoFocus={Boolean(error("again"))}
      />
    </>
  );
}
