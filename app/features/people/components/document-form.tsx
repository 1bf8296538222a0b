import type { SubmissionResult } from "@conform-to/react";
import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { ButtonLink } from "~/ui/button-link";
import { Notice } from "~/ui/notice";
import { FileField } from "./file-field";
import { formReader } from "./form-reader";

interface Props {
  back: string;
  /** The document to take away; null adds one. */
  remove: { name: string } | null;
  result: SubmissionResult<string[]> | undefined;
}

/** Adds a document to an agreement, or takes one away. */
export function DocumentForm({ back, remove, result }: Props) {
  const { t } = useTranslation("partners");
  const busy = useNavigation().state !== "idle";
  const { error } = formReader(result, (key) => t(key as "error.closed"));
  return (
    <Form method="post" encType="multipart/form-data">
      <input type="hidden" name="intent" value={remove ? "remove" : "add"} />
      {remove ? (
        <Notice kind="warn" title={t("document.sure", { name: remove.name })}>
          {t("document.sureText")}
        </Notice>
      ) : (
        <FileField label={t("document.file")} error={error("file")} />
      )}
      <div className="btns mt-6">
        <Button kind="primary" icon={remove ? "x" : "upload"} busy={busy}>
          {t(remove ? "document.removeGo" : "document.addGo")}
        </Button>
        <ButtonLink kind="quiet" to={back}>
          {t("cancel")}
        </ButtonLink>
      </div>
    </Form>
  );
}
