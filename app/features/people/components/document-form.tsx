import type { SubmissionResult } from "@conform-to/react";
import { useTranslation } from "react-i18next";
import { Notice } from "~/ui/notice";
import { FileField } from "./file-field";
import { formReader } from "./form-reader";
import { PartnerActForm } from "./partner-act-form";

interface Props {
  back: string;
  /** The document to take away; null adds one. */
  remove: { name: string } | null;
  result: SubmissionResult<string[]> | undefined;
}

/** Adds a document to an agreement, or takes one away. */
export function DocumentForm({ back, remove, result }: Props) {
  const { t } = useTranslation("partners");
  const { error } = formReader(result, (key) => t(key as "error.closed"));
  return (
    <PartnerActForm
      back={back}
      result={result}
      go={t(remove ? "document.removeGo" : "document.addGo")}
      icon={remove ? "x" : "upload"}
      sendsFile
    >
      <input type="hidden" name="intent" value={remove ? "remove" : "add"} />
      {remove ? (
        <Notice kind="warn" title={t("document.sure", { name: remove.name })}>
          {t("document.sureText")}
        </Notice>
      ) : (
        <FileField label={t("document.file")} error={error("file")} />
      )}
    </PartnerActForm>
  );
}
