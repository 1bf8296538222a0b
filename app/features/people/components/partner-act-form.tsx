import type { SubmissionResult } from "@conform-to/react";
import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { ButtonLink } from "~/ui/button-link";
import type { IconName } from "~/ui/icon";
import { Notice } from "~/ui/notice";
import { useFocusOnError } from "~/ui/use-focus-on-error";

/** The form of one act on a partner: what stands against the whole, its fields, and the way on and back. */
export function PartnerActForm(props: {
  back: string;
  go: string;
  icon?: IconName;
  /** What the form got for an answer, and what is wrong with no field of its own. */
  result: SubmissionResult<string[]> | undefined;
  error?: string | undefined;
  sendsFile?: boolean;
  children: ReactNode;
}) {
  const { back, go, icon, result, error, sendsFile, children } = props;
  useFocusOnError(result);
  const { t } = useTranslation("partners");
  const busy = useNavigation().state !== "idle";
  return (
    <Form method="post" encType={sendsFile ? "multipart/form-data" : undefined}>
      {error && (
        <Notice kind="warn" role="alert">
          {error}
        </Notice>
      )}
      {children}
      <div className="btns mt-6">
        <Button kind="primary" icon={icon} busy={busy}>
          {go}
        </Button>
        <ButtonLink kind="quiet" to={back}>
          {t("cancel")}
        </ButtonLink>
      </div>
    </Form>
  );
}
