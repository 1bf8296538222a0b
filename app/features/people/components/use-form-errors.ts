import type { SubmissionResult } from "@conform-to/react";
import { useTranslation } from "react-i18next";
import { useFocusOnError } from "~/ui/use-focus-on-error";

export type FormResult = Pick<SubmissionResult<string[]>, "error" | "initialValue"> | undefined;

/** The words for what is wrong with a field, and what was typed into it. */
export function useFormErrors(result: FormResult) {
  const { t } = useTranslation("account");
  useFocusOnError(result);
  return {
    error: (field: string) => {
      const key = result?.error?.[field]?.[0];
      return key && t(key as "error.wrong");
    },
    typed: (field: string) => {
      const value = result?.initialValue?.[field];
      return typeof value === "string" ? value : undefined;
    },
  };
}
