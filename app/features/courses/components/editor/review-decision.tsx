import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Section } from "~/ui/section";
import { TextArea } from "~/ui/text-area";

/** The reviewer's form: approve a version, or ask for changes. */
export function ReviewDecision({ versionId, note }: { versionId: string; note?: string }) {
  const { t } = useTranslation("editor");
  return (
    <Section title={t("decide.title")} plain>
      <Form method="post" className="stack">
        <input type="hidden" name="versionId" value={versionId} />
        <TextArea
          name="note"
          label={t("decide.note")}
          hint={t("decide.noteHint")}
          maxLength={1000}
          defaultValue={note}
        />
        <p className="btns mt-4">
          <Button kind="primary" type="submit" name="intent" value="approve">
            {t("decide.approve")}
          </Button>
          <Button type="submit" name="intent" value="ask">
            {t("decide.ask")}
          </Button>
        </p>
      </Form>
    </Section>
  );
}
