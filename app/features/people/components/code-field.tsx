import { useTranslation } from "react-i18next";
import { Field } from "~/ui/field";
import { useFormErrors, type FormResult } from "./use-form-errors";

/** Six digits of the second factor; at sign-in, where nothing else is asked, `recovery` takes a recovery code too. */
export function CodeField({ result, recovery }: { result: FormResult; recovery?: boolean }) {
  const { t } = useTranslation("account");
  const { error } = useFormErrors(result);
  return (
    <Field
      name="code"
      label={t("factor.code")}
      hint={recovery ? t("factor.codeOrRecovery") : t("factor.codeHint")}
      error={error("code")}
      autoComplete="one-time-code"
      inputMode={recovery ? undefined : "numeric"}
      autoCapitalize="characters"
      maxLength={20}
      autoFocus={recovery || Boolean(error("code"))}
    />
  );
}
