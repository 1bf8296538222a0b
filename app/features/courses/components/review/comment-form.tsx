import { Form } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { ButtonLink } from "~/ui/button-link";
import { TextArea } from "~/ui/text-area";

interface Props {
  /** Names the comment, so that a form sent twice is one. */
  id: string;
  version: { id: string; revision: number };
  line: number;
  cancel: string;
  /** What was typed, when it was not taken, and why. */
  typed?: string;
  error?: string;
}

/** Where one says something about a block. */
export function CommentForm({ id, version, line, cancel, typed, error }: Props) {
  const { t } = useTranslation("review");
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("textarea")?.focus(), [line, error]);
  return (
    <Form method="post" ref={form} preventScrollReset>
      <input type="hidden" name="intent" value="comment" />
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="versionId" value={version.id} />
      <input type="hidden" name="revision" value={version.revision} />
      <input type="hidden" name="line" value={line} />
      <TextArea name="text" label={t("comment.label")} maxLength={1000} defaultValue={typed} error={error} />
      <p className="btns mt-4">
        <Button type="submit">{t("comment.send")}</Button>
        <ButtonLink to={cancel} kind="quiet" preventScrollReset>
          {t("comment.cancel")}
        </ButtonLink>
      </p>
    </Form>
  );
}
