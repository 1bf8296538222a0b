import type { SubmissionResult } from "@conform-to/react";
import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { PageHead } from "~/ui/page-head";
import { formReader } from "./form-reader";
import { useFocusOnError } from "~/ui/use-focus-on-error";

interface PayeeFormProps {
  title: string;
  /** The account as it is kept, masked; null without one. */
  masked: string | null;
  result?: SubmissionResult<string[]>;
}

/** One's own payee account; neither it nor the password comes back with an error. */
export function PayeeForm({ title, masked, result }: PayeeFormProps) {
  const { t } = useTranslation("privacy");
  const busy = useNavigation().state !== "idle";
  useFocusOnError(result);
  const { error } = formReader(result, (key) => t(key as "refusal.account"));
  return (
    <>
      <PageHead
        crumb={{ to: "/me/data", label: t("back.data") }}
        title={title}
        sub={masked ? t("payee.now", { masked }) : t("payee.none")}
      />
      <Form method="post" className="stack">
        <Field
          name="account"
          label={t("payee.account")}
          hint={t("payee.accountHint")}
          error={error("account")}
          inputMode="numeric"
          autoComplete="off"
        />
        <Field
          name="password"
          type="password"
          label={t("password.again")}
          hint={t("payee.passwordHint")}
          error={error("password")}
          autoComplete="current-password"
        />
        <Button type="submit" kind="primary" wide busy={busy}>
          {t("payee.save")}
        </Button>
      </Form>
    </>
  );
}
